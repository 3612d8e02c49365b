package dev.sitedrop.procore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Set;

/** Reads an OAuth error (RFC 6749, 5.2) in a login's answer. */
final class LoginError {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Errors of the login's side: the same request may succeed later. */
  private static final Set<String> PASSING = Set.of("server_error", "temporarily_unavailable");

  private LoginError() {}

  /** Whether a person has to correct the credentials before the login will accept them. */
  static boolean refusesCredentials(int status, String body) {
    String error = error(body);
    return switch (status) {
      case 401 -> !body.stripLeading().startsWith("<") && !PASSING.contains(error);
      case 400, 403 -> !error.isEmpty() && !PASSING.contains(error);
      default -> false;
    };
  }

  private static String error(String body) {
    try {
      JsonNode json = JSON.readTree(body);
      return json == null ? "" : json.path("error").asText("");
    } catch (JsonProcessingException noJson) {
      return "";
    }
  }
}
