package dev.sitedrop.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one attempt does, as it goes; it is written down when the attempt ends. Several threads may
 * tell it of segments.
 */
public final class AttemptLog {
  /** A row of the ledger stays small, whatever an attempt does. */
  private static final int MOST = 100;

  private final Instant beganAt = Instant.now();
  private final List<Call> calls = new ArrayList<>();
  private final Map<String, Stored> stored = new LinkedHashMap<>();
  private String told = "";

  /** A call of the API, from when it is sent. */
  public final class Call {
    private final Instant at = Instant.now();
    private final String call;
    private Integer status;
    private Long millis;

    private Call(String call) {
      this.call = call;
    }

    /** An answer has come. */
    public void answered(int status) {
      synchronized (AttemptLog.this) {
        this.status = status;
        this.millis = Duration.between(at, Instant.now()).toMillis();
      }
    }

    private AttemptStep step() {
      return new AttemptStep(at, call, status, millis, status == null ? "no answer" : "");
    }
  }

  private static final class Stored {
    private final Instant at = Instant.now();
    private long bytes;
    private int segments;
    private Instant until = at;
  }

  /**
   * A call is about to be sent.
   *
   * @param call such as {@code POST /rest/v1.1/projects/42/uploads}; no query, for it may hold
   *     anything
   */
  public synchronized Call sends(String call) {
    Call sent = new Call(call);
    if (calls.size() < MOST) {
      calls.add(sent);
    }
    return sent;
  }

  /** The first bytes of a file are about to be put. */
  public synchronized void puts(String file) {
    if (stored.size() < MOST) {
      stored.computeIfAbsent(file, first -> new Stored());
    }
  }

  /** Storage has accepted a segment of a file. */
  public synchronized void stored(String file, long bytes) {
    Stored one = stored.get(file);
    if (one != null) {
      one.bytes += bytes;
      one.segments++;
      one.until = Instant.now();
    }
  }

  /**
   * @param told why the delivery waits or has failed, in words; null if nothing is wrong with it
   */
  synchronized void ends(String told) {
    this.told = told == null ? "" : told;
  }

  synchronized String told() {
    return told;
  }

  Instant beganAt() {
    return beganAt;
  }

  /** What was done, in the order in which it was begun. */
  synchronized List<AttemptStep> steps() {
    List<AttemptStep> steps = new ArrayList<>();
    calls.forEach(call -> steps.add(call.step()));
    stored.forEach((file, one) -> steps.add(step(file, one)));
    steps.sort((a, b) -> a.at().compareTo(b.at()));
    return steps;
  }

  private static AttemptStep step(String file, Stored one) {
    boolean any = one.segments > 0;
    return new AttemptStep(
        one.at,
        "PUT " + file,
        any ? 200 : null,
        any ? Duration.between(one.at, one.until).toMillis() : null,
        any
            ? one.bytes + " bytes" + (one.segments > 1 ? " in " + one.segments + " segments" : "")
            : "not accepted");
  }
}
