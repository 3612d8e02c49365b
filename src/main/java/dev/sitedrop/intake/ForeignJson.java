package dev.sitedrop.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sitedrop.ledger.Target;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * JSON that other programs lay beside photos, as Google Takeout does: it gives no fields, and is no
 * mistake of somebody who wanted to.
 */
public final class ForeignJson {
  private static final int LARGEST = 64 * 1024;
  private static final int MANY = 3;
  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final Set<String> OURS = ours();

  private ForeignJson() {}

  /** Whether it is such; what is no JSON at all is a mistake. */
  public static boolean isIn(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(LARGEST + 1);
    if (bytes.length > LARGEST) {
      return true; // fields are a few lines
    }
    try {
      return isSo(JSON.readTree(bytes));
    } catch (IOException | StackOverflowError noJson) {
      return false;
    }
  }

  /**
   * None of its names is a field, however it is written; or it says so much else that one of ours,
   * such as "description", is there by chance.
   */
  static boolean isSo(JsonNode json) {
    if (!json.isObject() || json.isEmpty()) {
      return json.isArray();
    }
    int others = 0;
    boolean nested = false;
    boolean ours = false;
    for (var field : json.properties()) {
      boolean isOurs = OURS.contains(plain(field.getKey()));
      ours |= isOurs;
      others += isOurs ? 0 : 1;
      nested |= !isOurs && field.getValue().isObject();
    }
    return !ours || others >= MANY && nested;
  }

  private static String plain(String field) {
    return field.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
  }

  private static Set<String> ours() {
    Set<String> names = new HashSet<>();
    for (Target target : Target.values()) {
      String file = target.name().toLowerCase(Locale.ROOT) + ".schema.json";
      try (InputStream schema = ForeignJson.class.getResourceAsStream(file)) {
        JSON.readTree(schema)
            .path("properties")
            .fieldNames()
            .forEachRemaining(name -> names.add(plain(name)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return names;
  }
}
