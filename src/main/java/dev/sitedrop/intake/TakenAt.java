package dev.sitedrop.intake;

import dev.sitedrop.intake.picture.NamedDate;
import dev.sitedrop.intake.picture.PictureMetadata;
import dev.sitedrop.intake.picture.TakeoutMetadata;
import dev.sitedrop.intake.picture.WrittenDate;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When a photo was taken, or another file last changed, by the first of these that can be believed:
 * what the photo says of itself, what Google Takeout says of it, its name, the time of the file,
 * and its arrival.
 *
 * @param at on the clock of the camera, or of the site
 * @param nearness how near this is to the photo itself
 * @param from which of them told it, and which was not believed, for people
 */
record TakenAt(LocalDateTime at, Nearness nearness, String from) {
  /** In characters of a date that cannot be read. */
  private static final int SHOWN = 40;

  private static final int DOUBTS_SHOWN = 2;

  /** The nearest first. */
  enum Nearness {
    PHOTO,
    FILE,
    ARRIVAL
  }

  /** Who tells the time of a file. */
  enum FileClock {
    FILE("the file's own time"),
    MAIL("the date of the mail");

    private final String label;

    FileClock(String label) {
      this.label = label;
    }
  }

  /**
   * Decides it.
   *
   * @param takeout what Google Takeout says of the photo
   * @param arrival when the file was taken in
   * @param zone of the site
   */
  static TakenAt of(
      PictureMetadata said,
      Optional<TakeoutMetadata> takeout,
      IncomingFile file,
      boolean isPicture,
      FileClock clock,
      Instant arrival,
      ZoneId zone) {
    return new Choice(file.modified(), clock, arrival, zone)
        .of(said, takeout, isPicture ? NamedDate.of(file.name()) : Optional.empty());
  }

  private static final class Choice {
    private final Instant modified;
    private final FileClock clock;
    private final Instant arrival;
    private final ZoneId zone;
    private final LocalDateTime arrivalHere;
    private final List<String> doubts = new ArrayList<>();

    Choice(Instant modified, FileClock clock, Instant arrival, ZoneId zone) {
      this.modified = PlausibleTime.bounded(modified);
      this.clock = clock;
      this.arrival = arrival;
      this.zone = zone;
      this.arrivalHere = LocalDateTime.ofInstant(arrival, zone);
    }

    TakenAt of(
        PictureMetadata said, Optional<TakeoutMetadata> takeout, Optional<WrittenDate> name) {
      for (PictureMetadata.Dated dated : said.dates()) {
        Optional<WrittenDate> written = WrittenDate.of(dated.text());
        if (written.filter(this::isPlausible).isPresent()) {
          return told(time(written.get()), Nearness.PHOTO, dated.by());
        }
        if (!WrittenDate.isBlank(dated.text())) {
          doubts.add(dated.by() + " is " + shown(dated.text()));
        }
      }
      Optional<Instant> ofGoogle = takeout.flatMap(TakeoutMetadata::takenAt);
      if (ofGoogle.isPresent()) {
        LocalDateTime time = LocalDateTime.ofInstant(ofGoogle.get(), zone);
        if (PlausibleTime.isPlausible(ofGoogle.get(), arrival, zone)) {
          return told(time, Nearness.PHOTO, "Google Takeout");
        }
        doubts.add("Google Takeout says " + time);
      }
      if (name.filter(this::isPlausible).isPresent()) {
        return told(time(name.get()), Nearness.PHOTO, "the file's name");
      }
      LocalDateTime ofFile = LocalDateTime.ofInstant(modified, zone);
      if (PlausibleTime.isPlausible(modified, arrival, zone)) {
        return told(ofFile, Nearness.FILE, clock.label);
      }
      doubts.add(clock.label + (modified.equals(Instant.EPOCH) ? " is not set" : " is " + ofFile));
      return told(arrivalHere, Nearness.ARRIVAL, "its arrival");
    }

    private TakenAt told(LocalDateTime at, Nearness nearness, String from) {
      String doubted =
          doubts.isEmpty()
              ? ""
              : "; not believed: "
                  + String.join(", ", doubts.subList(0, Math.min(DOUBTS_SHOWN, doubts.size())));
      return new TakenAt(at.withNano(0), nearness, from + doubted);
    }

    private boolean isPlausible(WrittenDate date) {
      return date.time().isPresent()
          ? PlausibleTime.isPlausible(date.start(), arrivalHere)
          : PlausibleTime.isPlausible(date.day(), arrivalHere);
    }

    /** Of a day alone, the file may know the hour. */
    private LocalDateTime time(WrittenDate date) {
      LocalDateTime ofFile = LocalDateTime.ofInstant(modified, zone);
      boolean isOfThatDay = date.time().isEmpty() && ofFile.toLocalDate().equals(date.day());
      return isOfThatDay ? ofFile : date.start();
    }

    private static String shown(String text) {
      String plain = text.replace('\0', ' ').strip();
      return Shown.of(plain.substring(0, Math.min(SHOWN, plain.length())));
    }
  }
}
