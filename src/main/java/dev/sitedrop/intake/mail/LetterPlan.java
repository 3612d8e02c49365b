package dev.sitedrop.intake.mail;

import dev.sitedrop.intake.FolderSettings;
import dev.sitedrop.intake.IncomingFile;
import dev.sitedrop.intake.IntakeSettings;
import dev.sitedrop.intake.LeftAlone;
import dev.sitedrop.intake.Letterhead;
import dev.sitedrop.intake.PlausibleTime;
import dev.sitedrop.intake.RefusedDrop;
import dev.sitedrop.intake.Ruling;
import dev.sitedrop.intake.mail.letter.Enclosed;
import dev.sitedrop.intake.mail.letter.LeftOut;
import dev.sitedrop.intake.mail.letter.LetterFile;
import dev.sitedrop.intake.mail.letter.LetterReader;
import dev.sitedrop.intake.mail.letter.ReadLetter;
import dev.sitedrop.intake.mail.rule.Addressed;
import dev.sitedrop.intake.mail.rule.Recipients;
import dev.sitedrop.ledger.LetterItem;
import dev.sitedrop.ledger.LetterItem.State;
import dev.sitedrop.ledger.ShownPictures;
import dev.sitedrop.ledger.Target;
import jakarta.mail.internet.MailDateFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Makes the items of a letter: an image a picture, and one accident log with all other files, or
 * with none, if an accident is only told of.
 */
@Component
class LetterPlan {
  private static final int NAMED = 3;
  private static final String TOO_SMALL =
      "left out, for it looks like a logo or was in an earlier mail; attach it as a file if you"
          + " want it";

  private static final String NOT_FOLLOWED =
      "not followed; attach the files themselves if you want them in Procore";

  private final ShownPictures shownPictures;
  private final LeftAlone leftAlone;
  private final IntakeSettings settings;
  private final Ruling ruling;
  private final Clock clock;

  LetterPlan(
      ShownPictures shownPictures,
      FolderSettings names,
      IntakeSettings settings,
      Ruling ruling,
      Clock clock) {
    this.leftAlone = new LeftAlone(names);
    this.shownPictures = shownPictures;
    this.settings = settings;
    this.ruling = ruling;
    this.clock = clock;
  }

  /**
   * What is to become of a letter.
   *
   * @param items at least one; of a letter that cannot be delivered one that is refused
   * @param leftOut what is nobody's file
   */
  record Plan(List<PlannedItem> items, List<LeftOut> leftOut) {}

  /**
   * @param folder an empty one for the files
   * @param sender lower case
   * @throws IOException if this cannot be done now
   */
  Plan of(LetterFile letter, boolean whole, String sender, MailboxRules rules, Path folder)
      throws IOException {
    try {
      if (!whole) {
        throw new RefusedDrop(
            "It is larger than "
                + rules.limits().messageSize() / (1 << 20)
                + " MB. Send its files in several mails.");
      }
      String subject = LetterReader.subject(letter);
      Addressed addressed = rules.addressing().of(Recipients.of(letter.headers()), subject);
      Course.Asking courses =
          Course.asking(ruling, rules.source(), new Letterhead(sender, subject), addressed);
      ReadLetter read =
          LetterReader.read(
              letter,
              folder,
              rules.limits(),
              leftAlone,
              sha256 -> shownPictures.isRepeated(rules.source(), sender, sha256, letter.key()));
      RefusedDrop namesNoProject = rules.addressing().namesNoProject();
      if (read.files().isEmpty()) {
        boolean isFirst = BareLetter.isFirst(letter, sender, rules.address());
        return new Plan(
            bare(read, courses, isFirst, namesNoProject, sentAt(letter)), read.leftOut());
      }
      return new Plan(items(read, courses, namesNoProject, sentAt(letter)), read.leftOut());
    } catch (RefusedDrop refused) {
      return new Plan(
          List.of(PlannedItem.decided(0, BareLetter.NAME, State.REFUSED, refused.getMessage())),
          List.of());
    }
  }

  private List<PlannedItem> items(
      ReadLetter letter, Course.Asking courses, RefusedDrop namesNoProject, Instant sentAt)
      throws IOException {
    List<PlannedItem> items = new ArrayList<>();
    List<Enclosed> ofAccident = new ArrayList<>();
    List<Alone> ofOthers = new ArrayList<>();
    for (Enclosed file : letter.files()) {
      Course course = courses.of(incoming(List.of(file), sentAt));
      if (course.target() == Target.ACCIDENT_LOG) {
        ofAccident.add(file);
      } else {
        ofOthers.add(new Alone(file, course));
      }
    }
    boolean lacksProject = ofOthers.stream().allMatch(other -> other.course().lacksProject());
    if (!ofAccident.isEmpty()) {
      Course course = courses.of(incoming(ofAccident, sentAt)).asAccident();
      lacksProject &= course.lacksProject();
      items.add(together(letter, ofAccident, course, namesNoProject, sentAt));
    }
    if (lacksProject) {
      throw namesNoProject;
    }
    for (Alone other : ofOthers) {
      items.add(alone(items.size(), letter, other, namesNoProject, sentAt));
    }
    addLeftOut(letter, items);
    return items;
  }

  private List<PlannedItem> bare(
      ReadLetter letter,
      Course.Asking courses,
      boolean isFirst,
      RefusedDrop namesNoProject,
      Instant sentAt)
      throws IOException {
    Course course = courses.of(List.of());
    BareLetter.check(letter, course.target(), isFirst);
    if (course.lacksProject()) {
      throw namesNoProject;
    }
    List<PlannedItem> items = new ArrayList<>();
    items.add(item(0, BareLetter.NAME, letter, List.of(), course, sentAt));
    addLeftOut(letter, items);
    return items;
  }

  private static void addLeftOut(ReadLetter letter, List<PlannedItem> items) {
    for (String service : letter.links()) {
      items.add(
          PlannedItem.decided(
              items.size(), "the link to " + service, State.LEFT_OUT, NOT_FOLLOWED));
    }
    for (String name : letter.decoration()) {
      items.add(PlannedItem.decided(items.size(), name, State.LEFT_OUT, TOO_SMALL));
    }
  }

  private PlannedItem alone(
      int position, ReadLetter letter, Alone alone, RefusedDrop namesNoProject, Instant sentAt) {
    Enclosed file = alone.file();
    if (file.damage() != null) {
      return PlannedItem.decided(
          position, file.name(), State.REFUSED, file.name() + " " + file.damage() + ".");
    }
    if (alone.course().lacksProject()) {
      return PlannedItem.decided(position, file.name(), State.REFUSED, namesNoProject.getMessage());
    }
    return item(position, file.name(), letter, List.of(file), alone.course(), sentAt);
  }

  /** A log without one of its files would be made again when that comes: then there are two. */
  private PlannedItem together(
      ReadLetter letter,
      List<Enclosed> files,
      Course course,
      RefusedDrop namesNoProject,
      Instant sentAt) {
    String name = files.stream().limit(NAMED).map(Enclosed::name).collect(Collectors.joining(", "));
    int more = files.size() - NAMED;
    name += more > 0 ? " and " + more + " more" : "";
    for (Enclosed file : files) {
      if (file.damage() != null) {
        return PlannedItem.decided(
            0, name, State.REFUSED, file.name() + " " + file.damage() + ", with all files.");
      }
    }
    if (course.lacksProject()) {
      return PlannedItem.decided(0, name, State.REFUSED, namesNoProject.getMessage());
    }
    return item(0, name, letter, files, course, sentAt);
  }

  private record Alone(Enclosed file, Course course) {}

  private PlannedItem item(
      int position,
      String name,
      ReadLetter letter,
      List<Enclosed> files,
      Course course,
      Instant sentAt) {
    return new PlannedItem(
        new LetterItem(position, name, State.WAITING, "", null),
        course.addressed(),
        incoming(files, sentAt),
        LetterFields.of(letter, course.target(), believed(sentAt)),
        sentAt);
  }

  /** Those that can be had. */
  private static List<IncomingFile> incoming(List<Enclosed> files, Instant sentAt) {
    return files.stream()
        .filter(file -> file.damage() == null)
        .map(
            file ->
                new IncomingFile(
                    file.name(), file.size(), sentAt, () -> Files.newInputStream(file.file())))
        .toList();
  }

  /** Its sender's clock may be wrong. What is of now instead would be another log each time. */
  private Optional<ZonedDateTime> believed(Instant sentAt) {
    return PlausibleTime.isPlausible(sentAt, clock.instant(), settings.timeZone())
        ? Optional.of(sentAt.atZone(settings.timeZone()))
        : Optional.empty();
  }

  /** By its sender's clock; the epoch, if that cannot be read. */
  private Instant sentAt(LetterFile letter) {
    try {
      return new MailDateFormat().parse(letter.header("Date")).toInstant();
    } catch (ParseException | RuntimeException none) {
      return Instant.EPOCH;
    }
  }
}
