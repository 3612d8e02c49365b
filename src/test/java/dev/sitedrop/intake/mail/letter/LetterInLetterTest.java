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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sitedrop.Samples;
import dev.sitedrop.intake.RefusedDrop;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import org.apache.poi.poifs.filesystem.DirectoryEntry;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mails attached to mails, saved by programs, hidden by Outlook, or signed. */
class LetterInLetterTest {
  private static final String INNER =
      multipartOf("mixed", "inner", "Content-Type: text/plain\n\nText of another", photo("in.jpg"));
  private static final String SIGNED = "2a864886f70d010702";
  private static final String ENVELOPED = "2a864886f70d010703";
  private static final String COMPRESSED = "2a864886f70d0109100109";
  private static final String DATA = "2a864886f70d010701";

  @TempDir private Path folder;

  static Stream<Arguments> ways() {
    String mail = "Content-Type: message/rfc822; name=\"m.eml\"\n";
    String quoted = INNER.replace("=", "=3D");
    return Stream.of(
        Arguments.of("plain", mail + "\n" + INNER),
        Arguments.of(
            "Base64", mail + "Content-Transfer-Encoding: base64\n\n" + base64(bytes(INNER))),
        Arguments.of("said to be Base64", mail + "Content-Transfer-Encoding: base64\n\n" + INNER),
        Arguments.of(
            "quoted-printable", mail + "Content-Transfer-Encoding: quoted-printable\n\n" + quoted),
        Arguments.of(
            "said to be quoted-printable",
            mail + "Content-Transfer-Encoding: quoted-printable\n\n" + INNER),
        Arguments.of(
            ".eml of no type", attached("m.eml", "application/octet-stream", bytes(INNER))),
        Arguments.of(".EML as text", attached("M.EML", "text/plain", bytes(INNER))),
        Arguments.of(
            "a mailbox's line first",
            attached("m.eml", "text/plain", bytes("From ann Mon\n" + INNER))),
        Arguments.of(
            "a digest",
            "Content-Type: multipart/digest; boundary=d\n\n--d\n\n" + INNER + "\n--d--\n"),
        Arguments.of("message/global", attached("m.u8msg", "message/global", bytes(INNER))),
        Arguments.of(
            "S/MIME", attached("smime.p7m", "application/pkcs7-mime", signed(bytes(INNER)))),
        Arguments.of(
            "S/MIME as bytes",
            attached("smime.p7m", "application/octet-stream", signed(bytes(INNER)))),
        Arguments.of(
            "S/MIME in pieces",
            attached("smime.p7m", "application/x-pkcs7-mime", inPieces(bytes(INNER)))),
        Arguments.of(
            "S/MIME compressed",
            attached("smime.p7m", "application/pkcs7-mime", compressed(bytes(INNER)))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ways")
  void itsPhotoIsDelivered(String name, String part) throws IOException {
    ReadLetter letter = read(multipart(TEXT, part), folder);

    assertThat(letter.files()).extracting(Enclosed::name).containsExactly("in.jpg");
    assertThat(letter.files().get(0).damage()).isNull();
    assertThat(letter.files().get(0).file()).hasBinaryContent(PHOTO);
    assertThat(letter.text()).startsWith("Hello");
  }

  @Test
  void twoMailsWithPhotosOfOneNameAreTwoFiles() throws IOException {
    String one = attached("1.eml", "application/octet-stream", bytes(INNER));
    String two = "Content-Type: message/rfc822\n\n" + INNER;

    assertThat(read(multipart(TEXT, one, two), folder).files())
        .extracting(Enclosed::name)
        .containsExactly("in.jpg", "in (2).jpg");
  }

  @Test
  void aMailThatIsOnlySignedIsReadAsIfItWereNot() throws IOException {
    String head =
        "From: ann@example.com\nSubject: Crane\nContent-Type: application/pkcs7-mime;"
            + " smime-type=signed-data\nContent-Transfer-Encoding: base64\n\n";
    byte[] within =
        bytes(multipart(TEXT, photo("a.jpg")).replaceFirst("From:.*\nSubject:.*\n", ""));

    ReadLetter letter = read(head + base64(signed(within)), folder);
    assertThat(letter.text()).isEqualTo("Hello");
    assertThat(letter.files()).extracting(Enclosed::name).containsExactly("a.jpg");
  }

  @Test
  void whatIsEncryptedIsTold() throws IOException {
    String sealed =
        attached("smime.p7m", "application/octet-stream", sequence(ENVELOPED, new byte[] {1}));
    String pgp =
        attached(
            "encrypted.asc", "application/octet-stream", bytes("-----BEGIN PGP MESSAGE-----\n\nx"));
    String inline = "Content-Type: text/plain\n\n-----BEGIN PGP MESSAGE-----\n\nhQ\n";

    for (String part : new String[] {sealed, pgp, inline}) {
      assertThatThrownBy(() -> read(multipart(part), folder))
          .isInstanceOf(RefusedDrop.class)
          .hasMessageContaining("It is encrypted");
      assertThat(read(multipart(TEXT, photo("a.jpg"), part), folder).files())
          .extracting(file -> file.damage() == null ? file.name() : file.damage())
          .containsExactly("a.jpg", "is encrypted. Send it without encryption");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20, 100, 5000})
  void aSignedMailThatIsCutOffIsTold(int length) throws IOException {
    byte[] part = Arrays.copyOf(signed(bytes(INNER)), length);
    ReadLetter letter =
        read(multipart(TEXT, attached("smime.p7m", "application/pkcs7-mime", part)), folder);

    assertThat(letter.files()).hasSize(1);
    assertThat(letter.files().get(0).damage()).isNotNull();
  }

  @Test
  void aMessageOfOutlookIsOpened() throws IOException {
    byte[] photo = Arrays.copyOf(PHOTO, PHOTO.length);
    byte[] message = outlook("Gerüst außen.jpg", photo, null);
    byte[] nested = outlook("in.jpg", PHOTO, message);

    assertThat(
            read(multipart(TEXT, attached("m.msg", "application/octet-stream", message)), folder)
                .files())
        .extracting(Enclosed::name)
        .containsExactly("Gerüst außen.jpg");
    ReadLetter letter =
        read(multipart(TEXT, attached("m.msg", "application/vnd.ms-outlook", nested)), folder);
    assertThat(letter.files())
        .extracting(Enclosed::name)
        .containsExactlyInAnyOrder("in.jpg", "Gerüst außen.jpg");
    assertThat(letter.files().get(0).file()).hasBinaryContent(PHOTO);
  }

  @Test
  void largePhotosOfOutlookAreWhole() throws IOException {
    byte[] large = Samples.jpeg(12 << 20, 3);
    byte[] winmail = new Tnef().attach("winmail.jpg", large).bytes();

    ReadLetter letter =
        read(
            multipart(
                attached("m.msg", "application/octet-stream", outlook("msg.jpg", large, null)),
                attached("winmail.dat", "application/ms-tnef", winmail)),
            folder);
    assertThat(letter.files()).extracting(Enclosed::damage).containsExactly(null, null);
    assertThat(letter.files()).allSatisfy(file -> assertThat(file.file()).hasBinaryContent(large));
  }

  @Test
  void messagesWithinMessagesHaveAnEnd() throws IOException {
    byte[] message = outlook("in.jpg", PHOTO, null);
    for (int i = 0; i < 12; i++) {
      message = outlook("a.jpg", new byte[] {1}, message);
    }
    byte[] deep = message;

    assertThatThrownBy(
            () ->
                read(multipart(TEXT, attached("m.msg", "application/octet-stream", deep)), folder))
        .isInstanceOf(RefusedDrop.class)
        .hasMessageContaining("nested too deep");
  }

  @Test
  void aBrokenMessageOfOutlookIsTold() throws IOException {
    byte[] message = Arrays.copyOf(outlook("a.jpg", PHOTO, null), 1000);

    assertThat(
            read(multipart(TEXT, attached("m.msg", "application/octet-stream", message)), folder)
                .files()
                .get(0)
                .damage())
        .contains("cannot be read");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/ms-tnef; winmail.dat", "application/octet-stream; ATT00001.dat"})
  void aWinmailWithSomethingBehindItIsOpened(String kind) throws IOException {
    String[] type = kind.split("; ");
    byte[] winmail = new Tnef().attach("crane.jpg", PHOTO).bytes();
    ByteArrayOutputStream tail = new ByteArrayOutputStream();
    tail.writeBytes(winmail);
    tail.writeBytes("\r\n\0\0extra".getBytes(StandardCharsets.US_ASCII));

    ReadLetter letter =
        read(multipart(TEXT, attached(type[1], type[0], tail.toByteArray())), folder);
    assertThat(letter.files()).extracting(Enclosed::name).containsExactly("crane.jpg");
    assertThat(letter.files().get(0).file()).hasBinaryContent(PHOTO);
  }

  @Test
  void theTextInAWinmailIsReadWhereTheMailHasNone() throws IOException {
    String winmail =
        attached(
            "winmail.dat",
            "application/ms-tnef",
            new Tnef().body("North wall, Gerüst").attach("crane.jpg", PHOTO).bytes());

    assertThat(read(multipart("Content-Type: text/plain\n\n", winmail), folder).text())
        .isEqualTo("North wall, Gerüst");
    assertThat(read(multipart(TEXT, winmail), folder).text()).isEqualTo("Hello");
  }

  private static byte[] der(int tag, byte[]... contents) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int length = Arrays.stream(contents).mapToInt(content -> content.length).sum();
    out.write(tag);
    out.write(0x84);
    for (int shift = 24; shift >= 0; shift -= 8) {
      out.write(length >> shift);
    }
    for (byte[] content : contents) {
      out.writeBytes(content);
    }
    return out.toByteArray();
  }

  private static byte[] identifier(String hex) {
    return der(0x06, java.util.HexFormat.of().parseHex(hex));
  }

  private static byte[] sequence(String type, byte[]... contents) {
    return der(0x30, identifier(type), der(0xA0, der(0x30, contents)));
  }

  private static byte[] signed(byte[] content) {
    return sequence(
        SIGNED,
        der(0x02, new byte[] {1}),
        der(0x31, der(0x30, identifier(DATA))),
        der(0x30, identifier(DATA), der(0xA0, der(0x04, content))),
        der(0xA0, new byte[100]));
  }

  private static byte[] compressed(byte[] content) {
    ByteArrayOutputStream small = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(small)) {
      out.write(content);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return sequence(
        COMPRESSED,
        der(0x02, new byte[] {0}),
        der(0x30, identifier(DATA)),
        der(0x30, identifier(DATA), der(0xA0, der(0x04, small.toByteArray()))));
  }

  /** As programs write it that do not know the length before. */
  private static byte[] inPieces(byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] end = {0, 0};
    out.writeBytes(new byte[] {0x30, (byte) 0x80});
    out.writeBytes(identifier(SIGNED));
    out.writeBytes(new byte[] {(byte) 0xA0, (byte) 0x80, 0x30, (byte) 0x80});
    out.writeBytes(der(0x02, new byte[] {1}));
    out.writeBytes(new byte[] {0x31, (byte) 0x80, 0x30, (byte) 0x80});
    out.writeBytes(identifier(DATA));
    out.writeBytes(end);
    out.writeBytes(end);
    out.writeBytes(new byte[] {0x30, (byte) 0x80});
    out.writeBytes(identifier(DATA));
    out.writeBytes(new byte[] {(byte) 0xA0, (byte) 0x80, 0x24, (byte) 0x80});
    for (int at = 0; at < content.length; at += 1000) {
      out.writeBytes(
          der(0x04, Arrays.copyOfRange(content, at, Math.min(at + 1000, content.length))));
    }
    for (int i = 0; i < 6; i++) {
      out.writeBytes(end);
    }
    return out.toByteArray();
  }

  private static byte[] outlook(String name, byte[] content, byte[] nested) throws IOException {
    try (POIFSFileSystem message = new POIFSFileSystem()) {
      DirectoryEntry root = message.getRoot();
      properties(root, 32);
      DirectoryEntry photo = root.createDirectory("__attach_version1.0_#00000000");
      properties(photo, 8);
      stream(photo, "__substg1.0_37010102", content);
      stream(photo, "__substg1.0_3707001F", name.getBytes(StandardCharsets.UTF_16LE));
      if (nested != null) {
        DirectoryEntry mail = root.createDirectory("__attach_version1.0_#00000001");
        properties(mail, 8);
        try (POIFSFileSystem other = new POIFSFileSystem(new ByteArrayInputStream(nested))) {
          org.apache.poi.poifs.filesystem.EntryUtils.copyNodes(
              other.getRoot(), mail.createDirectory("__substg1.0_3701000D"));
        }
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      message.writeFilesystem(out);
      return out.toByteArray();
    }
  }

  private static void properties(DirectoryEntry of, int header) throws IOException {
    stream(of, "__properties_version1.0", new byte[header]);
  }

  private static void stream(DirectoryEntry in, String name, byte[] content) throws IOException {
    in.createDocument(name, new ByteArrayInputStream(content));
  }
}
