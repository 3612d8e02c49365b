package dev.sitedrop.intake.mail.letter;

import dev.sitedrop.intake.LeftAlone;
import dev.sitedrop.intake.RefusedDrop;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Reads a mail: what it says, and the files that it holds. */
public final class LetterReader {
  private static final int LONGEST_SUBJECT = 500;

  /** Whether a picture was in the text of another mail of the same sender. */
  @FunctionalInterface
  public interface Repeated {
    boolean isRepeated(String sha256);
  }

  private LetterReader() {}

  /**
   * @param folder an empty one for the files
   * @param leftAlone says which names are nobody's files
   * @throws RefusedDrop if it can not be read as it is, or passes a limit
   * @throws IOException if the folder cannot be written
   * @throws RuntimeException what {@code repeated} throws: that it cannot be asked says nothing of
   *     the mail
   */
  public static ReadLetter read(
      LetterFile letter, Path folder, Limits limits, LeftAlone leftAlone, Repeated repeated)
      throws IOException {
    if (letter.isAllHeaders()) {
      throw malformed();
    }
    Unpacking unpacking = new Unpacking(folder, limits, leftAlone);
    LetterTexts texts = new LetterTexts();
    String text;
    List<String> links;
    List<Shown> files;
    try {
      new MimeTree(unpacking, texts).walk(letter.file());
      text =
          texts.plain().isBlank() ? SpokenText.ofHtml(texts.html()) : SpokenText.of(texts.plain());
      files = shown(texts, unpacking.files());
      links = links(texts, files.isEmpty());
    } catch (RefusedDrop | Unpacking.Unwritable told) {
      throw told;
    } catch (IOException
        | MessagingException
        | RuntimeException
        | OutOfMemoryError
        | StackOverflowError e) {
      throw malformed();
    }
    return sorted(subject(letter), text, files, unpacking.leftOut(), links, repeated);
  }

  /**
   * A file, and how the text shows it.
   *
   * @param isLogo whether it is shown within the text, and too small for a photo
   * @param sha256 if it is shown within the text, and may be a photo; else null
   */
  private record Shown(Enclosed file, boolean isLogo, String sha256) {}

  private static RefusedDrop malformed() {
    return new RefusedDrop(
        "It is damaged or not built as a mail should be, and cannot be read. Attach the files to a"
            + " new mail.");
  }

  private static List<Shown> shown(LetterTexts texts, List<Enclosed> all) throws IOException {
    ShownInText text = texts.shown();
    List<Shown> files = new ArrayList<>();
    for (Enclosed one : all) {
      boolean inline = one.file() != null && text.has(one.shownAs());
      boolean logo = inline && Logo.isSmall(one.file(), one.size());
      files.add(new Shown(one, logo, inline && !logo ? hash(one) : null));
    }
    return files;
  }

  /** Of a mail with files, what stands in its signature is none of them. */
  private static List<String> links(LetterTexts texts, boolean anywhere) {
    String all = texts.plain() + "\n" + texts.html();
    if (anywhere) {
      return SharedLinks.in(all);
    }
    List<String> links =
        new ArrayList<>(
            SharedLinks.in(
                SpokenText.of(texts.plain()) + "\n" + SpokenText.withLinks(texts.html())));
    if (SharedLinks.isMailDrop(all)) {
      links.addAll(SharedLinks.in(all).subList(0, 1));
    }
    return links.stream().distinct().toList();
  }

  private static ReadLetter sorted(
      String subject,
      String text,
      List<Shown> all,
      List<LeftOut> leftOut,
      List<String> links,
      Repeated repeated) {
    List<Enclosed> files = new ArrayList<>();
    List<String> decoration = new ArrayList<>();
    for (Shown one : all) {
      if (one.isLogo() || one.sha256() != null && repeated.isRepeated(one.sha256())) {
        decoration.add(one.file().name());
      } else {
        files.add(one.file());
      }
    }
    return new ReadLetter(subject, text, files, decoration, leftOut, links);
  }

  /** The subject, decoded, as one line of at most 500 characters. */
  public static String subject(LetterFile letter) {
    String line =
        HeaderText.decode(letter.header("Subject")).replaceAll("[\\p{Cc}\\s]+", " ").strip();
    if (line.length() <= LONGEST_SUBJECT) {
      return line;
    }
    boolean halved = Character.isHighSurrogate(line.charAt(LONGEST_SUBJECT - 1));
    return line.substring(0, halved ? LONGEST_SUBJECT - 1 : LONGEST_SUBJECT);
  }

  private static String hash(Enclosed enclosed) throws IOException {
    try (InputStream file = Files.newInputStream(enclosed.file());
        DigestInputStream in = new DigestInputStream(file, MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
