package dev.sitedrop.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of several names is meant by one that is misspelt. */
class NearestTest {
  private static final List<String> KNOWN =
      List.of(
          "folder-source",
          "sftp-source",
          "routeTemplateRef",
          "rules",
          "rules-file",
          "heic",
          "heic-converter",
          "time-zone",
          "to",
          "toD");

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "folder-sources, folder-source",
    "folders, folder-source",
    "folder_source, folder-source",
    "fodler-source, folder-source",
    "templateRef, routeTemplateRef",
    "rule, rules",
    "HEIC, heic",
    "heicConverter, heic-converter",
    "zone, time-zone",
    "too, to",
    "tod, toD",
    "x,",
    "mailbox,",
    "converted-pictures,",
    "'',",
  })
  void isTheOneThatIsWrittenMostAlike(String said, String meant) {
    assertThat(Nearest.of(said, KNOWN).orElse(null)).isEqualTo(meant);
  }
}
