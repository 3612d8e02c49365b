package dev.sitedrop.sandbox;

import java.util.List;
import java.util.Map;

/** An answer that refuses a call, with a body in one of the shapes that Procore uses. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int status;
  private final transient Map<String, Object> body;

  private Refusal(int status, String message, Map<String, Object> body) {
    super(message, null, false, false);
    this.status = status;
    this.body = body;
  }

  static Refusal message(int status, String message) {
    return new Refusal(status, message, Map.of("message", message));
  }

  static Refusal errors(int status, String errors) {
    return new Refusal(status, errors, Map.of("errors", errors));
  }

  static Refusal field(int status, String field, String problem) {
    return new Refusal(
        status, field + " " + problem, Map.of("errors", Map.of(field, List.of(problem))));
  }

  static Refusal oauth(int status, String error, String description) {
    return new Refusal(
        status,
        error + ": " + description,
        Map.of("error", error, "error_description", description));
  }

  int status() {
    return status;
  }

  Map<String, Object> body() {
    return body;
  }
}
