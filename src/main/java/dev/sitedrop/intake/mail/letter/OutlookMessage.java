package dev.sitedrop.intake.mail.letter;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.hsmf.MAPIMessage;
import org.apache.poi.hsmf.datatypes.AttachmentChunks;
import org.apache.poi.hsmf.datatypes.StringChunk;

/**
 * What is in a message as Outlook saves it ({@code .msg}), and in those attached to it.
 *
 * @param html all of them together; empty if there is none
 */
record OutlookMessage(String html, List<Inner> files) {
  /**
   * @param depth how deep the messages in it may be nested
   * @return null if it cannot be read
   */
  static OutlookMessage open(Path file, int depth, Unpacking unpacking) throws IOException {
    List<Inner> files = new ArrayList<>();
    StringBuilder html = new StringBuilder();
    try (MAPIMessage message = new MAPIMessage(file.toFile())) {
      collect(message, depth, unpacking, files, html);
      return new OutlookMessage(html.toString(), files);
    } catch (Unpacking.Unwritable disk) {
      throw disk;
    } catch (dev.sitedrop.intake.RefusedDrop limit) {
      throw limit;
    } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError malformed) {
      return null;
    }
  }

  private static void collect(
      MAPIMessage message, int depth, Unpacking unpacking, List<Inner> files, StringBuilder html)
      throws IOException {
    if (depth < 0) {
      throw Unpacking.tooMany();
    }
    message.setReturnNullOnMissingChunk(true);
    html.append(html(message)).append('\n');
    for (AttachmentChunks attachment : message.getAttachmentFiles()) {
      if (attachment.isEmbeddedMessage()) {
        collect(attachment.getEmbeddedMessage(), depth - 1, unpacking, files, html);
      } else {
        byte[] content =
            attachment.getAttachData() == null ? null : attachment.getAttachData().getValue();
        files.add(
            new Inner(
                name(attachment, files.size() + 1),
                shownAs(attachment),
                content == null
                    ? null
                    : unpacking.decodeIfPossible(() -> new ByteArrayInputStream(content))));
      }
    }
  }

  private static String html(MAPIMessage message) {
    try {
      String html = message.getHtmlBody();
      return html == null ? "" : html;
    } catch (Exception none) {
      return "";
    }
  }

  private static String name(AttachmentChunks attachment, int n) {
    String name = said(attachment.getAttachLongFileName());
    name = name.isEmpty() ? said(attachment.getAttachFileName()) : name;
    return name.isEmpty() ? "attachment-" + n : name;
  }

  private static String said(StringChunk chunk) {
    return chunk == null || chunk.getValue() == null
        ? ""
        : PartName.plain(chunk.getValue().replace("\0", ""));
  }

  private static List<String> shownAs(AttachmentChunks attachment) {
    StringChunk id = attachment.getAttachContentId();
    return id == null || id.getValue() == null ? List.of() : List.of(id.getValue());
  }
}
