package dev.sitedrop.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.maven.artifact.versioning.ComparableVersion;

/**
 * Holds the libraries of a CycloneDX bill of materials against a copy of the open vulnerability
 * database (osv.dev) for Maven: a zip with one JSON a vulnerability. Asks nobody.
 */
final class Osv {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, String> versions = new HashMap<>();

  private Osv() {}

  /**
   * @param library as {@code group:artifact}
   * @param ids the vulnerability's own and its aliases, such as a CVE
   */
  record Finding(String library, String version, TreeSet<String> ids, String summary) {
    @Override
    public String toString() {
      return library + " " + version + ": " + String.join(", ", ids) + " " + summary;
    }
  }

  /** Of the libraries that a bill of materials lists. */
  static Osv of(Path bill) throws IOException {
    Osv osv = new Osv();
    for (JsonNode component : JSON.readTree(bill.toFile()).path("components")) {
      osv.versions.put(
          component.path("group").asText() + ":" + component.path("name").asText(),
          component.path("version").asText());
    }
    return osv;
  }

  int count() {
    return versions.size();
  }

  /** All that the database knows of them, in the order of their names. */
  List<Finding> findings(Path database) throws IOException {
    List<Finding> found = new ArrayList<>();
    try (ZipFile zip = new ZipFile(database.toFile())) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        if (entry.getName().endsWith(".json")) {
          try (InputStream in = zip.getInputStream(entry)) {
            add(JSON.readTree(in), found);
          }
        }
      }
    }
    found.sort((one, other) -> one.toString().compareTo(other.toString()));
    return found;
  }

  private void add(JsonNode vulnerability, List<Finding> found) {
    if (vulnerability.has("withdrawn")) {
      return;
    }
    for (JsonNode affected : vulnerability.path("affected")) {
      String library = affected.at("/package/name").asText();
      String version = versions.get(library);
      if (version != null
          && affected.at("/package/ecosystem").asText().equals("Maven")
          && isAffected(affected, version)) {
        TreeSet<String> ids = new TreeSet<>();
        ids.add(vulnerability.path("id").asText());
        vulnerability.path("aliases").forEach(alias -> ids.add(alias.asText()));
        found.add(new Finding(library, version, ids, vulnerability.path("summary").asText()));
        return;
      }
    }
  }

  private static boolean isAffected(JsonNode affected, String version) {
    for (JsonNode listed : affected.path("versions")) {
      if (listed.asText().equals(version)) {
        return true;
      }
    }
    for (JsonNode range : affected.path("ranges")) {
      if (isWithin(range.path("events"), new ComparableVersion(version))) {
        return true;
      }
    }
    return false;
  }

  /** Events are in order: from one to the next, it is affected or not. */
  private static boolean isWithin(JsonNode events, ComparableVersion version) {
    boolean within = false;
    for (JsonNode event : events) {
      if (event.has("introduced") && isFrom(event.path("introduced").asText(), version)) {
        within = true;
      } else if (event.has("fixed") && isFrom(event.path("fixed").asText(), version)) {
        within = false;
      } else if (event.has("last_affected")
          && new ComparableVersion(event.path("last_affected").asText()).compareTo(version) < 0) {
        within = false;
      }
    }
    return within;
  }

  private static boolean isFrom(String bound, ComparableVersion version) {
    return bound.equals("0") || new ComparableVersion(bound).compareTo(version) <= 0;
  }
}
