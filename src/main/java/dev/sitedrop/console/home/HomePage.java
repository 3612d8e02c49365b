package dev.sitedrop.console.home;

import dev.sitedrop.console.page.ConsolePage;
import java.time.Instant;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** How all stands, and goes on to stand. */
@ConsolePage
class HomePage {
  private final Look look;
  private final LiveHome live;

  HomePage(Look look, LiveHome live) {
    this.look = look;
    this.live = live;
  }

  @GetMapping("/")
  String home(Model page) {
    fill(page);
    return "console/home";
  }

  /** The part of the page that changes. */
  @GetMapping("/live")
  String now(Model page) {
    fill(page);
    return "console/home :: live";
  }

  @GetMapping(path = "/live/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter events() {
    return live.view();
  }

  @ExceptionHandler(IllegalStateException.class)
  @ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
  void tooMany() {}

  private void fill(Model page) {
    Snapshot now = look.now();
    page.addAttribute("now", now);
    page.addAttribute("standing", now.standing());
    page.addAttribute("made", Instant.now());
    page.addAttribute("plot", Plot.of(now.lastHour()));
  }
}
