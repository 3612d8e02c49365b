package dev.sitedrop.console.access;

import dev.sitedrop.console.page.ConsolePage;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Asks who somebody is. */
@ConsolePage
class LoginPage {
  private final ConsoleDoors doors;

  LoginPage(ConsoleDoors doors) {
    this.doors = doors;
  }

  @GetMapping("/login")
  String login(
      @RequestParam(required = false) String wrong,
      @RequestParam(required = false) String wait,
      @RequestParam(required = false) String out,
      Model page) {
    if (!doors.areLocked()) {
      return "redirect:/";
    }
    page.addAttribute(
        "problem",
        wrong != null
            ? "The name or the password is wrong."
            : wait != null ? "Too many wrong passwords. Wait a minute, and try again." : null);
    page.addAttribute("done", out != null ? "You are logged out." : null);
    return "console/login";
  }
}
