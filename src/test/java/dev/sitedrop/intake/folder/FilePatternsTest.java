package dev.sitedrop.intake.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilePatternsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*.jpg             | a.jpg            | true",
        "*.jpg             | 42/images/a.JPG  | true",
        "*.jpg             | a.jpg.txt        | false",
        "*.jpg, *.pdf      | 42/plan.pdf      | true",
        "IMG_????.*        | 42/IMG_2041.HEIC | true",
        "IMG_????.*        | 42/IMG_1.HEIC    | false",
        "42/**             | 42/images/a.jpg  | true",
        "42/**             | 43/images/a.jpg  | false",
        "42/*.jpg          | 42/images/a.jpg  | false",
        "**/site/*         | 42/site/a.jpg    | true",
        ",                 | a.jpg            | false",
        "straße*           | STRASSE.jpg      | false",
        "Größe*            | GRÖSSE.jpg       | false",
        "grün*             | GRÜN.jpg         | true",
      })
  void aPatternIsForTheNameAndWithASlashForThePath(String said, String path, boolean matches) {
    assertThat(FilePatterns.of(said).match(Path.of(path))).isEqualTo(matches);
  }
}
