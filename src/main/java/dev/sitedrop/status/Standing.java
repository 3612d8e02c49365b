package dev.sitedrop.status;

import dev.sitedrop.ledger.view.Tally;
import dev.sitedrop.ledger.view.WaitTally;
import java.util.List;

/**
 * How SiteDrop stands, told alike by pages, command line, API, health and alerts.
 *
 * @param troubles what is wrong, the most pressing first; empty if nothing is
 * @param tally what the ledger counts; null while it cannot be read
 * @param due deliveries that a worker is at or could take, whatever holds them up then
 * @param underWay deliveries that a worker is at, and that get on
 * @param waiting all others that are not finished
 * @param reasons why they wait, most frequent first
 * @param left how long what is there will take, for each company that has some
 * @param projects the same for each project, longest first
 * @param sources those that run, by name
 */
public record Standing(
    List<Trouble> troubles,
    Tally tally,
    long due,
    long underWay,
    long waiting,
    List<WaitTally> reasons,
    List<Left> left,
    List<Left> projects,
    List<SourceState> sources) {

  public Standing {
    troubles = List.copyOf(troubles);
    reasons = List.copyOf(reasons);
    left = List.copyOf(left);
    projects = List.copyOf(projects);
    sources = List.copyOf(sources);
  }

  /**
   * What is not finished, and when it will be.
   *
   * @param company its label
   * @param projectId Procore's project id; null for all of the company
   * @param deliveries that are not finished
   * @param minutes until they are, rounded up; null if that cannot be told
   * @param by what that was reckoned from; null if it cannot be told
   */
  public record Left(String company, Long projectId, long deliveries, Long minutes, Basis by) {
    private static final long HOUR = 60;

    /** So many hours that minutes do not matter. */
    private static final long LONG = 3;

    /** Such as {@code in about 62 min at Procore's limit}. */
    public String words() {
      if (minutes == null) {
        return "no estimate";
      }
      String time =
          minutes < LONG * HOUR ? minutes + " min" : Math.round((double) minutes / HOUR) + " h";
      return "in about " + time + " " + by.words();
    }
  }

  /** What an estimate was reckoned from. */
  public enum Basis {
    /** The calls that Procore's rate limit leaves. */
    LIMIT("at Procore's limit"),
    /** What was delivered in the last minutes, which was less. */
    PACE("at the pace of the last minutes");

    private final String words;

    Basis(String words) {
      this.words = words;
    }

    /** Follows a duration, such as {@code at Procore's limit}. */
    public String words() {
      return words;
    }
  }

  /** How it stands in one word. */
  public enum Level {
    /** Nothing is wrong. */
    FINE,
    /** Something keeps deliveries back that passes by itself. */
    HELD_UP,
    /** Something needs a person. */
    NEEDS_PERSON
  }

  /** A person who is needed comes before what passes by itself. */
  public Level level() {
    if (troubles.stream().anyMatch(one -> one.kind().urgency() == Trouble.Urgency.NEEDS_PERSON)) {
      return Level.NEEDS_PERSON;
    }
    return troubles.isEmpty() ? Level.FINE : Level.HELD_UP;
  }
}
