package dev.sitedrop.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OsvTest {
  @TempDir private Path folder;

  private boolean isFound(String version, String affected, String more) throws IOException {
    Path bill =
        Files.writeString(
            folder.resolve("bill.json"),
            """
            {"components": [
              {"group": "org.example", "name": "parser", "version": "%s"},
              {"group": "org.example", "name": "other", "version": "1.0"}]}
            """
                .formatted(version));
    Path database = folder.resolve("all.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(database))) {
      zip.putNextEntry(new ZipEntry("GHSA-1.json"));
      zip.write(
          """
          {"id": "GHSA-1", "aliases": ["CVE-1"], "summary": "It reads too much", %s
           "affected": [{"package": {"ecosystem": "Maven", "name": "org.example:parser"}, %s}]}
          """
              .formatted(more, affected)
              .getBytes(StandardCharsets.UTF_8));
    }
    return !Osv.of(bill).findings(database).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1.4.9, true",
    "1.5.0, false",
    "1.5.0-beta, true",
    "1.10.0, false",
    "1.0, true",
    "0.9, false"
  })
  void aVersionInARangeIsAffected(String version, boolean affected) throws IOException {
    String range =
        "\"ranges\": [{\"type\": \"ECOSYSTEM\", \"events\": [{\"introduced\": \"1.0\"}, {\"fixed\": \"1.5.0\"}]}]";

    assertThat(isFound(version, range, "")).isEqualTo(affected);
  }

  @ParameterizedTest
  @CsvSource({"2.0, true", "2.0.1, false"})
  void theLastAffectedVersionIsAffected(String version, boolean affected) throws IOException {
    String range =
        "\"ranges\": [{\"type\": \"ECOSYSTEM\", \"events\": [{\"introduced\": \"0\"}, {\"last_affected\": \"2.0\"}]}]";

    assertThat(isFound(version, range, "")).isEqualTo(affected);
  }

  @ParameterizedTest
  @CsvSource({"3.1.RELEASE, true", "3.2.RELEASE, false"})
  void aListedVersionIsAffected(String version, boolean affected) throws IOException {
    assertThat(isFound(version, "\"versions\": [\"3.1.RELEASE\"]", "")).isEqualTo(affected);
  }

  @Test
  void whatWasWithdrawnIsNot() throws IOException {
    String all = "\"versions\": [\"1.0\"]";

    assertThat(isFound("1.0", all, "")).isTrue();
    assertThat(isFound("1.0", all, "\"withdrawn\": \"2026-01-01T00:00:00Z\",")).isFalse();
  }
}
