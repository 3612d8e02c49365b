package dev.sitedrop.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.sitedrop.ledger.view.PageKey;
import dev.sitedrop.ledger.view.Refusal;
import dev.sitedrop.ledger.view.RefusalList;
import dev.sitedrop.ledger.view.RefusalPage;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /api/refusals}: what was never accepted, with the parameters of {@code
 * /api/deliveries} that can be said of it.
 */
@RestController
class RefusalsController {
  private final RefusalList list;
  private final FilterReader filters;

  RefusalsController(RefusalList list, FilterReader filters) {
    this.list = list;
    this.filters = filters;
  }

  /**
   * Some refusals, newest first.
   *
   * @param before what to give as the parameter {@code before} for the next page; left out if there
   *     are no more
   */
  @JsonInclude(Include.NON_NULL)
  record RefusalsJson(List<Refusal> refusals, String before) {}

  @GetMapping("/api/refusals")
  RefusalsJson list(@RequestParam Map<String, String> said) {
    RefusalPage page = list.find(filters.refusals(said), filters.before(said), filters.size(said));
    return new RefusalsJson(page.refusals(), page.older().map(PageKey::toString).orElse(null));
  }
}
