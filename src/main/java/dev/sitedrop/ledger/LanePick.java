package dev.sitedrop.ledger;

import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;

/** Picks the due deliveries of one lane. */
interface LanePick extends JdbcCustomization {
  /** The same for another lane. */
  LanePick of(String lane);
}
