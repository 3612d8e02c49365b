package dev.sitedrop.intake.mail.letter;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.poi.hmef.Attachment;
import org.apache.poi.hmef.HMEFMessage;
import org.apache.poi.hmef.attribute.MAPIAttribute;
import org.apache.poi.hmef.attribute.MAPIStringAttribute;
import org.apache.poi.hmef.attribute.TNEFAttribute;
import org.apache.poi.hsmf.datatypes.MAPIProperty;

/**
 * What is in a {@code winmail.dat}, in which Outlook sometimes hides the text and the files.
 *
 * @param text plain; empty if there is none
 * @param html empty if there is none
 */
record Winmail(String text, String html, List<Inner> files) {
  /** In bytes: its reader holds all of it in memory, twice. */
  static final long LARGEST = 32L << 20;

  /** Of signature and key: the attributes come next. */
  private static final int HEAD = 6;

  /** An attached message begins with the id of its interface. */
  private static final int INTERFACE_ID = 16;

  static {
    TNEFAttribute.setMaxRecordLength((int) LARGEST);
    MAPIAttribute.setMaxRecordLength((int) LARGEST);
  }

  /**
   * @return null if it cannot be read
   */
  static Winmail open(Path file, Unpacking unpacking) throws IOException {
    HMEFMessage message;
    try (InputStream in = new ByteArrayInputStream(withoutTail(Files.readAllBytes(file)))) {
      message = new HMEFMessage(in);
    } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError malformed) {
      return null;
    }
    List<Inner> files = new ArrayList<>();
    for (Attachment attachment : message.getAttachments()) {
      byte[] content = content(attachment);
      String name = name(attachment, files.size() + 1);
      files.add(
          new Inner(
              name,
              shownAs(attachment),
              content == null
                  ? null
                  : unpacking.decodeIfPossible(() -> new ByteArrayInputStream(content))));
    }
    return new Winmail(text(message), said(message, MAPIProperty.BODY_HTML), files);
  }

  /** Gateways add something behind the last attribute. */
  private static byte[] withoutTail(byte[] all) throws EOFException {
    int at = HEAD;
    while (at + 11 <= all.length && (all[at] == 1 || all[at] == 2)) {
      long length = 0;
      for (int i = 8; i >= 5; i--) {
        length = length << 8 | all[at + i] & 0xFF;
      }
      if (at + 11 + length > all.length) {
        throw new EOFException();
      }
      at += (int) (11 + length);
    }
    return at > HEAD ? Arrays.copyOf(all, at) : all;
  }

  private static String text(HMEFMessage message) {
    return said(message, MAPIProperty.BODY);
  }

  private static String said(HMEFMessage message, MAPIProperty property) {
    try {
      MAPIAttribute attribute = message.getMessageMAPIAttribute(property);
      if (attribute instanceof MAPIStringAttribute string) {
        return string.getDataString() == null ? "" : string.getDataString().replace("\0", "");
      }
      return attribute == null ? "" : TextCharset.guess(attribute.getData()).replace("\0", "");
    } catch (RuntimeException none) {
      return "";
    }
  }

  private static List<String> shownAs(Attachment attachment) {
    try {
      MAPIAttribute id = attachment.getMAPIAttribute(MAPIProperty.ATTACH_CONTENT_ID);
      return id instanceof MAPIStringAttribute string
          ? List.of(string.getDataString().replace("\0", ""))
          : List.of();
    } catch (RuntimeException none) {
      return List.of();
    }
  }

  /** Null if it cannot be had. */
  private static byte[] content(Attachment attachment) {
    try {
      byte[] content = attachment.getContents();
      if (content != null && content.length > 0) {
        return content;
      }
    } catch (RuntimeException none) {
      // it may be a message
    }
    try {
      MAPIAttribute object = attachment.getMAPIAttribute(MAPIProperty.ATTACH_DATA);
      byte[] data = object == null ? new byte[0] : object.getData();
      if (data.length > INTERFACE_ID) {
        byte[] message = Arrays.copyOfRange(data, INTERFACE_ID, data.length);
        return FileStart.isWinmail(message) ? message : data;
      }
    } catch (RuntimeException none) {
      return null;
    }
    return null;
  }

  private static String name(Attachment attachment, int n) {
    String said = null;
    try {
      said = attachment.getLongFilename();
      if (said == null || said.isBlank()) {
        said = attachment.getFilename();
      }
    } catch (RuntimeException none) {
      said = null;
    }
    String plain = said == null ? "" : PartName.plain(said.replace("\0", ""));
    return plain.isEmpty() ? "attachment-" + n : plain;
  }
}
