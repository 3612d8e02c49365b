package dev.sitedrop.procore;

import java.time.Duration;

/**
 * One call of the API is over; told to whoever listens.
 *
 * @param endpoint method and path without ids, such as {@code POST
 *     /rest/v1.1/projects/{id}/uploads}
 * @param status HTTP's; 0 if no answer came
 * @param time from its turn to its answer, or to the end of what made it if none came
 */
public record ApiCallEnded(Company company, String endpoint, int status, Duration time) {

  /** Whether something was changed by it, and not only asked. */
  public boolean hasMoved() {
    return status / 100 == 2 && !endpoint.startsWith("GET ");
  }
}
