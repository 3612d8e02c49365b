package dev.sitedrop.sandbox;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/** What every API call has to bear, and what every answer bears. */
@Component
class ApiGate implements HandlerInterceptor {
  /** The attribute of a request that has the client id of the account. */
  static final String ACCOUNT = "account";

  private static final Set<String> WITH_BODY = Set.of("POST", "PATCH", "PUT");

  private final SandboxSettings settings;
  private final World world;
  private final Tokens tokens;
  private final RateWindows windows;
  private final SandboxAccount calls;

  ApiGate(
      SandboxSettings settings,
      World world,
      Tokens tokens,
      RateWindows windows,
      SandboxAccount calls) {
    this.settings = settings;
    this.world = world;
    this.tokens = tokens;
    this.windows = windows;
    this.calls = calls;
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws InterruptedException {
    Thread.sleep(settings.apiLatency().toMillis());
    calls.called(
        request.getMethod()
            + " "
            + request.getRequestURI().replaceAll("/([0-9A-Z]{26}|\\d+)(?=/|$)", "/*"));
    String token = request.getHeader("Idempotency-Token");
    if (token != null) {
      calls.named(request.getMethod() + " " + request.getRequestURI(), token);
    }
    String authorization = request.getHeader("Authorization");
    String account =
        authorization != null && authorization.startsWith("Bearer ")
            ? tokens.account(authorization.substring(7))
            : null;
    limit(account == null ? "" : account, response);
    if (account == null) {
      throw Refusal.oauth(401, "invalid_token", "The access token is unknown or has expired");
    }
    request.setAttribute(ACCOUNT, account);
    checkCompany(request.getHeader("Procore-Company-Id"));
    String type = request.getContentType();
    if (WITH_BODY.contains(request.getMethod())
        && (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json"))) {
      throw Refusal.message(415, "Content-Type must be application/json");
    }
    checkPlace(request);
    return true;
  }

  private void limit(String app, HttpServletResponse response) {
    RateWindows.Reading reading = windows.count(app, Instant.now());
    response.setIntHeader("X-Rate-Limit-Limit", reading.limit());
    response.setIntHeader("X-Rate-Limit-Remaining", reading.remaining());
    response.setHeader("X-Rate-Limit-Reset", Long.toString(reading.reset()));
    if (reading.allowed()) {
      return;
    }
    if (world.retryAfter()) {
      long wait = Math.max(1, reading.reset() - Instant.now().getEpochSecond());
      response.setHeader("Retry-After", Long.toString(wait));
    }
    throw Refusal.message(429, "You have surpassed the max number of requests");
  }

  private void checkCompany(String company) {
    if (company == null) {
      throw Refusal.errors(400, "Missing Procore-Company-Id header!");
    }
    if (!settings.knowsCompany(number(company))) {
      throw Refusal.errors(403, "App is not connected to this company");
    }
  }

  /** The project or company of the path, or of the parameter where the path has none. */
  private void checkPlace(HttpServletRequest request) {
    Map<?, ?> path =
        (Map<?, ?>) request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
    String project =
        path.containsKey("project")
            ? String.valueOf(path.get("project"))
            : request.getParameter("project_id");
    if (project != null && !settings.shows(number(project))) {
      throw Refusal.notFound();
    }
    if (path.containsKey("company")
        && !settings.knowsCompany(number(String.valueOf(path.get("company"))))) {
      throw Refusal.notFound();
    }
  }

  private static long number(String text) {
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
  }
}
