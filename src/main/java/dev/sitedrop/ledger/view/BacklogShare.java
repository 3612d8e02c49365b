package dev.sitedrop.ledger.view;

/**
 * What one project has in the backlog.
 *
 * @param destination which Procore and company it is meant for
 * @param projectId Procore's project id
 * @param picked deliveries that a worker holds now
 * @param due those that may be taken by a worker now
 * @param later those that are tried again later
 * @param files of all of them
 */
public record BacklogShare(
    String destination, long projectId, long picked, long due, long later, long files) {
  /** All deliveries that are not finished. */
  public long deliveries() {
    return picked + due + later;
  }
}
