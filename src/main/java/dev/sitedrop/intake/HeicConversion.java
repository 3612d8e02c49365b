package dev.sitedrop.intake;

import dev.sitedrop.claim.ClaimCheck;
import dev.sitedrop.claim.Scratch;
import dev.sitedrop.claim.Spool;
import dev.sitedrop.intake.heic.HeicToJpeg;
import dev.sitedrop.intake.heic.NotConverted;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sends a JPEG for each HEIC photo, where that is wanted and can be done. */
@Component
class HeicConversion {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");

  /** Of one picture: a sequence would lose the others, and stays as it is. */
  private static final Set<String> HEIC = Set.of("image/heic", "image/heif");

  private final HeicToJpeg converter;
  private final Spool spool;
  private final ProtocolRule protocols;

  HeicConversion(HeicToJpeg converter, Spool spool, ProtocolRule protocols) {
    this.converter = converter;
    this.spool = spool;
    this.protocols = protocols;
  }

  /**
   * Puts what is sent in the place of each file. One that cannot be converted is sent as it is.
   *
   * @throws IOException if this cannot be done now; the list then holds what is in the spool
   */
  void apply(List<ClaimedFile> claimed) throws IOException {
    if (!converter.isReady()) {
      return;
    }
    for (int i = 0; i < claimed.size(); i++) {
      ClaimedFile file = claimed.get(i);
      if (HEIC.contains(file.sent().contentType())) {
        convert(claimed, i, JpegName.of(file.sent().name(), namesBeside(claimed, i)));
      }
    }
  }

  private static List<String> namesBeside(List<ClaimedFile> claimed, int i) {
    List<ClaimedFile> others = new ArrayList<>(claimed);
    others.remove(i);
    return others.stream().map(one -> one.sent().name()).toList();
  }

  private void convert(List<ClaimedFile> claimed, int i, String name) throws IOException {
    ClaimedFile file = claimed.get(i);
    String key = file.sent().claim().key();
    try (Scratch scratch = spool.openScratch()) {
      Path jpeg =
          converter.convert(
              spool.fileOf(key, scratch),
              Files.createDirectory(scratch.path().resolve("conversion")));
      claimed.set(i, file.sentAs(new SentFile(name, "image/jpeg", checkIn(jpeg))));
      spool.release(key);
    } catch (NotConverted e) {
      LOG.warn(
          "{} could not be converted to JPEG, and is sent as HEIC: {}",
          Shown.of(file.file().name()),
          Shown.of(e.getMessage()));
    }
  }

  private ClaimCheck checkIn(Path jpeg) throws IOException {
    long size = Files.size(jpeg);
    try (InputStream in = Files.newInputStream(jpeg)) {
      return spool.checkIn(in, size, protocols.plan(size));
    }
  }
}
