package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * docs/settings.md names every setting as the program knows it. {@code ./mvnw test
 * -Dtest=SettingsPageTest -Dsettings.write=true} writes its tables anew.
 */
class SettingsPageTest {
  private static final Path PAGE = Path.of("docs/settings.md");

  @Test
  void saysWhatTheProgramKnows() throws IOException {
    String page = Files.readString(PAGE);
    String right = SettingsTable.into(page);
    if (Boolean.getBoolean("settings.write")) {
      Files.writeString(PAGE, right);
    }

    assertThat(Files.readString(PAGE))
        .as("./mvnw test -Dtest=SettingsPageTest -Dsettings.write=true writes it anew")
        .isEqualTo(right)
        .contains("| `PROCORE_CLIENT_ID` |", "| `SITEDROP_HOME` |");
  }
}
