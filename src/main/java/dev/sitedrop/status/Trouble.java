package dev.sitedrop.status;

import java.time.Instant;

/**
 * Something that is wrong, and what to do about it.
 *
 * @param subject what it is about, such as a company, a source or a file; tells two of a kind apart
 * @param what in words for a person, one sentence; names of files and sources are as their owners
 *     wrote them
 * @param since when it began; null if that is not known
 * @param until when it will be over; null if that is not known
 * @param holdsUp how many deliveries it keeps from going on, or how many it is about
 * @param remedy what to do, in one or two sentences
 */
public record Trouble(
    Kind kind,
    String subject,
    String what,
    Instant since,
    Instant until,
    long holdsUp,
    String remedy) {

  /** What can be wrong, the most pressing first. */
  public enum Kind {
    /** The ledger cannot be read. */
    LEDGER(Urgency.NEEDS_PERSON),
    /** There is hardly any space left on a disk that SiteDrop writes to. */
    DISK(Urgency.NEEDS_PERSON),
    /** Procore refuses the credentials. */
    LOGIN(Urgency.NEEDS_PERSON),
    /** Procore does not answer, or only with errors of its own. */
    PROCORE(Urgency.HELD_UP),
    /** The rate limit leaves no call for now. */
    LIMIT(Urgency.HELD_UP),
    /** A source file holds a mistake. */
    SOURCE_FILE(Urgency.NEEDS_PERSON),
    /** A source cannot be looked into, or nothing can be handed in by it. */
    SOURCE(Urgency.NEEDS_PERSON),
    /** Deliveries have failed. */
    FAILED(Urgency.NEEDS_PERSON),
    /** Files were refused, and nobody has marked them as seen. */
    REFUSED(Urgency.NEEDS_PERSON);

    private final Urgency urgency;

    Kind(Urgency urgency) {
      this.urgency = urgency;
    }

    public Urgency urgency() {
      return urgency;
    }
  }

  /** Who has to do something. */
  public enum Urgency {
    /** Nobody: it goes on by itself. */
    HELD_UP,
    /** It stays as it is until a person acts. */
    NEEDS_PERSON
  }
}
