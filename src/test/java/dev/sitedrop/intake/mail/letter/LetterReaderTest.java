package dev.sitedrop.intake.mail.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sitedrop.Samples;
import dev.sitedrop.intake.LeftAlone;
import dev.sitedrop.intake.RefusedDrop;
import dev.sitedrop.intake.content.Formats;
import dev.sitedrop.intake.mail.Mails;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;

/** Mails as they really come. */
class LetterReaderTest {
  private static final Limits LIMITS = new Limits(100 << 20, 50, 10, 60 << 20);
  private static final byte[] PHOTO = Samples.jpeg(20_000, 1);
  private static final String BASE64 = Base64.getMimeEncoder().encodeToString(PHOTO);

  @TempDir private Path folder;

  private ReadLetter read(byte[] mail) throws IOException {
    return read(mail, LIMITS, sha256 -> false);
  }

  private ReadLetter read(byte[] mail, Limits limits, LetterReader.Repeated repeated)
      throws IOException {
    Path file = Files.write(folder.resolve("mail.eml"), mail);
    return LetterReader.read(LetterFile.read(file), folder, limits, LeftAlone.KNOWN_ONES, repeated);
  }

  private static byte[] mail(String text) {
    return text.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String multipart(String... parts) {
    return "From: ann@example.com\nSubject: Crane\nMIME-Version: 1.0\n"
        + "Content-Type: multipart/mixed; boundary=\"b\"\n\npreamble\n--b\n"
        + String.join("\n--b\n", parts)
        + "\n--b--\n";
  }

  private static String photo(String headers) {
    return headers + "\nContent-Transfer-Encoding: base64\n\n" + BASE64;
  }

  static Stream<Arguments> awkward() {
    String text = "Content-Type: text/plain; charset=utf-8\n\nHello";
    String jpeg = "Content-Type: image/jpeg\nContent-Disposition: attachment; ";
    return Stream.of(
        Arguments.of(
            "a raw UTF-8 name",
            multipart(text, photo(jpeg + "filename=\"Gerüst é.jpg\"")),
            "Hello",
            "Gerüst é.jpg"),
        Arguments.of(
            "an RFC 2047 name",
            multipart(text, photo(jpeg + "filename=\"=?utf-8?Q?Ger=C3=BCst.jpg?=\"")),
            "Hello",
            "Gerüst.jpg"),
        Arguments.of(
            "an RFC 2047 name in pieces",
            multipart(
                text, photo(jpeg + "filename=\"=?utf-8?B?R2Vyw7w=?=\n =?utf-8?B?c3QuanBn?=\"")),
            "Hello",
            "Gerüst.jpg"),
        Arguments.of(
            "an RFC 2231 name",
            multipart(text, photo(jpeg + "filename*=utf-8''Ger%C3%BCst%20%E2%82%AC.jpg")),
            "Hello",
            "Gerüst €.jpg"),
        Arguments.of(
            "an RFC 2231 name in pieces",
            multipart(
                text,
                photo(
                    jpeg + "\n filename*0*=utf-8''Ger%C3%BC;\n filename*1*=st;\n filename*2=.jpg")),
            "Hello",
            "Gerüst.jpg"),
        Arguments.of(
            "a name that should be quoted",
            multipart(text, photo(jpeg + "filename=north façade (1).jpg")),
            "Hello",
            "north façade (1).jpg"),
        Arguments.of(
            "a name in the type only",
            multipart(text, photo("Content-Type: image/jpeg; name=\"crane.jpg\"")),
            "Hello",
            "crane.jpg"),
        Arguments.of(
            "a name that is a path",
            multipart(text, photo(jpeg + "filename=\"C:\\\\Users\\\\ann\\\\..\\\\crane.jpg\"")),
            "Hello",
            "crane.jpg"),
        Arguments.of(
            "no name", multipart(text, photo("Content-Type: image/jpeg")), "Hello", "image.jpg"),
        Arguments.of(
            "no name and a strange type",
            multipart(text, photo("Content-Type: ???")),
            "Hello",
            "attachment"),
        Arguments.of(
            "equal names",
            multipart(
                text,
                photo(jpeg + "filename=image.jpg"),
                photo(jpeg + "filename=Image.jpg"),
                photo(jpeg + "filename=image.jpg")),
            "Hello",
            "image.jpg|Image (2).jpg|image (3).jpg"),
        Arguments.of(
            "flowed text",
            multipart(
                "Content-Type: text/plain; format=flowed\n\nA pallet \nfell.\n",
                photo(jpeg + "filename=a.jpg")),
            "A pallet fell.",
            "a.jpg"),
        Arguments.of(
            "8-bit text in an unknown charset",
            multipart(
                "Content-Type: text/plain; charset=x-nowhere\nContent-Transfer-Encoding: 8bit\n\nGerüst",
                photo(jpeg + "filename=a.jpg")),
            "Gerüst",
            "a.jpg"),
        Arguments.of(
            "no end of the parts",
            multipart(text, photo(jpeg + "filename=a.jpg")).replace("\n--b--\n", "\n"),
            "Hello",
            "a.jpg"),
        Arguments.of(
            "an empty body",
            multipart("Content-Type: text/plain\n\n", photo(jpeg + "filename=a.jpg")),
            "",
            "a.jpg"),
        Arguments.of(
            "nothing but a photo",
            "From: ann@example.com\nSubject: Crane\n" + photo(jpeg + "filename=a.jpg") + "\n",
            "",
            "a.jpg"),
        Arguments.of(
            "an iPhone's mail",
            multipart(
                "Content-Type: text/plain;\n\tcharset=us-ascii\n\nFirst",
                photo(
                    "Content-Type: image/jpeg;\n\tname=IMG_0001.jpeg\n"
                        + "Content-Disposition: inline;\n\tfilename=IMG_0001.jpeg"),
                "Content-Type: text/plain;\n\tcharset=us-ascii\n\nSecond\n\nSent from my iPhone",
                photo(
                    "Content-Type: image/heic; name=\"IMG_0002.HEIC\"\n"
                        + "Content-Disposition: inline; filename=\"IMG_0002.HEIC\"")),
            "First\nSecond",
            "IMG_0001.jpeg|IMG_0002.HEIC"),
        Arguments.of(
            "Gmail's mail",
            multipart(
                "Content-Type: multipart/alternative; boundary=\"alt\"\n\n--alt\n"
                    + "Content-Type: text/plain; charset=\"UTF-8\"\n\nHello\n--alt\n"
                    + "Content-Type: text/html; charset=\"UTF-8\"\n\n<div>Hello</div>\n--alt--",
                photo(
                    "Content-Type: image/jpeg; name=\"crane.jpg\"\n"
                        + "Content-Disposition: attachment; filename=\"crane.jpg\"\n"
                        + "Content-ID: <f_lx1>\nX-Attachment-Id: f_lx1")),
            "Hello",
            "crane.jpg"),
        Arguments.of(
            "Outlook's mail with a photo in its text",
            multipart(
                "Content-Type: multipart/related; boundary=\"rel\"\n\n--rel\n"
                    + "Content-Type: text/html; charset=\"us-ascii\"\n\n"
                    + "<p>Hello</p><img src=\"cid:image001.jpg@01DB\">\n--rel\n"
                    + photo(
                        "Content-Type: image/jpeg; name=\"image001.jpg\"\n"
                            + "Content-Disposition: inline; filename=\"image001.jpg\"\n"
                            + "Content-ID: <image001.jpg@01DB>")
                    + "\n--rel--"),
            "Hello",
            "image001.jpg"),
        Arguments.of(
            "text that Exchange has cut off",
            multipart(
                text,
                photo(jpeg + "filename=a.jpg"),
                "Content-Type: text/plain; name=\"ATT00001.txt\"\n"
                    + "Content-Disposition: attachment; filename=\"ATT00001.txt\"\n\nBye"),
            "Hello\nBye",
            "a.jpg"),
        Arguments.of(
            "a signed mail",
            multipart(
                "Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\";"
                    + " boundary=\"s\"\n\n--s\n"
                    + photo(jpeg + "filename=a.jpg")
                    + "\n--s\n"
                    + "Content-Type: application/pkcs7-signature; name=smime.p7s\n\nx\n--s--"),
            "",
            "a.jpg"),
        Arguments.of(
            "an invitation and a receipt",
            multipart(
                text,
                photo(jpeg + "filename=a.jpg"),
                "Content-Type: text/calendar; name=invite.ics\n\nBEGIN:VCALENDAR",
                "Content-Type: message/disposition-notification\n\nx"),
            "Hello",
            "a.jpg"),
        Arguments.of(
            "a mail in a mail in a mail",
            multipart(
                text,
                "Content-Type: message/rfc822\n\n"
                    + multipart(
                            "Content-Type: text/plain\n\nquoted",
                            "Content-Type: message/rfc822\n\n"
                                + multipart(photo(jpeg + "filename=deep.jpg"))
                                    .replace("--b", "--c")
                                    .replace("boundary=\"b\"", "boundary=\"c\""))
                        .replace("--b", "--d")
                        .replace("boundary=\"b\"", "boundary=\"d\"")),
            "Hello",
            "deep.jpg"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("awkward")
  void isReadAsItsSenderMeansIt(String name, String mail, String text, String files)
      throws IOException {
    ReadLetter letter = read(mail(mail));

    assertThat(letter.text()).isEqualTo(text);
    assertThat(letter.files()).extracting(Enclosed::name).containsExactly(files.split("\\|"));
    for (Enclosed file : letter.files()) {
      assertThat(file.damage()).isNull();
      assertThat(file.file()).hasBinaryContent(PHOTO);
      assertThat(file.size()).isEqualTo(PHOTO.length);
    }
  }

  static Stream<Arguments> unreadable() {
    String sealed = "It is encrypted";
    return Stream.of(
        Arguments.of(
            "S/MIME encrypted",
            "From: a@b.c\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nx",
            sealed),
        Arguments.of(
            "PGP encrypted",
            multipart("Content-Type: text/plain\n\nx")
                .replace("multipart/mixed", "multipart/encrypted"),
            sealed),
        Arguments.of(
            "a wrong boundary",
            multipart("x").replace("\n--b\n", "\n--c\n").replace("--b--", ""),
            "It is damaged"),
        Arguments.of(
            "1,000 levels",
            "From: a@b.c\n" + "Content-Type: message/rfc822\n\n".repeat(1000),
            "nested too deep"),
        Arguments.of("headers without an end", "X-Y: z\n".repeat(100_000), "It is damaged"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unreadable")
  void whatCannotBeReadIsToldInPlainWords(String name, String mail, String told) {
    assertThatThrownBy(() -> read(mail(mail)))
        .isInstanceOf(RefusedDrop.class)
        .hasMessageContaining(told);
  }

  @Test
  void brokenBase64IsToldAndTheOthersAreKept() throws IOException {
    ReadLetter letter =
        read(
            mail(
                multipart(
                    photo("Content-Type: image/jpeg; name=a.jpg"),
                    "Content-Type: image/jpeg; name=b.jpg\nContent-Transfer-Encoding: base64\n\n"
                        + BASE64.substring(0, 1001),
                    "Content-Type: image/jpeg; name=c.jpg\nContent-Transfer-Encoding: base65\n\nx")));

    assertThat(letter.files())
        .extracting(Enclosed::name, Enclosed::damage)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("a.jpg", null),
            org.assertj.core.groups.Tuple.tuple("b.jpg", "arrived damaged. Attach it once more"),
            org.assertj.core.groups.Tuple.tuple("c.jpg", "arrived damaged. Attach it once more"));
  }

  @Test
  void fortyAttachmentsAreFortyFiles() throws IOException {
    Mails mail = Mails.fromAnn("Forty");
    for (int i = 0; i < 40; i++) {
      mail.attach("photo.jpg", "image/jpeg", Samples.jpeg(2000, i));
    }

    assertThat(read(mail.bytes()).files())
        .extracting(Enclosed::name)
        .doesNotHaveDuplicates()
        .hasSize(40);
  }

  @Test
  void thirtyMegabytesAreRead() throws IOException {
    byte[] large = Samples.jpeg(30 << 20, 5);

    ReadLetter letter =
        read(Mails.fromAnn("Large").attach("large.jpg", "image/jpeg", large).bytes());

    assertThat(letter.files().get(0).file()).hasBinaryContent(large);
  }

  @Test
  void moreFilesThanTheLimitAreRefused() {
    Mails mail = Mails.fromAnn("Many");
    for (int i = 0; i < 51; i++) {
      mail.attach("photo.jpg", "image/jpeg", Samples.jpeg(200, i));
    }

    assertThatThrownBy(() -> read(mail.bytes())).hasMessageContaining("more than 50 files");
  }

  @Test
  void moreBytesThanTheLimitAreRefused() {
    byte[] mail =
        Mails.fromAnn("Large").attach("a.jpg", "image/jpeg", Samples.jpeg(3 << 20, 1)).bytes();

    assertThatThrownBy(() -> read(mail, new Limits(1 << 30, 50, 10, 2 << 20), sha256 -> false))
        .hasMessageContaining("larger than 2 MB together");
  }

  @Test
  void aZipOfPhotosIsUnpacked() throws IOException {
    byte[] zip = zip(List.of("site/a.jpg", "../../b.jpg", "__MACOSX/._a.jpg", ".DS_Store"), PHOTO);

    ReadLetter letter =
        read(Mails.fromAnn("Zip").attach("photos.zip", "application/zip", zip).bytes());

    assertThat(letter.files()).extracting(Enclosed::name).containsExactly("a.jpg", "b.jpg");
    assertThat(letter.files().get(1).file()).hasBinaryContent(PHOTO).hasParent(folder);
  }

  /** Whatever its sender's program calls it. */
  @ParameterizedTest
  @MethodSource("documents")
  void aDocumentThatIsAZipStaysWhole(String name, String type, String entry) throws IOException {
    byte[] document = Formats.zip(java.util.Map.of(entry, "x", "pictures/a.jpg", "y"));

    ReadLetter letter = read(Mails.fromAnn("Document").attach(name, type, document).bytes());

    assertThat(letter.files()).extracting(Enclosed::name).containsExactly(name);
    assertThat(letter.files().get(0).file()).hasBinaryContent(document);
  }

  static Stream<Arguments> documents() {
    return Stream.of(
        Arguments.of("report.docx", "application/zip", "[Content_Types].xml"),
        Arguments.of("report.xlsx", "application/x-zip-compressed", "[Content_Types].xml"),
        Arguments.of("report.zip", "application/zip", "[Content_Types].xml"),
        Arguments.of("report", "application/zip", "[Content_Types].xml"),
        Arguments.of("report.pptx", "application/octet-stream", "[Content_Types].xml"),
        Arguments.of("report.odt", "application/zip", "mimetype"),
        Arguments.of("sheet.ods", "application/zip", "mimetype"),
        Arguments.of("book.epub", "application/zip", "mimetype"),
        Arguments.of("place.kmz", "application/zip", "doc.kml"),
        Arguments.of("place.zip", "application/zip", "doc.kml"),
        Arguments.of("plan.pages", "application/zip", "Index/Document.iwa"),
        Arguments.of("tool.jar", "application/zip", "META-INF/MANIFEST.MF"),
        Arguments.of("issues.bcfzip", "application/zip", "bcf.version"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"IBM437", "IBM850", "windows-1252", "UTF-8"})
  void theNamesInAZipAreAsTheirSenderWroteThem(String charset) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out, Charset.forName(charset))) {
      for (String name : List.of("Straße/Türöffnung Süd.jpg", "Façade à l'été.jpg")) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(PHOTO);
      }
    }

    ReadLetter letter =
        read(Mails.fromAnn("Zip").attach("x.zip", "application/zip", out.toByteArray()).bytes());

    assertThat(letter.files())
        .extracting(Enclosed::name)
        .containsExactly("Türöffnung Süd.jpg", "Façade à l'été.jpg");
  }

  @Test
  void aZipWithAPasswordIsToldAsSuch() throws IOException {
    byte[] zip = zip(List.of("a.jpg"), PHOTO);
    for (int i = 0; i + 10 < zip.length; i++) {
      if (zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 1 && zip[i + 3] == 2) {
        zip[i + 8] |= 1;
      } else if (zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 3 && zip[i + 3] == 4) {
        zip[i + 6] |= 1;
      }
    }

    ReadLetter letter = read(Mails.fromAnn("Zip").attach("x.zip", "application/zip", zip).bytes());

    assertThat(letter.files().get(0).damage()).contains("has a password");
  }

  @Test
  void aZipThatBreaksOffIsTold() throws IOException {
    byte[] zip = zip(List.of("a.jpg", "b.jpg"), PHOTO);

    ReadLetter letter =
        read(
            Mails.fromAnn("Zip")
                .attach("x.zip", "application/zip", Arrays.copyOf(zip, zip.length - 60))
                .bytes());

    assertThat(letter.files().get(0).damage()).contains("is cut off");
  }

  @Test
  void aZipBombIsNotUnpacked() throws IOException {
    byte[] zip = zip(List.of("a.jpg"), new byte[20 << 20]);

    assertThatThrownBy(
            () -> read(Mails.fromAnn("Zip").attach("x.zip", "application/zip", zip).bytes()))
        .isInstanceOf(RefusedDrop.class)
        .hasMessageContaining("unpacks to many times its size");
  }

  @Test
  void whatIsNoZipStaysAsItIs() throws IOException {
    ReadLetter letter =
        read(Mails.fromAnn("Zip").attach("x.zip", "application/zip", PHOTO).bytes());

    assertThat(letter.files()).extracting(Enclosed::name).containsExactly("x.zip");
  }

  @Test
  void winmailDatIsOpened() throws IOException {
    byte[] winmail = new Tnef().attach("crane.jpg", PHOTO).attach("b.jpg", PHOTO).bytes();

    ReadLetter letter =
        read(Mails.fromAnn("Tnef").attach("winmail.dat", "application/ms-tnef", winmail).bytes());

    assertThat(letter.files()).extracting(Enclosed::name).containsExactly("crane.jpg", "b.jpg");
    assertThat(letter.files().get(0).file()).hasBinaryContent(PHOTO);
  }

  @Test
  void aBrokenWinmailDatIsTold() throws IOException {
    byte[] winmail = Arrays.copyOf(new Tnef().attach("crane.jpg", PHOTO).bytes(), 500);

    ReadLetter letter =
        read(Mails.fromAnn("Tnef").attach("winmail.dat", "application/ms-tnef", winmail).bytes());

    assertThat(letter.files().get(0).damage()).contains("Outlook's own kind");
  }

  @Test
  void aLedgerThatCannotBeAskedSaysNothingOfTheMail() throws IOException {
    byte[] mail =
        Mails.fromAnn("Photo")
            .html("<p>Hi</p><img src='cid:photo'>")
            .inline("photo.png", "image/png", "photo", png(640, 480))
            .bytes();
    LetterReader.Repeated away =
        sha256 -> {
          throw new DataAccessResourceFailureException("away");
        };

    assertThatThrownBy(() -> read(mail, LIMITS, away))
        .isInstanceOf(DataAccessResourceFailureException.class);
  }

  @Test
  void logosAreLeftOutAndPhotosInTheTextAreKept() throws IOException {
    byte[] mail =
        Mails.fromAnn("Logos")
            .html("<p>Hi</p><img src='cid:logo'><img src='cid:photo'><img src='cid:again'>")
            .inline("logo.png", "image/png", "logo", png(300, 80))
            .inline("photo.png", "image/png", "photo", png(640, 480))
            .inline("again.jpg", "image/jpeg", "again", PHOTO)
            .attach("small.png", "image/png", png(16, 16))
            .bytes();

    ReadLetter letter = read(mail, LIMITS, Samples.sha256(PHOTO)::equals);

    assertThat(letter.decoration()).containsExactly("logo.png", "again.jpg");
    assertThat(letter.files()).extracting(Enclosed::name).containsExactly("photo.png", "small.png");
  }

  @Test
  void theKeyIsThatOfTheMailAndNotOfItsWay() throws IOException {
    String mail = multipart(photo("Content-Type: image/jpeg"));
    String key = key("Received: by a\nReturn-Path: <x@y>\n" + mail);

    assertThat(key("Received: by b\nX-Spam: no\n" + mail)).isEqualTo(key);
    assertThat(key(mail.replace("ann@", "bob@"))).isNotEqualTo(key);
    assertThat(key(mail.replace("preamble", "other"))).isNotEqualTo(key);
    assertThat(key("Delivered-To: photos+43@x\n" + mail)).isNotEqualTo(key);
  }

  private String key(String mail) throws IOException {
    return LetterFile.read(Files.write(folder.resolve("key.eml"), mail(mail))).key();
  }

  private static byte[] zip(List<String> names, byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }

  /** Noise, for a plain picture would be a small file. */
  private static byte[] png(int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    java.util.Random random = new java.util.Random(width);
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < height; y++) {
        image.setRGB(x, y, random.nextInt());
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  /** The parser would make a million objects of it before it could be asked how many. */
  @Test
  void aSmallMailOfVeryManyPartsIsRefusedBeforeItIsParsed() {
    String mail = multipart() + "--b\n\n".repeat(1_000_000);

    assertThatThrownBy(() -> read(mail(mail)))
        .isInstanceOf(RefusedDrop.class)
        .hasMessageContaining("too many");
  }

  @Test
  void aTextWithManyRulesOfHyphensIsRead() throws IOException {
    ReadLetter letter =
        read(mail(multipart("\n" + "----\n".repeat(4000), photo("Content-Type: image/jpeg"))));

    assertThat(letter.files()).hasSize(1);
  }
}
