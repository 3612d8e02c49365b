package dev.sitedrop.intake;

import dev.sitedrop.claim.ClaimCheck;
import dev.sitedrop.claim.Spool;
import dev.sitedrop.ledger.Target;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The claim check of a drop's files: looks at the head of each, then leaves its bytes in the spool.
 */
@Component
class Claiming {
  /** In bytes: enough for any magic number and for the EXIF block of a camera. */
  private static final int HEAD = 128 * 1024;

  private final Spool spool;
  private final ContentType contentTypes;
  private final ProtocolRule protocols;
  private final HeicConversion conversion;

  Claiming(
      Spool spool, ContentType contentTypes, ProtocolRule protocols, HeicConversion conversion) {
    this.protocols = protocols;
    this.conversion = conversion;
    this.spool = spool;
    this.contentTypes = contentTypes;
  }

  /** Decides the target when the type of a file is known, and refuses what has none. */
  interface Routing {
    Target of(IncomingFile file, String contentType);
  }

  /**
   * Claims every file; if one cannot be, none is kept.
   *
   * @param routing is asked for each file before its bytes are copied
   */
  List<ClaimedFile> claim(List<IncomingFile> files, Routing routing) throws IOException {
    List<ClaimedFile> claimed = new ArrayList<>();
    try {
      for (IncomingFile file : files) {
        claimed.add(claim(file, routing));
      }
      conversion.apply(claimed);
      return claimed;
    } catch (IOException | RuntimeException e) {
      release(claimed);
      throw e;
    }
  }

  /**
   * What a file would be claimed as, by its head alone: nothing is kept, so that it has neither a
   * hash nor a claim.
   */
  ClaimedFile look(IncomingFile file, Routing routing) throws IOException {
    refuseIfEmpty(file);
    try (InputStream in = file.content().open()) {
      byte[] head = in.readNBytes(HEAD);
      String contentType = contentTypes.of(head, file.name());
      routing.of(file, contentType);
      return new ClaimedFile(
          file, TakenAt.of(head, contentType), null, new SentFile(file.name(), contentType, null));
    }
  }

  private static void refuseIfEmpty(IncomingFile file) {
    if (file.size() == 0) {
      throw new RefusedDrop(
          Shown.of(file.name()) + " is empty (0 bytes). Copy it again from where it came from.");
    }
  }

  private ClaimedFile claim(IncomingFile file, Routing routing) throws IOException {
    refuseIfEmpty(file);
    try (InputStream in = file.content().open()) {
      byte[] head = in.readNBytes(HEAD);
      String contentType = contentTypes.of(head, file.name());
      routing.of(file, contentType);
      ClaimCheck claim =
          spool.checkIn(
              new SequenceInputStream(new ByteArrayInputStream(head), in),
              file.size(),
              protocols.plan(file.size()));
      return new ClaimedFile(
          file,
          TakenAt.of(head, contentType),
          claim.sha256(),
          new SentFile(file.name(), contentType, claim));
    }
  }

  /** What a file is, by its head alone. */
  String typeOf(IncomingFile file) throws IOException {
    try (InputStream in = file.content().open()) {
      return contentTypes.of(in.readNBytes(ContentType.ENOUGH), file.name());
    }
  }

  void release(List<ClaimedFile> claimed) {
    releaseKeys(claimed.stream().map(file -> file.sent().claim().key()).toList());
  }

  void releaseKeys(List<String> keys) {
    keys.forEach(spool::release);
  }
}
