package dev.sitedrop.console.delivery;

import dev.sitedrop.console.page.ConsolePage;
import dev.sitedrop.ledger.view.DeliveryState;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** One delivery: its files, its fields, and all that has happened to it. */
@ConsolePage
class DeliveryDetail {
  private final OneDelivery one;

  DeliveryDetail(OneDelivery one) {
    this.one = one;
  }

  @GetMapping("/deliveries/{id}")
  String detail(@PathVariable UUID id, Model page) {
    one.fill(page, id, null);
    return "console/delivery";
  }

  /**
   * The part of it that changes while it is under way; when it is done, the page is loaded anew.
   */
  @GetMapping("/deliveries/{id}/live")
  String live(@PathVariable UUID id, Model page, HttpServletResponse response) {
    if (one.fill(page, id, null).state() != DeliveryState.UNDER_WAY) {
      response.setHeader("HX-Refresh", "true");
    }
    return "console/delivery :: live";
  }
}
