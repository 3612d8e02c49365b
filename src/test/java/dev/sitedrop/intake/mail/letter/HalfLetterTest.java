package dev.sitedrop.intake.mail.letter;

import static dev.sitedrop.intake.mail.letter.LetterWriting.PHOTO;
import static dev.sitedrop.intake.mail.letter.LetterWriting.TEXT;
import static dev.sitedrop.intake.mail.letter.LetterWriting.attached;
import static dev.sitedrop.intake.mail.letter.LetterWriting.base64;
import static dev.sitedrop.intake.mail.letter.LetterWriting.bytes;
import static dev.sitedrop.intake.mail.letter.LetterWriting.multipart;
import static dev.sitedrop.intake.mail.letter.LetterWriting.multipartOf;
import static dev.sitedrop.intake.mail.letter.LetterWriting.photo;
import static dev.sitedrop.intake.mail.letter.LetterWriting.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sitedrop.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mails that were cut off on their way, and attachments whose Base64 is not as it should be. */
class HalfLetterTest {
  private static final Path SAMPLES = Path.of("src/test/resources/samples");

  @TempDir private Path folder;

  private static String withoutEnd(String mail) {
    return mail.replaceFirst("\n--b--\n$", "\n");
  }

  /** At the end of a line, as a server with a limit does. */
  private static String cut(String mail, int tenths) {
    return mail.substring(0, mail.lastIndexOf('\n', mail.length() * tenths / 10) + 1);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {"crane.jpg", "site-plan.png", "IMG_2041.HEIC", "incident-report.pdf", "notes.xyz"})
  void halfAFileIsNoneAndAWholeOneIs(String name) throws IOException {
    byte[] content =
        name.equals("notes.xyz")
            ? Arrays.copyOf(PHOTO, 20_002) // its Base64 ends with padding
            : Files.readAllBytes(SAMPLES.resolve(name));
    if (name.equals("notes.xyz")) {
      content[0] = 'x';
    }
    String mail = multipart(TEXT, photo("whole.jpg"), attached(name, "application/x", content));

    Enclosed half = read(cut(mail, 9), folder).files().get(1);
    assertThat(half.name()).isEqualTo(name);
    assertThat(half.damage()).contains("arrived only in part", "cut off");

    ReadLetter whole = read(withoutEnd(mail), folder);
    assertThat(whole.files()).extracting(Enclosed::damage).containsExactly(null, null);
    assertThat(whole.files().get(1).file()).hasBinaryContent(content);
  }

  @Test
  void aPhotoThatIsCutWithinALineIsHalf() throws IOException {
    String mail = multipart(TEXT, photo("a.jpg"));

    for (int less = 5000; less < 5004; less++) {
      ReadLetter letter = read(mail.substring(0, mail.length() - less), folder);
      assertThat(letter.files().get(0).damage()).contains("arrived");
    }
  }

  @Test
  void aMailThatIsNothingButHalfAPhotoIsTold() throws IOException {
    String mail = "From: ann@example.com\nSubject: Crane\n" + photo("a.jpg");

    assertThat(read(mail, folder).files().get(0).damage()).isNull();
    assertThat(read(cut(mail, 8), folder).files().get(0).damage()).contains("only in part");
  }

  @Test
  void halfAPhotoInAnAttachedMailIsTold() throws IOException {
    String inner = cut(multipartOf("mixed", "c", TEXT, photo("inner.jpg")), 8);
    String mail = multipart(TEXT, "Content-Type: message/rfc822\n\n" + inner, photo("a.jpg"));

    assertThat(read(mail, folder).files())
        .extracting(Enclosed::name, file -> file.damage() == null)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("inner.jpg", false),
            org.assertj.core.groups.Tuple.tuple("a.jpg", true));
  }

  /** There may have been files behind it, and an accident log is made once. */
  @Test
  void aTextThatIsCutOffIsTold() throws IOException {
    ReadLetter letter = read(withoutEnd(multipart(photo("a.jpg"), TEXT)), folder);

    assertThat(letter.files()).extracting(Enclosed::name).contains("a.jpg", "the end of your mail");
    assertThat(letter.files().get(1).damage()).contains("cut off");
  }

  @Test
  void partsWithinThatLackTheirLastLineAreWhole() throws IOException {
    String alternative =
        "Content-Type: multipart/alternative; boundary=alt\n\n--alt\n"
            + (TEXT + "\n--alt\nContent-Type: text/html\n\n<p>Hello</p>");

    assertThat(read(multipart(alternative, photo("a.jpg")), folder).files())
        .extracting(Enclosed::name, Enclosed::damage)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("a.jpg", null));
  }

  @ParameterizedTest(name = "{0} bytes are missing for a group of three")
  @CsvSource({"0", "1", "2"})
  void whateverPaddingIsThere(int missing) throws IOException {
    byte[] photo = Samples.jpeg(3000 - missing, 7);
    String name = "a" + missing + ".jpg";
    String without = base64(photo).replace("=", "");

    ReadLetter letter = read(multipart(TEXT, attached(name, "image/jpeg", without)), folder);
    assertThat(letter.files().get(0).damage()).isNull();
    assertThat(letter.files().get(0).file()).hasBinaryContent(photo);
  }

  static Stream<Arguments> odd() {
    String data = base64(PHOTO);
    String gateway = "\nThis e-mail is confidential. Scanned by Gateway 5.\n";
    String plain = "\n\n________\nThis mail was checked by the gateway\nDisclaimer\n";
    byte[] start = Arrays.copyOf(PHOTO, 100);
    String within =
        base64(start).replace("\n", "")
            + "\n"
            + base64(Arrays.copyOfRange(PHOTO, 100, PHOTO.length));
    return Stream.of(
        Arguments.of("a gateway's text", "base64", data + gateway),
        Arguments.of("a gateway's words", "base64", data + plain),
        Arguments.of(
            "blank lines", "base64", data.replaceFirst("\n", "\n\n").replaceFirst("\n", "\n\n")),
        Arguments.of("blanks at the ends", "base64", data.replace("\n", "  \n")),
        Arguments.of("blanks within", "base64", data.replaceAll("(.{30})(.{20})", "$1 $2")),
        Arguments.of("one line", "base64", data.replace("\n", "")),
        Arguments.of(
            "a cut with an exclamation mark",
            "base64",
            data.substring(0, 400) + "!\n " + data.substring(400)),
        Arguments.of("padding within", "base64", within),
        Arguments.of("blanks after the name", "base64  ", data),
        Arguments.of("a comment after the name", "base64 (that is how)", data),
        Arguments.of("a semicolon after the name", "base64;", data),
        Arguments.of("capitals", "BASE64", data),
        Arguments.of("quotes", "\"base64\"", data),
        Arguments.of("called 7bit", "7bit", data),
        Arguments.of("called 8bit", "8bit", data),
        Arguments.of("of an unknown name", "x-encoded", data),
        Arguments.of(
            "none, though it says so", "base64", new String(PHOTO, StandardCharsets.ISO_8859_1)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("odd")
  void whereAllBytesAreThereThePhotoIs(String name, String encoding, String body)
      throws IOException {
    String part =
        "Content-Type: image/jpeg; name=a.jpg\nContent-Transfer-Encoding: " + encoding + "\n\n";
    byte[] mail = bytes(multipart(TEXT, part + "BODY"));
    String text = new String(mail, StandardCharsets.ISO_8859_1).replace("BODY", body);

    ReadLetter letter = read(text.getBytes(StandardCharsets.ISO_8859_1), folder);
    assertThat(letter.files()).hasSize(1);
    assertThat(letter.files().get(0).damage()).isNull();
    assertThat(letter.files().get(0).file()).hasBinaryContent(PHOTO);
  }

  @Test
  void whatIsEmptyIsToldByItsName() throws IOException {
    ReadLetter letter =
        read(multipart(TEXT, attached("gone.jpg", "image/jpeg", ""), photo("a.jpg")), folder);

    assertThat(letter.files()).extracting(Enclosed::name).containsExactly("gone.jpg", "a.jpg");
    assertThat(letter.files().get(0).damage()).startsWith("is empty");
  }
}
