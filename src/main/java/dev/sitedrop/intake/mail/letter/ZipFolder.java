package dev.sitedrop.intake.mail.letter;

import dev.sitedrop.intake.LeftAlone;
import dev.sitedrop.intake.RefusedDrop;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The files of a zip attachment, unpacked within the mail's limits. */
final class ZipFolder {
  /** Pictures hardly shrink; what shrinks more is made to fill a disk. */
  private static final int MOST_SHRUNK = 200;

  private static final int SMALL = 1 << 20;

  private ZipFolder() {}

  /**
   * @return its files; none if it is no zip that can be opened, or a document
   */
  static List<Inner> unpack(Path file, Unpacking unpacking) throws IOException {
    List<Inner> files = new ArrayList<>();
    try (ZipFile zip = open(file)) {
      if (zip.getEntry("[Content_Types].xml") != null || zip.getEntry("mimetype") != null) {
        return List.of();
      }
      List<ZipEntry> entries = entries(zip, unpacking.limits());
      for (ZipEntry entry : entries) {
        if (entry.getSize() > SMALL && entry.getSize() / MOST_SHRUNK > entry.getCompressedSize()) {
          throw new RefusedDrop(
              "It holds a zip file that unpacks to many times its size. Attach the files"
                  + " themselves.");
        }
        files.add(
            new Inner(
                PartName.plain(entry.getName()),
                List.of(),
                unpacking.decodeIfPossible(() -> zip.getInputStream(entry))));
      }
      return files;
    } catch (ZipException | IllegalArgumentException noZip) {
      return List.of();
    }
  }

  /** Names are UTF-8, or in the charset of old Windows programs. */
  private static ZipFile open(Path file) throws IOException {
    try {
      ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8);
      try {
        zip.stream().forEach(entry -> {});
        return zip;
      } catch (IllegalArgumentException notUtf8) {
        zip.close();
      }
    } catch (IllegalArgumentException notUtf8) {
      return new ZipFile(file.toFile(), Charset.forName("IBM437"));
    }
    return new ZipFile(file.toFile(), Charset.forName("IBM437"));
  }

  private static List<ZipEntry> entries(ZipFile zip, Limits limits) {
    List<ZipEntry> found = new ArrayList<>();
    for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
      ZipEntry entry = all.nextElement();
      String name = PartName.plain(entry.getName());
      boolean ofTheSystem =
          Stream.of(entry.getName().split("[/\\\\]")).anyMatch(LeftAlone::isLitter);
      if (!entry.isDirectory() && !name.isEmpty() && !ofTheSystem) {
        found.add(entry);
      }
      if (found.size() > limits.attachments()) {
        break; // the next is refused when it is added
      }
    }
    return found;
  }
}
