package dev.sitedrop.ledger;

import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;

/**
 * Fetches the due deliveries of one lane, and tells db-scheduler that H2 can limit a query: it
 * knows no H2, and would have every due row read and sorted to take the first few, so that the cost
 * of a delivery would grow with the backlog.
 */
class LaneFetch extends DefaultJdbcCustomization implements LanePick {
  private final String lane;

  LaneFetch(String lane) {
    super(false);
    this.lane = lane;
  }

  @Override
  public LaneFetch of(String otherLane) {
    return new LaneFetch(otherLane);
  }

  @Override
  public boolean supportsExplicitQueryLimitPart() {
    return true;
  }

  /**
   * The lane also leads the order: H2 reads by an index only what is ordered as its columns are.
   */
  @Override
  public String createSelectDueQuery(
      String table, int limit, String more, boolean orderByPriority) {
    return "select * from "
        + table
        + " where picked = ? and execution_time <= ? "
        + more
        + " and lane = '"
        + lane
        + "' order by lane, priority desc, execution_time"
        + getQueryLimitPart(limit);
  }
}
