package dev.sitedrop.intake;

import dev.sitedrop.claim.ClaimCheck;
import dev.sitedrop.claim.Spool;
import dev.sitedrop.intake.TakenAt.FileClock;
import dev.sitedrop.intake.content.Completeness;
import dev.sitedrop.intake.content.Magic;
import dev.sitedrop.intake.picture.PictureBytes;
import dev.sitedrop.intake.picture.PictureMetadata;
import dev.sitedrop.intake.picture.TakeoutMetadata;
import dev.sitedrop.ledger.Target;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * The claim check of a drop's files: looks at the head of each, then leaves its bytes in the spool.
 */
@Component
class Claiming {
  /** In bytes: enough for any magic number, and for what most photos say of themselves. */
  private static final int HEAD = 128 * 1024;

  private static final Pattern PICTURE_OR_FILM = Pattern.compile("(image|video)/");

  private final Spool spool;
  private final ContentType contentTypes;
  private final ProtocolRule protocols;
  private final HeicConversion conversion;
  private final IntakeSettings settings;
  private final Clock clock;

  Claiming(
      Spool spool,
      ContentType contentTypes,
      ProtocolRule protocols,
      HeicConversion conversion,
      IntakeSettings settings,
      Clock clock) {
    this.settings = settings;
    this.clock = clock;
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
   * What is known of files from elsewhere.
   *
   * @param takeout what Google Takeout says
   * @param clock who tells the time of the files
   */
  record Beside(Optional<TakeoutMetadata> takeout, FileClock clock) {

    static Beside of(IncomingDrop drop, Decision decision) {
      return new Beside(
          drop.files().size() == 1 ? decision.takeout() : Optional.empty(),
          drop.letterhead() == null ? FileClock.FILE : FileClock.MAIL);
    }
  }

  /**
   * Claims every file; if one cannot be, none is kept.
   *
   * @param routing is asked for each file before its bytes are copied
   */
  List<ClaimedFile> claim(List<IncomingFile> files, Beside beside, Routing routing)
      throws IOException {
    List<ClaimedFile> claimed = new ArrayList<>();
    try {
      for (IncomingFile file : files) {
        claimed.add(claim(file, beside, routing));
      }
      conversion.apply(
          claimed,
          file ->
              contentTypes.isPicture(file.sent().contentType())
                  || routing.of(file.file(), file.sent().contentType()) == Target.ACCIDENT_LOG);
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
  ClaimedFile look(IncomingFile file, Beside beside, Routing routing) throws IOException {
    refuseIfEmpty(file);
    try (Rereading in = new Rereading(file.content())) {
      byte[] head = in.read(0, HEAD);
      String contentType = checked(file, head, routing);
      return claimed(
          file,
          beside,
          metadata(contentType, head, file.size(), in),
          null,
          new SentFile(file.name(), contentType, null));
    }
  }

  private static void refuseIfEmpty(IncomingFile file) {
    if (file.size() == 0) {
      throw new RefusedDrop(
          Shown.of(file.name()) + " is empty (0 bytes). Copy it again from where it came from.");
    }
  }

  /**
   * What the file is, unless it is refused: its bytes decide, and say nothing if they are not
   * there.
   */
  private String checked(IncomingFile file, byte[] head, Routing routing) throws IOException {
    Completeness completeness = file.content().completeness(file.size());
    if (completeness.isNothing()) {
      throw refused(file, completeness.problem());
    }
    String contentType = contentTypes.of(head, file.name());
    if (contentType.equals(ContentType.UNKNOWN)) {
      Optional<String> riddle = Magic.riddle(head);
      if (riddle.isPresent()) {
        throw refused(file, "is " + riddle.get());
      }
    }
    routing.of(file, contentType);
    if (completeness.isIncomplete()) {
      throw refused(file, completeness.problem());
    }
    if (contentTypes.isNamedWrongly(file.name(), contentType)) {
      throw refused(
          file,
          "is not what its name says: its bytes are of no format that is known. Perhaps it was"
              + " damaged on its way, or is encrypted. Look whether it can be opened, and send it"
              + " again");
    }
    return contentType;
  }

  private static RefusedDrop refused(IncomingFile file, String problem) {
    return new RefusedDrop(Shown.of(file.name()) + " " + problem + ".");
  }

  private ClaimedFile claim(IncomingFile file, Beside beside, Routing routing) throws IOException {
    refuseIfEmpty(file);
    try (InputStream in = file.content().open()) {
      byte[] head = in.readNBytes(HEAD);
      String contentType = checked(file, head, routing);
      ClaimCheck claim =
          spool.checkIn(
              new SequenceInputStream(new ByteArrayInputStream(head), in),
              file.size(),
              protocols.plan(file.size()));
      try {
        return claimed(
            file,
            beside,
            metadata(
                contentType, head, claim.size(), (offset, length) -> kept(claim, offset, length)),
            claim.sha256(),
            new SentFile(file.name(), contentType, claim));
      } catch (IOException | RuntimeException e) {
        spool.release(claim.key());
        throw e;
      }
    }
  }

  private ClaimedFile claimed(
      IncomingFile file, Beside beside, PictureMetadata said, String sha256, SentFile sent) {
    TakenAt taken =
        TakenAt.of(
            said,
            beside.takeout(),
            file,
            PICTURE_OR_FILM.matcher(sent.contentType()).lookingAt(),
            beside.clock(),
            clock.instant(),
            settings.timeZone());
    Optional<String> caption =
        said.caption().or(() -> beside.takeout().flatMap(TakeoutMetadata::description));
    return new ClaimedFile(file, taken, caption, sha256, sent);
  }

  private PictureMetadata metadata(
      String contentType, byte[] head, long size, PictureBytes.Beyond beyond) throws IOException {
    if (contentType.startsWith("video/")) {
      return PictureMetadata.NONE; // in boxes as a HEIC photo's, but large
    }
    return PictureMetadata.of(new PictureBytes(head, size, beyond), settings.timeZone());
  }

  private byte[] kept(ClaimCheck claim, long offset, int length) throws IOException {
    try (InputStream in = spool.open(claim.key(), offset, length)) {
      return in.readNBytes(length);
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
