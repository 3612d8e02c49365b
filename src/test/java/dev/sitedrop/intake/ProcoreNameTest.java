package dev.sitedrop.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcoreNameTest {

  @ParameterizedTest
  @CsvSource({
    "crane.jpg, crane.jpg",
    "a b#c%.jpg, a b#c%.jpg",
    "'e\u0301.jpg', '\u00e9.jpg'",
    "../../etc/passwd, .._.._etc_passwd",
    "a\\b.jpg, a_b.jpg",
    "'x\u202Egpj.exe', xgpj.exe",
    "'a\nb.jpg', a_b.jpg",
    "'a\u009B31m\u0085b.jpg', a_31m_b.jpg",
    "'  a.jpg ', a.jpg",
    "'..', file",
    "'\u200B', file",
    "👩\u200D🔧.jpg, 👩\u200D🔧.jpg",
  })
  void isTheSendersOwnAsFarAsItIsSafe(String name, String expected) {
    assertThat(ProcoreName.of(name)).isEqualTo(expected);
  }

  @Test
  void fitsIntoAFileSystemAndKeepsItsExtension() {
    String name = ProcoreName.of("😀".repeat(100) + ".jpeg");

    assertThat(name).endsWith("😀.jpeg");
    assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(255);
  }

  @Test
  void isShownWithoutAnythingThatMovesText() {
    assertThat(Shown.of("a\u202Eb\nc\u001B[31m👩\u200D🔧"))
        .isEqualTo("a\\u202Eb\\u000Ac\\u001B[31m👩\u200D🔧");
  }
}
