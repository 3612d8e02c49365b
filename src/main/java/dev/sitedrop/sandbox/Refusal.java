package dev.sitedrop.sandbox;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

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

  static Refusal notFound() {
    return message(404, "Not Found");
  }

  /** Of Rails' ActionController. */
  static Refusal missing(String parameter) {
    return message(400, "param is missing or the value is empty: " + parameter);
  }

  static Refusal unknownField(String field) {
    return errors(406, "unknown field " + field);
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

  /** Answers refused calls, and records those that a well-behaved client would not have made. */
  @RestControllerAdvice
  static class Answers {
    private final SandboxAccount account;

    Answers(SandboxAccount account) {
      this.account = account;
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> refuse(Refusal refusal, HttpServletRequest request) {
      account.violated(
          refusal.status
              + " "
              + request.getMethod()
              + " "
              + request.getRequestURI()
              + ": "
              + refusal.getMessage());
      return ResponseEntity.status(refusal.status).body(refusal.body);
    }
  }
}
