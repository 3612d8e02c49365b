package dev.sitedrop.console.page;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * What browsers ask for beside answers that name no icon, such as health. Led to the login instead,
 * they would be given a token there, in the place of that of the page that is being filled in.
 */
@ConsolePage
class BrowserIcon {
  private static final URI ICON = URI.create("/console/icon.svg");

  @GetMapping("/favicon.ico")
  ResponseEntity<Void> icon() {
    return ResponseEntity.status(HttpStatus.FOUND).location(ICON).build();
  }
}
