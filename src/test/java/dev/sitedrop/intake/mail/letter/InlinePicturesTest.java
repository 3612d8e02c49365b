package dev.sitedrop.intake.mail.letter;

import static dev.sitedrop.intake.mail.letter.LetterWriting.PHOTO;
import static dev.sitedrop.intake.mail.letter.LetterWriting.TEXT;
import static dev.sitedrop.intake.mail.letter.LetterWriting.base64;
import static dev.sitedrop.intake.mail.letter.LetterWriting.multipart;
import static dev.sitedrop.intake.mail.letter.LetterWriting.multipartOf;
import static dev.sitedrop.intake.mail.letter.LetterWriting.photo;
import static dev.sitedrop.intake.mail.letter.LetterWriting.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures that the text shows: logos are left out, photos are kept. */
class InlinePicturesTest {
  private static final String GIF = base64("GIF89a".getBytes(StandardCharsets.US_ASCII));

  @TempDir private Path folder;

  @ParameterizedTest(name = "{0} shows {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "<img src=\"cid:logo@x\">                 | Content-ID: <logo@x>",
        "<img src=cid:logo%40x>                   | Content-ID: <logo@x>",
        "<img src=\"cid:logo@x\">                 | Content-ID: <logo%40x>",
        "<img src=\"CID:LOGO@X\">                 | Content-ID: <logo@x>",
        "<img src=\"cid:logo&#64;x\">             | Content-ID: <logo@x>",
        "<img src=\"cid&#58;logo@x\">             | Content-ID: <logo@x>",
        "<img src=\"cid:logo@x\">                 | Content-ID: logo@x",
        "<img src=\"cid:logo\">                   | Content-ID: <logo@x>",
        "<img src=\"cid:ii_1\">                   | X-Attachment-Id: ii_1",
        "<img src=\"a%20logo.gif\">               | Content-Location: a logo.gif",
        "<img src='http://x/logo.gif'>            | Content-Location: http://x/logo.gif",
        "<img src=logo.gif>                       | Content-ID: <logo.gif>",
        "<img src=\"./logo-name.gif\">            | X-Other: x",
        "<table background=\"cid:logo@x\">        | Content-ID: <logo@x>",
        "<p style=\"background:url('cid:logo@x')\">| Content-ID: <logo@x>",
        "<p style=\"background:url(logo.gif)\">   | Content-Location: logo.gif",
        "<!--[if mso]><v:imagedata src=\"cid:logo@x\"/><![endif]--> | Content-ID: <logo@x>",
      })
  void aLogoIsLeftOut(String html, String header) throws IOException {
    String logo =
        "Content-Type: image/gif; name=logo-name.gif\nContent-Transfer-Encoding: base64\n"
            + (header + "\n\n" + GIF);
    String mail =
        multipartOf(
            "related", "b", "Content-Type: text/html\n\n<p>Hi</p>" + html, logo, photo("a.jpg"));

    ReadLetter letter = read(mail, folder);
    assertThat(letter.files()).extracting(Enclosed::name).containsExactly("a.jpg");
    assertThat(letter.decoration()).containsExactly("logo-name.gif");
  }

  @Test
  void aPhotoThatIsOnlyInlineIsDelivered() throws IOException {
    String inline =
        "Content-Type: image/jpeg\nContent-ID: <_1_0B>\nContent-Transfer-Encoding: base64\n\n";
    String html = "Content-Type: text/html\n\n<img src=cid:_1_0B>";
    String related =
        "Content-Type: multipart/related; boundary=r\n\n--r\n"
            + (html + "\n--r\n" + inline + base64(PHOTO) + "\n--r--\n");

    for (String mail :
        new String[] {
          multipart(related), multipartOf("alternative", "b", TEXT, inline + base64(PHOTO))
        }) {
      assertThat(read(mail, folder).files())
          .extracting(Enclosed::name)
          .containsExactly("image.jpg");
    }
  }
}
