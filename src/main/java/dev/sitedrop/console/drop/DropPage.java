package dev.sitedrop.console.drop;

import dev.sitedrop.console.page.ConsoleAction;
import dev.sitedrop.ledger.Target;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Where people put files in; they go to the API's door, as a program's do. */
@ConsoleAction
class DropPage {

  @GetMapping("/drop")
  String drop(Model page) {
    page.addAttribute("targets", Target.values());
    return "console/drop";
  }
}
