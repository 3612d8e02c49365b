package dev.sitedrop.intake.mail.letter;

import static dev.sitedrop.intake.mail.letter.LetterWriting.PHOTO;
import static dev.sitedrop.intake.mail.letter.LetterWriting.TEXT;
import static dev.sitedrop.intake.mail.letter.LetterWriting.attached;
import static dev.sitedrop.intake.mail.letter.LetterWriting.bytes;
import static dev.sitedrop.intake.mail.letter.LetterWriting.multipart;
import static dev.sitedrop.intake.mail.letter.LetterWriting.photo;
import static dev.sitedrop.intake.mail.letter.LetterWriting.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sitedrop.Samples;
import dev.sitedrop.intake.FolderNames;
import dev.sitedrop.intake.FolderSettings;
import dev.sitedrop.intake.LeftAlone;
import dev.sitedrop.intake.RawRule;
import dev.sitedrop.intake.content.Formats;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts that programs add for programs, by whatever name and type. */
class ProgramPartsTest {
  @TempDir private Path folder;

  @ParameterizedTest(name = "{0} as {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "invite.ics       | application/ics          | BEGIN:VCALENDAR",
        "invite.ics       | application/octet-stream | x",
        "meeting          | application/octet-stream | BEGIN:VCALENDAR",
        "ann.vcf          | text/x-vcard             | BEGIN:VCARD",
        "ann.vcf          | application/octet-stream | x",
        "smime.p7s        | application/octet-stream | 0x",
        "signature.asc    | application/octet-stream | -----BEGIN PGP SIGNATURE-----",
        "sig.asc          | application/octet-stream | -----BEGIN PGP SIGNATURE-----",
        "OpenPGP_0xA1.asc | application/pgp-keys     | x",
        "0x4F.asc         | application/octet-stream | -----BEGIN PGP PUBLIC KEY BLOCK-----",
        "ATT00001.bin     | application/octet-stream | ''",
        "ATT00002.bin     | application/octet-stream | unknown",
        "noname           | application/octet-stream | ''",
        "._IMG_1.jpg      | image/jpeg               | x",
        "IMG_1.jpg        | application/applefile    | x",
        "oledata.mso      | application/x-mso        | x",
      })
  void itsSenderHearsNothingOfItAndTheLogNamesIt(String name, String type, String content)
      throws IOException {
    String part = attached(name, type, bytes(content == null ? "" : content));
    ReadLetter letter = read(multipart(TEXT, photo("IMG_1.jpg"), part), folder);

    assertThat(letter.files()).extracting(Enclosed::name).containsExactly("IMG_1.jpg");
    assertThat(letter.files().get(0).file()).hasBinaryContent(PHOTO);
    assertThat(letter.leftOut()).extracting(LeftOut::name).containsExactly(name);
    assertThat(letter.decoration()).isEmpty();
    assertThat(letter.text()).isEqualTo("Hello");
  }

  @Test
  void aPhotoThatAServerHasNamedIsOne() throws IOException {
    String part = attached("ATT00001.bin", "application/octet-stream", PHOTO);

    assertThat(read(multipart(TEXT, part), folder).files())
        .extracting(Enclosed::name)
        .containsExactly("ATT00001.jpg");
  }

  @ParameterizedTest
  @ValueSource(strings = {"heic", "miaf", "tmap", "mif1", "mif2"})
  void aHeicThatAServerHasNamedIsOne(String brand) throws IOException {
    byte[] photo = Samples.bytesOfBrands("IMG_2041.HEIC", brand, "heic");
    String part = attached("ATT00001.bin", "application/octet-stream", photo);

    assertThat(read(multipart(TEXT, part), folder).files())
        .extracting(Enclosed::name)
        .containsExactly("ATT00001.heic");
  }

  /** Those that are known, and those of the settings. */
  @Test
  void whatIsLeftAloneInFoldersIsLeftAloneInAMailAndInItsZips() throws IOException {
    LeftAlone leftAlone =
        new LeftAlone(
            new FolderSettings(List.of("*.bak", "old"), FolderNames.HIDDEN, RawRule.REFUSE));
    byte[] zip =
        Formats.zip(
            Map.of(
                "site/a.txt", "a", "site/b.BAK", "b", "old/c.txt", "c", "__MACOSX/._a.txt", "m"));
    String mail =
        multipart(
            TEXT,
            photo("IMG_1.jpg"),
            attached("plan.bak", "application/octet-stream", bytes("x")),
            attached("desktop.ini", "text/plain", bytes("")),
            attached("notes.BAK", "application/octet-stream", bytes("")),
            attached("Thumbs.db", "application/octet-stream", bytes("x")),
            attached("IMG_1.AAE", "application/octet-stream", bytes("x")),
            attached("files.zip", "application/zip", zip));

    ReadLetter letter = read(bytes(mail), folder, leftAlone);

    assertThat(letter.files()).extracting(Enclosed::name).containsExactly("IMG_1.jpg", "a.txt");
    assertThat(letter.leftOut())
        .extracting(LeftOut::name)
        .containsExactlyInAnyOrder(
            "plan.bak",
            "desktop.ini",
            "notes.BAK",
            "Thumbs.db",
            "IMG_1.AAE",
            "site/b.BAK",
            "old/c.txt",
            "__MACOSX/._a.txt");
    assertThat(letter.leftOut())
        .filteredOn(one -> one.name().equals("plan.bak"))
        .extracting(LeftOut::why)
        .containsExactly("is left alone, for INTAKE_LEFT_ALONE says so of its name");
  }

  @Test
  void theOtherHalfOfAMacsFileIsNone() throws IOException {
    byte[] half = {0, 5, 22, 7, 0, 2, 0, 0, 'M', 'a', 'c'};
    String twice =
        "Content-Type: multipart/appledouble; boundary=ad\n\n--ad\n"
            + attached("IMG_1.jpg", "application/octet-stream", half)
            + ("\n--ad\n" + photo("IMG_1.jpg") + "\n--ad--\n");

    assertThat(read(multipart(TEXT, twice), folder).files())
        .extracting(Enclosed::name, Enclosed::damage)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("IMG_1.jpg", null));
  }

  @Test
  void aTextThatAServerHasCutOffIsText() throws IOException {
    String part = attached("ATT00001.txt", "application/octet-stream", bytes("Bye"));

    assertThat(read(multipart(TEXT, photo("a.jpg"), part), folder).text()).isEqualTo("Hello\nBye");
  }

  @Test
  void aDocumentThatIsAZipIsNotTakenToPieces() throws IOException {
    String word = attached("report.docx", "application/zip", PHOTO);

    assertThat(read(multipart(TEXT, word), folder).files())
        .extracting(Enclosed::name)
        .containsExactly("report.docx");
  }
}
