package dev.sitedrop.intake.mail.letter;

import dev.sitedrop.intake.LeftAlone;
import dev.sitedrop.intake.RefusedDrop;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The files that come out of one mail, written into one folder, within the limits. */
final class Unpacking {
  /** Of the parts that hold files, and of those that programs add. */
  private static final int MOST_DECODED = 5000;

  private static final String SEALED = "is encrypted. Send it without encryption";

  private final Path folder;
  private final Limits limits;
  private final LeftAlone leftAlone;
  private final List<LeftOut> leftOut = new ArrayList<>();
  private final List<Enclosed> files = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private long bytes;
  private int scratch;

  Unpacking(Path folder, Limits limits, LeftAlone leftAlone) {
    this.folder = folder;
    this.limits = limits;
    this.leftAlone = leftAlone;
  }

  static RefusedDrop tooMany() {
    return new RefusedDrop(
        "Its parts are nested too deep or are too many. Attach the files to a new mail.");
  }

  /** What was passed over, in its order. */
  List<LeftOut> leftOut() {
    return List.copyOf(leftOut);
  }

  /** Whether all that is there can be read by its recipient only. */
  boolean isSealed() {
    return !files.isEmpty() && files.stream().allMatch(file -> SEALED.equals(file.damage()));
  }

  List<Enclosed> files() {
    return List.copyOf(files);
  }

  Limits limits() {
    return limits;
  }

  /** Opens the decoded bytes of a file. */
  interface Source {
    InputStream open() throws IOException;
  }

  /**
   * Adds a file that was decoded.
   *
   * @param shownAs by which the text may show it
   * @throws RefusedDrop if a limit is passed
   */
  void add(String wanted, List<String> shownAs, Path file) throws IOException {
    if (isPassedOver(wanted)) {
      return;
    }
    checkCount();
    files.add(new Enclosed(freeName(wanted), file, Files.size(file), shownAs, null));
  }

  /**
   * Whether nobody wants what has this name, and it has been noted.
   *
   * @param path in a zip; else a name alone
   */
  boolean isPassedOver(String path) {
    for (String name : path.split("[/\\\\]")) {
      Optional<String> why = leftAlone.whyNotSent(name);
      if (why.isPresent()) {
        passOver(path, why.get());
        return true;
      }
    }
    return false;
  }

  /** Notes something that is nobody's file; what has no name is nothing to speak of. */
  void passOver(String name, String why) {
    if (!name.isEmpty() && leftOut.size() < MOST_DECODED) {
      leftOut.add(new LeftOut(name, why));
    }
  }

  /** Notes a part that can be read by its recipient only. */
  void addSealed(String name) {
    addMissing(name.isEmpty() ? "an encrypted part" : name, SEALED);
  }

  /** Notes a file that cannot be had. */
  void addDamaged(String wanted, String why) {
    if (!isPassedOver(wanted)) {
      addMissing(wanted, why);
    }
  }

  /** Notes that something cannot be had, whatever it is called. */
  void addMissing(String wanted, String why) {
    checkCount();
    files.add(damaged(freeName(wanted), why));
  }

  private static Enclosed damaged(String name, String why) {
    return new Enclosed(name, null, 0, List.of(), why);
  }

  /** Null if it is broken. */
  Path decodeIfPossible(Source source) throws IOException {
    try {
      return decode(source);
    } catch (Undecodable broken) {
      return null;
    }
  }

  /**
   * Writes one file, of which nobody has heard yet.
   *
   * @throws RefusedDrop if a limit is passed
   * @throws Undecodable if it is broken
   * @throws Unwritable if it cannot be written
   */
  Path decode(Source source) throws IOException {
    if (scratch > MOST_DECODED) {
      throw tooMany();
    }
    Path file = scratch();
    write(source, file);
    return file;
  }

  private Path scratch() {
    return folder.resolve(String.format(Locale.ROOT, "%05d", scratch++));
  }

  private void checkCount() {
    if (files.size() >= limits.attachments()) {
      throw new RefusedDrop(
          "It holds more than " + limits.attachments() + " files. Send them in several mails.");
    }
  }

  private long write(Source source, Path file) throws IOException {
    long size = 0;
    try (InputStream in = opened(source);
        OutputStream out = created(file)) {
      byte[] buffer = new byte[65536];
      for (int n = read(in, buffer); n >= 0; n = read(in, buffer)) {
        size += n;
        bytes += n;
        if (bytes > limits.unpacked()) {
          throw new RefusedDrop(
              "Its files are larger than "
                  + limits.unpacked() / (1 << 20)
                  + " MB together. Send them in several mails.");
        }
        write(out, buffer, n);
      }
    }
    return size;
  }

  private static OutputStream created(Path file) throws Unwritable {
    try {
      return Files.newOutputStream(file);
    } catch (IOException e) {
      throw new Unwritable(e);
    }
  }

  private static void write(OutputStream out, byte[] buffer, int length) throws Unwritable {
    try {
      out.write(buffer, 0, length);
    } catch (IOException e) {
      throw new Unwritable(e);
    }
  }

  private static InputStream opened(Source source) throws Undecodable {
    try {
      return source.open();
    } catch (Undecodable told) {
      throw told;
    } catch (IOException | RuntimeException e) {
      throw new Undecodable(e);
    }
  }

  private static int read(InputStream in, byte[] buffer) throws Undecodable {
    try {
      return in.read(buffer);
    } catch (IOException | RuntimeException e) {
      throw new Undecodable(e);
    }
  }

  /** What was sent is broken, or packed in a way that nobody knows. */
  static final class Undecodable extends IOException {
    private static final long serialVersionUID = 1L;

    Undecodable(Throwable cause) {
      super(cause);
    }
  }

  /** The mail may be sound: the disk is not. */
  static final class Unwritable extends IOException {
    private static final long serialVersionUID = 1L;

    Unwritable(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }

  /** Two files of one mail never bear one name: in Procore nobody could tell them apart. */
  private String freeName(String wanted) {
    String name = wanted;
    for (int n = 2; !names.add(name.toLowerCase(Locale.ROOT)); n++) {
      int dot = wanted.lastIndexOf('.');
      name =
          dot > 0
              ? wanted.substring(0, dot) + " (" + n + ")" + wanted.substring(dot)
              : wanted + " (" + n + ")";
    }
    return name;
  }
}
