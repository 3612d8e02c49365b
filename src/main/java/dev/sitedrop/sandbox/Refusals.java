package dev.sitedrop.sandbox;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers refused calls, and notes those that a well-behaved client would not have made. */
@RestControllerAdvice
class Refusals {
  private final SandboxAccount account;

  Refusals(SandboxAccount account) {
    this.account = account;
  }

  @ExceptionHandler
  ResponseEntity<Map<String, Object>> refuse(Refusal refusal, HttpServletRequest request) {
    account.violated(
        refusal.status()
            + " "
            + request.getMethod()
            + " "
            + request.getRequestURI()
            + ": "
            + refusal.getMessage());
    return ResponseEntity.status(refusal.status()).body(refusal.body());
  }
}
