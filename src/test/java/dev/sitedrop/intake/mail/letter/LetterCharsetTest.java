package dev.sitedrop.intake.mail.letter;

import static dev.sitedrop.intake.mail.letter.LetterWriting.PHOTO;
import static dev.sitedrop.intake.mail.letter.LetterWriting.TEXT;
import static dev.sitedrop.intake.mail.letter.LetterWriting.attached;
import static dev.sitedrop.intake.mail.letter.LetterWriting.base64;
import static dev.sitedrop.intake.mail.letter.LetterWriting.multipart;
import static dev.sitedrop.intake.mail.letter.LetterWriting.photo;
import static dev.sitedrop.intake.mail.letter.LetterWriting.read;
import static dev.sitedrop.intake.mail.letter.LetterWriting.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Subjects, names and texts, however their programs wrote the letters down. */
class LetterCharsetTest {
  private static final String SAID = "Fassade außen, Gerüst nördlich";

  @TempDir private Path folder;

  private static String words(String text, String charset, int cut) {
    byte[] bytes = text.getBytes(Charset.forName(charset));
    Base64.Encoder base64 = Base64.getEncoder();
    return "=?"
        + (charset + "?B?" + base64.encodeToString(Arrays.copyOf(bytes, cut)) + "?=\n =?")
        + (charset + "?B?")
        + (base64.encodeToString(Arrays.copyOfRange(bytes, cut, bytes.length)) + "?=");
  }

  static Stream<Arguments> subjects() {
    String base64 = Base64.getEncoder().encodeToString(SAID.getBytes(StandardCharsets.UTF_8));
    return Stream.of(
        Arguments.of("a character cut in Base64", words(SAID, "UTF-8", 11), SAID),
        Arguments.of("a character cut in GB2312", words("工地照片请查", "gb2312", 5), "工地照片请查"),
        Arguments.of(
            "a character cut in Q",
            "=?utf-8?Q?Ger=C3?=\n =?UTF-8?Q?=BCst_au=C3=9Fen?=",
            "Gerüst außen"),
        Arguments.of(
            "Base64 cut itself",
            "=?utf-8?B?" + base64.substring(0, 13) + "?= =?utf-8?B?" + base64.substring(13) + "?=",
            SAID),
        Arguments.of("without padding", "=?utf-8?B?R2Vyw7xzdA?= x", "Gerüst x"),
        Arguments.of("its end missing", "=?utf-8?B?R2Vyw7xzdA==", "Gerüst"),
        Arguments.of("with a language", "=?utf-8*de?Q?Ger=C3=BCst?=", "Gerüst"),
        Arguments.of("with blanks within", "=?utf-8?Q?Ger=C3=BCst au=C3=9Fen?=", "Gerüst außen"),
        Arguments.of("raw UTF-8", utf8("Gerüst außen"), "Gerüst außen"),
        Arguments.of("raw Latin-1", "Gerüst groß", "Gerüst groß"),
        Arguments.of("raw Latin-1 at the end", "Im Fluß", "Im Fluß"),
        Arguments.of("raw and encoded", utf8("für ") + "=?utf-8?Q?Ger=C3=BCst?=", "für Gerüst"),
        Arguments.of(
            "windows-1252 called Latin-1", "=?iso-8859-1?Q?5_=80_=96_more?=", "5 € – more"),
        Arguments.of("UTF-8 called US-ASCII", "=?us-ascii?Q?Ger=C3=BCst?=", "Gerüst"),
        Arguments.of("an unknown charset", "=?x-nowhere?Q?Ger=C3=BCst?=", "Gerüst"),
        Arguments.of("an odd name of a charset", "=?win-1251?Q?=CA=F0=E0=ED?=", "Кран"),
        Arguments.of("words of two charsets", "=?utf-8?Q?=C3=BC?= =?iso-8859-1?Q?=FC?=", "üü"),
        Arguments.of("no word at all", "a =?b and ?= c", "a =?b and ?= c"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("subjects")
  void aSubjectIsReadAsItWasWritten(String name, String subject, String meant) throws IOException {
    String mail = multipart(TEXT, photo("a.jpg")).replace("Subject: Crane", "Subject: " + subject);

    assertThat(read(mail, folder).subject()).isEqualTo(meant);
  }

  static Stream<Arguments> names() {
    return Stream.of(
        Arguments.of("unquoted", "filename=IMG 01 1.jpg", "IMG 01 1.jpg"),
        Arguments.of("trailing blanks", "filename=\"IMG 01.jpg  \"", "IMG 01.jpg"),
        Arguments.of(
            "a quote within", "filename=\"the \"north\" wall.jpg\"", "the \"north\" wall.jpg"),
        Arguments.of("no closing quote", "filename=\"wall.jpg", "wall.jpg"),
        Arguments.of("no semicolon", "filename=\"wall.jpg\" size=20", "wall.jpg"),
        Arguments.of("a semicolon at the end", "filename=\"wall.jpg\";", "wall.jpg"),
        Arguments.of("twice", "filename=\"wall.jpg\"; filename=\"wall.jpg\"", "wall.jpg"),
        Arguments.of(
            "pieces with a charset",
            "filename*0*=UTF-8''Ger%C3%BCst%20; filename*1*=au%C3%9Fen%20; filename*2=1.jpg",
            "Gerüst außen 1.jpg"),
        Arguments.of(
            "pieces out of order, a character cut",
            "filename*1*=%BCst.jpg; filename*0*=UTF-8''Ger%C3",
            "Gerüst.jpg"),
        Arguments.of(
            "pieces without a charset",
            "filename*0=\"a long \"; filename*1=\"name.jpg\"",
            "a long name.jpg"),
        Arguments.of(
            "encoded words in pieces",
            "filename*0=\"=?utf-8?B?R2Vyw7\"; filename*1=\"xzdC5qcGc=?=\"",
            "Gerüst.jpg"),
        Arguments.of("Latin-1", "filename*=iso-8859-1'de'Ger%FCst%201.jpg", "Gerüst 1.jpg"),
        Arguments.of("in quotes", "filename*=\"UTF-8''Ger%C3%BCst%201.jpg\"", "Gerüst 1.jpg"),
        Arguments.of(
            "raw UTF-8 in RFC 2231", "filename*=UTF-8''" + utf8("Gerüst.jpg"), "Gerüst.jpg"),
        Arguments.of("raw Latin-1 in RFC 2231", "filename*=UTF-8''Gerüst.jpg", "Gerüst.jpg"),
        Arguments.of(
            "RFC 2231 without its star", "filename=\"UTF-8''Ger%C3%BCst.jpg\"", "Gerüst.jpg"),
        Arguments.of(
            "both ways", "filename=\"Ger_st.jpg\"; filename*=UTF-8''Ger%C3%BCst.jpg", "Gerüst.jpg"),
        Arguments.of(
            "a character cut between words",
            "filename=\"=?UTF-8?B?R2Vyww==?=\n =?UTF-8?B?vHN0LmpwZw==?=\"",
            "Gerüst.jpg"),
        Arguments.of(
            "words with blanks", "filename=\"=?utf-8?Q?Ger=C3=BCst 1.jpg?=\"", "Gerüst 1.jpg"),
        Arguments.of("raw Latin-1", "filename=\"Gerüst.jpg\"", "Gerüst.jpg"),
        Arguments.of("percent codes are a name", "filename=\"100%25 done.jpg\"", "100%25 done.jpg"),
        Arguments.of("an apostrophe", "filename=\"O'Brien's 5%.jpg\"", "O'Brien's 5%.jpg"),
        Arguments.of("a path", "filename=\"C:\\Users\\ann\\wall.jpg\"", "wall.jpg"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void aNameIsReadAsItWasMeant(String name, String filename, String meant) throws IOException {
    String part =
        "Content-Type: image/jpeg\nContent-Transfer-Encoding: base64\nContent-Disposition:"
            + (" attachment; " + filename + "\n\n" + base64(PHOTO));

    assertThat(read(multipart(TEXT, part), folder).files())
        .extracting(Enclosed::name)
        .containsExactly(meant);
  }

  static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of(
            "UTF-8 called US-ASCII", "text/plain; charset=us-ascii", utf8("Gerüst"), "Gerüst"),
        Arguments.of(
            "UTF-8 called Latin-1", "text/plain; charset=iso-8859-1", utf8("Gerüst"), "Gerüst"),
        Arguments.of("Latin-1 called UTF-8", "text/plain; charset=utf-8", "Gerüst", "Gerüst"),
        Arguments.of(
            "windows-1252 called Latin-1", "text/plain; charset=iso-8859-1", "5 \u0080", "5 €"),
        Arguments.of(
            "blanks in the name", "text/plain; charset=\" utf-8 \"", utf8("Gerüst"), "Gerüst"),
        Arguments.of(
            "an unknown charset", "text/plain; charset=foo_bar!", utf8("Gerüst"), "Gerüst"),
        Arguments.of("unknown-8bit", "text/plain; charset=unknown-8bit", utf8("Gerüst"), "Gerüst"),
        Arguments.of("no semicolon", "text/plain charset=utf-8", utf8("Gerüst"), "Gerüst"),
        Arguments.of("no slash", "text", utf8("Gerüst"), "Gerüst"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("texts")
  void aTextIsReadAsItWasWritten(String name, String type, String text, String meant)
      throws IOException {
    String mail =
        multipart("Content-Type: " + type + "\n\n" + text, attached("a.jpg", "image/jpeg", PHOTO));

    assertThat(read(mail, folder).text()).isEqualTo(meant);
  }
}
