package dev.sitedrop.intake;

import dev.sitedrop.claim.ClaimCheck;
import dev.sitedrop.claim.Scratch;
import dev.sitedrop.claim.Spool;
import dev.sitedrop.intake.heic.HeicToJpeg;
import dev.sitedrop.intake.heic.NotConverted;
import dev.sitedrop.intake.heic.PictureFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sends a JPEG for each HEIC photo and its like, where that is wanted and can be done. */
@Component
class HeicConversion {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");

  private final HeicToJpeg converter;
  private final Spool spool;
  private final ProtocolRule protocols;

  HeicConversion(HeicToJpeg converter, Spool spool, ProtocolRule protocols) {
    this.converter = converter;
    this.spool = spool;
    this.protocols = protocols;
  }

  /**
   * Whether a picture of a kind that is not taken as it is may be worth taking, for it is
   * converted.
   *
   * @throws UncheckedIOException if that cannot be told now
   */
  boolean mayConvert(String contentType) {
    Optional<PictureFormat> format = PictureFormat.of(contentType);
    try {
      return format.isPresent() && converter.mayRead(format.get());
    } catch (IOException notNow) {
      throw new UncheckedIOException(notNow);
    }
  }

  /** What becomes of a picture that cannot be converted. */
  interface Otherwise {
    /**
     * @return whether it may be sent as it is
     */
    boolean isSent(ClaimedFile file);
  }

  /**
   * Puts what is sent in the place of each file. One that cannot be converted is sent as it is, if
   * it may.
   *
   * @throws IOException if this cannot be done now; the list then holds what is in the spool
   * @throws RefusedDrop if one that cannot be converted may not be sent
   */
  void apply(List<ClaimedFile> claimed, Otherwise otherwise) throws IOException {
    for (int i = 0; i < claimed.size(); i++) {
      ClaimedFile file = claimed.get(i);
      Optional<PictureFormat> format = PictureFormat.of(file.sent().contentType());
      if (format.isPresent() && converter.mayRead(format.get())) {
        convert(claimed, i, format.get(), otherwise);
      }
    }
  }

  private static List<String> namesBeside(List<ClaimedFile> claimed, int i) {
    List<ClaimedFile> others = new ArrayList<>(claimed);
    others.remove(i);
    return others.stream().map(one -> one.sent().name()).toList();
  }

  private void convert(List<ClaimedFile> claimed, int i, PictureFormat format, Otherwise otherwise)
      throws IOException {
    ClaimedFile file = claimed.get(i);
    String name = JpegName.of(file.sent().name(), namesBeside(claimed, i));
    String key = file.sent().claim().key();
    try (Scratch scratch = spool.openScratch()) {
      Path jpeg =
          converter.convert(
              spool.fileOf(key, scratch),
              format,
              Files.createDirectory(scratch.path().resolve("conversion")));
      claimed.set(i, file.sentAs(new SentFile(name, "image/jpeg", checkIn(jpeg))));
      spool.release(key);
    } catch (NotConverted e) {
      if (!otherwise.isSent(file)) {
        LOG.info(
            "{} could not be converted to JPEG: {}",
            Shown.of(file.file().name()),
            Shown.of(e.getMessage()));
        throw new RefusedDrop(
            Shown.of(file.file().name()) + OtherPicture.why(file.sent().contentType()));
      }
      LOG.warn(
          "{} could not be converted to JPEG, and is sent as {}: {}",
          Shown.of(file.file().name()),
          format,
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
