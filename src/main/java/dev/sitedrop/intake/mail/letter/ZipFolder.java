package dev.sitedrop.intake.mail.letter;

import dev.sitedrop.intake.RefusedDrop;
import dev.sitedrop.intake.content.ZipDirectory;
import dev.sitedrop.intake.content.ZipNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The files of a zip attachment, unpacked within the mail's limits. */
final class ZipFolder {
  /** Pictures hardly shrink; what shrinks more is made to fill a disk. */
  private static final int MOST_SHRUNK = 200;

  private static final int SMALL = 1 << 20;

  /**
   * By these entries a zip is one document, and no folder of files: Office and XPS, OpenDocument
   * and EPUB, Java, Android, Google Earth, Pages and its like, BIM issues.
   */
  private static final Pattern OF_A_DOCUMENT =
      Pattern.compile(
          "\\[Content_Types]\\.xml|mimetype|META-INF/MANIFEST\\.MF|META-INF/container\\.xml"
              + "|AndroidManifest\\.xml|doc\\.kml|Index\\.zip|Index/Document\\.iwa"
              + "|index\\.apxl(\\.gz)?|index\\.xml\\.gz|bcf\\.version");

  private ZipFolder() {}

  /** What was made of a zip. */
  enum Outcome {
    /** Its files were decoded. */
    UNPACKED,
    /** It is one document, or cannot be opened, and goes on as it is. */
    STAYS_WHOLE,
    /** It asks for a password. */
    HAS_PASSWORD
  }

  private record Named(ZipEntry entry, String name) {}

  /**
   * @param files gets those in it
   */
  static Outcome unpack(Path file, Unpacking unpacking, List<Inner> files) throws IOException {
    List<ZipDirectory.Entry> list = ZipDirectory.entries(file);
    List<String> names = ZipNames.of(list);
    if (names.stream().anyMatch(name -> OF_A_DOCUMENT.matcher(name).matches())) {
      return Outcome.STAYS_WHOLE;
    }
    if (list.stream().anyMatch(ZipDirectory.Entry::encrypted)) {
      return Outcome.HAS_PASSWORD;
    }
    // any byte is a character of it, so that it opens whatever its names are in
    try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.ISO_8859_1)) {
      List<Named> entries = entries(zip, names, unpacking);
      if (entries.isEmpty()) {
        return Outcome.STAYS_WHOLE;
      }
      for (Named named : entries) {
        ZipEntry entry = named.entry();
        if (entry.getSize() > SMALL && entry.getSize() / MOST_SHRUNK > entry.getCompressedSize()) {
          throw new RefusedDrop(
              "It holds a zip file that unpacks to many times its size. Attach the files"
                  + " themselves.");
        }
        files.add(
            new Inner(
                PartName.plain(named.name()),
                List.of(),
                unpacking.decodeIfPossible(() -> zip.getInputStream(entry))));
      }
      return Outcome.UNPACKED;
    } catch (ZipException | IllegalArgumentException noZip) {
      return Outcome.STAYS_WHOLE;
    }
  }

  /** Both list the entries in the same order. */
  private static List<Named> entries(ZipFile zip, List<String> names, Unpacking unpacking) {
    List<Named> found = new ArrayList<>();
    List<? extends ZipEntry> all = zip.stream().limit(names.size()).toList();
    for (int i = 0; i < all.size(); i++) {
      String path = names.get(i);
      String name = PartName.plain(path);
      if (!all.get(i).isDirectory() && !name.isEmpty() && !unpacking.isPassedOver(path)) {
        found.add(new Named(all.get(i), path));
      }
      if (found.size() > unpacking.limits().attachments()) {
        break; // the next is refused when it is added
      }
    }
    return found;
  }
}
