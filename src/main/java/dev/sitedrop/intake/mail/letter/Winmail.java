package dev.sitedrop.intake.mail.letter;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.poi.hmef.Attachment;
import org.apache.poi.hmef.HMEFMessage;

/** The files in a {@code winmail.dat}, in which Outlook sometimes hides them. */
final class Winmail {
  /** In bytes: its reader holds all of it in memory, twice. */
  static final long LARGEST = 32L << 20;

  private Winmail() {}

  /**
   * @return whether it could be read
   */
  static boolean unpack(Path file, Unpacking unpacking) throws IOException {
    HMEFMessage message;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      message = new HMEFMessage(in);
    } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError malformed) {
      return false;
    }
    int n = 0;
    for (Attachment attachment : message.getAttachments()) {
      n++;
      byte[] content = content(attachment);
      String name = name(attachment, n);
      if (content == null) {
        unpacking.addDamaged(name, "cannot be read in Outlook's winmail.dat");
      } else {
        unpacking.add(name, "", () -> new ByteArrayInputStream(content));
      }
    }
    return true;
  }

  private static byte[] content(Attachment attachment) {
    try {
      return attachment.getContents();
    } catch (RuntimeException none) {
      return null;
    }
  }

  private static String name(Attachment attachment, int n) {
    String said = attachment.getLongFilename();
    if (said == null || said.isBlank()) {
      said = attachment.getFilename();
    }
    String plain = said == null ? "" : PartName.plain(said.replace("\0", ""));
    return plain.isEmpty() ? "attachment-" + n : plain;
  }
}
