package dev.sitedrop.sandbox;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

/** What every API call has to bear, and what every answer bears. */
@Component
class ApiGate implements HandlerInterceptor {
  private static final Set<String> WITH_BODY = Set.of("POST", "PATCH", "PUT");

  private final SandboxSettings settings;
  private final Tokens tokens;
  private final RateWindows windows;
  private final SandboxAccount account;

  ApiGate(SandboxSettings settings, Tokens tokens, RateWindows windows, SandboxAccount account) {
    this.settings = settings;
    this.tokens = tokens;
    this.windows = windows;
    this.account = account;
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws InterruptedException {
    Thread.sleep(settings.apiLatency().toMillis());
    account.called(
        request.getMethod()
            + " "
            + request.getRequestURI().replaceAll("/([0-9A-Z]{26}|\\d+)(?=/|$)", "/*"));
    RateWindows.Reading reading = windows.count(Instant.now());
    response.setIntHeader("X-Rate-Limit-Limit", reading.limit());
    response.setIntHeader("X-Rate-Limit-Remaining", reading.remaining());
    response.setHeader("X-Rate-Limit-Reset", Long.toString(reading.reset()));
    if (!reading.allowed()) {
      long wait = Math.max(1, reading.reset() - Instant.now().getEpochSecond());
      response.setHeader("Retry-After", Long.toString(wait));
      throw Refusal.message(429, "You have surpassed the max number of requests");
    }
    String authorization = request.getHeader("Authorization");
    if (authorization == null
        || !authorization.startsWith("Bearer ")
        || !tokens.holds(authorization.substring(7))) {
      throw Refusal.oauth(401, "invalid_token", "The access token is unknown or has expired");
    }
    String company = request.getHeader("Procore-Company-Id");
    if (company == null) {
      throw Refusal.errors(400, "Missing Procore-Company-Id header!");
    }
    if (!company.equals(Long.toString(settings.companyId()))) {
      throw Refusal.errors(403, "App is not connected to this company");
    }
    String type = request.getContentType();
    if (WITH_BODY.contains(request.getMethod())
        && (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json"))) {
      throw Refusal.message(415, "Content-Type must be application/json");
    }
    return true;
  }
}
