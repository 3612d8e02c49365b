package dev.sitedrop.signals.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * What somebody has to know; as JSON it is what a webhook gets.
 *
 * @param text for a person; all that a chat needs
 * @param kind {@code failed}, {@code stalled}, {@code moving}, {@code source}, {@code source_file},
 *     {@code disk}, {@code login} or {@code ledger}
 * @param company null if it is not about one alone
 * @param count of deliveries
 * @param since when it began
 * @param deliveries the first few of them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Alert(
    String text, String kind, String company, long count, Instant since, List<Told> deliveries) {

  /**
   * One delivery.
   *
   * @param id the ledger's, and the log's
   * @param reason why it has failed, or waits; null if nothing is known
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Told(String id, String name, long project, String reason) {

    String asText() {
      return name + " (project " + project + ")" + (reason == null ? "" : ": " + reason);
    }
  }
}
