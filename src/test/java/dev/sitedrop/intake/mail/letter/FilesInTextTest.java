package dev.sitedrop.intake.mail.letter;

import static dev.sitedrop.intake.mail.letter.LetterWriting.PHOTO;
import static dev.sitedrop.intake.mail.letter.LetterWriting.TEXT;
import static dev.sitedrop.intake.mail.letter.LetterWriting.base64;
import static dev.sitedrop.intake.mail.letter.LetterWriting.bytes;
import static dev.sitedrop.intake.mail.letter.LetterWriting.multipart;
import static dev.sitedrop.intake.mail.letter.LetterWriting.read;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are written into a mail's text, and files that it only speaks of. */
class FilesInTextTest {
  @TempDir private Path folder;

  private ReadLetter text(String text) throws IOException {
    return read(multipart("Content-Type: text/plain; charset=iso-8859-1\n\n" + text), folder);
  }

  private static String uuencoded(String name) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      OutputStream encoder = MimeUtility.encode(out, "uuencode", name);
      encoder.write(PHOTO);
      encoder.flush();
      encoder.close();
      return out.toString(StandardCharsets.ISO_8859_1);
    } catch (IOException | jakarta.mail.MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aUuencodedPhotoIsAFileAndNoText() throws IOException {
    ReadLetter letter = text("A pallet fell\n\n" + uuencoded("wall.jpg") + "\nfrom level 2\n");

    assertThat(letter.text()).isEqualTo("A pallet fell\n\nfrom level 2");
    assertThat(letter.files()).extracting(Enclosed::name).containsExactly("wall.jpg");
    assertThat(letter.files().get(0).file()).hasBinaryContent(PHOTO);
  }

  @Test
  void halfAUuencodedPhotoIsTold() throws IOException {
    String half = uuencoded("wall.jpg");
    ReadLetter letter = text("A pallet fell\n" + half.substring(0, half.length() / 2));

    assertThat(letter.text()).isEqualTo("A pallet fell");
    assertThat(letter.files().get(0).damage()).contains("arrived damaged");
  }

  @Test
  void aSentenceThatBeginsLikeOneIsText() throws IOException {
    assertThat(text("begin 644 wall.jpg\nWe begin on Monday.").text())
        .isEqualTo("begin 644 wall.jpg\nWe begin on Monday.");
  }

  @ParameterizedTest
  @CsvSource({"0", "1"})
  void whatIsYencodedIsAFileAndNoText(int missing) throws IOException {
    StringBuilder block = new StringBuilder();
    block.append("=ybegin line=128 size=" + (PHOTO.length + missing) + " name=wall.jpg\n");
    for (int i = 0; i < PHOTO.length; i++) {
      int code = PHOTO[i] + 42 & 0xFF;
      boolean escaped = code == 0 || code == '\n' || code == '\r' || code == '=';
      block.append(escaped ? "=" + (char) (code + 64 & 0xFF) : "" + (char) code);
      block.append(i % 128 == 127 ? "\n" : "");
    }
    ReadLetter letter = text("A pallet fell\n" + block + "\n=yend size=20000\n");

    assertThat(letter.text()).isEqualTo("A pallet fell");
    assertThat(letter.files()).extracting(Enclosed::name).containsExactly("wall.jpg");
    assertThat(letter.files().get(0).damage() == null).isEqualTo(missing == 0);
  }

  @Test
  void linesOfBase64AreNoText() throws IOException {
    ReadLetter letter = text("A pallet fell\n" + base64(PHOTO) + "\nfrom level 2\n");

    assertThat(letter.text()).isEqualTo("A pallet fell\nfrom level 2");
    assertThat(letter.files()).extracting(Enclosed::name).containsExactly("attachment.jpg");
    assertThat(letter.files().get(0).file()).hasBinaryContent(PHOTO);
    assertThat(text("A pallet fell\n" + base64(new byte[5000])).text()).isEqualTo("A pallet fell");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<img src=\"data:image/jpeg;base64,%s\">",
        "<b style='background:url(DATA:image/jpeg;name=x;base64,%s)'>x"
      })
  void aPhotoWithinTheHtmlIsAFile(String tag) throws IOException {
    String data = Base64.getEncoder().encodeToString(PHOTO);
    String html = "Content-Type: text/html\n\n<p>The wall</p>" + String.format(tag, data);
    ReadLetter letter = read(multipart(html), folder);

    assertThat(letter.text()).startsWith("The wall").doesNotContain("/9j/");
    assertThat(letter.files()).extracting(Enclosed::name).containsExactly("image.jpg");
    assertThat(letter.files().get(0).file()).hasBinaryContent(PHOTO);
  }

  @Test
  void aLogoWithinTheHtmlIsLeftOut() throws IOException {
    String data = Base64.getEncoder().encodeToString(new byte[] {'G', 'I', 'F', '8', '9', 'a'});
    ReadLetter letter =
        read(
            multipart(
                "Content-Type: text/html\n\n<p>Hi</p><img src='data:image/gif;base64,"
                    + data
                    + "'>"),
            folder);

    assertThat(letter.files()).isEmpty();
    assertThat(letter.decoration()).containsExactly("image.gif");
  }

  @ParameterizedTest
  @CsvSource({
    "https://www.icloud.com/attachment/?u=https%3A%2F%2Fcvws.icloud-content.com, iCloud Mail Drop",
    "https://share.icloud.com/photos/0a1, iCloud",
    "https://drive.google.com/file/d/1xyz/view?usp=drive_web, Google Drive",
    "https://photos.app.goo.gl/abc, Google Photos",
    "https://1drv.ms/i/s!Abc, OneDrive",
    "https://acme.sharepoint.com/:f:/s/x, SharePoint",
    "https://acme-my.sharepoint.com/:f:/p/x, OneDrive",
    "https://we.tl/t-abc, WeTransfer",
    "https://www.dropbox.com/s/abc/x.jpg?dl=0, Dropbox"
  })
  void aLinkToFilesIsSeen(String link, String service) throws IOException {
    assertThat(text("Photos: " + link + "\n").links()).containsExactly(service);
    assertThat(
            read(
                    multipart(
                        "Content-Type: text/html\n\n<p><a href=\"" + link + "\">Photos</a></p>"),
                    folder)
                .links())
        .containsExactly(service);
    String signature = "Content-Type: text/plain\n\nHi\n-- \n" + link + "\n";
    assertThat(read(multipart(signature, LetterWriting.photo("a.jpg")), folder).links())
        .isEqualTo(
            service.contains("Drop") && link.contains("icloud") ? List.of(service) : List.of());
  }

  @Test
  void whatHtmlHidesIsNoText() throws IOException {
    String html =
        "Content-Type: text/html\n\n<style>.pre { color: red; display:none !important }</style>"
            + "<div style=\"display: none; max-height:0\">hidden 1</div><span class='x pre'>hidden 2</span>"
            + "<p hidden>hidden 3</p><p style='visibility:hidden'>hidden 4</p>"
            + "<p style='font-size:0px'>hidden 5</p><p style='mso-hide:all;font-size:0'>hidden 6</p>"
            + "<div style='font-size:0'><p style='font-size:14px'>North wall</p></div>";

    assertThat(read(multipart(html), folder).text()).isEqualTo("North wall");
  }

  /** Newsletters have as many. */
  @Test
  void manyRulesOfAStyleSheetAreRead() throws IOException {
    String rules = "@media screen {" + ".a { color: red }\n".repeat(20_000) + "}";
    String html = "Content-Type: text/html\n\n<style>" + rules + "</style><p>North wall</p>";

    assertThat(read(multipart(html), folder).text()).isEqualTo("North wall");
  }

  @Test
  void aSignedTextIsReadWithoutItsSignature() throws IOException {
    assertThat(
            text("-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nNorth wall\n- - wet\n-----BEGIN PGP SIGNATURE-----\n\niQ=\n-----END PGP SIGNATURE-----\n")
                .text())
        .isEqualTo("North wall\n- wet");
  }

  @Test
  void aTextOfWordsStaysAsItIs() throws IOException {
    String words = "Photo one.\n".repeat(30).strip();

    assertThat(text(words).text()).isEqualTo(words);
    assertThat(read(bytes(multipart(TEXT)), folder).links()).isEmpty();
  }
}
