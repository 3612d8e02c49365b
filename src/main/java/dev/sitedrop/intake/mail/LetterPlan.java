package dev.sitedrop.intake.mail;

import dev.sitedrop.intake.IncomingFile;
import dev.sitedrop.intake.IntakeSettings;
import dev.sitedrop.intake.RefusedDrop;
import dev.sitedrop.intake.mail.letter.Enclosed;
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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Makes the items of a letter: an image a picture, or one accident log with all files. */
@Component
class LetterPlan {
  private static final int NAMED = 3;
  private static final String TOO_SMALL =
      "left out, for it looks like a logo or was in an earlier mail; attach it as a file if you"
          + " want it";

  private final ShownPictures shownPictures;
  private final IntakeSettings settings;
  private final Clock clock;

  LetterPlan(ShownPictures shownPictures, IntakeSettings settings, Clock clock) {
    this.shownPictures = shownPictures;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * @param folder an empty one for the files
   * @param sender lower case
   * @return at least one item; a letter that cannot be delivered is one that is refused
   * @throws IOException if this cannot be done now
   */
  List<PlannedItem> of(
      LetterFile letter, boolean whole, String sender, MailboxRules rules, Path folder)
      throws IOException {
    try {
      if (!whole) {
        throw new RefusedDrop(
            "It is larger than "
                + rules.limits().messageSize() / (1 << 20)
                + " MB. Send its files in several mails.");
      }
      Addressed addressed =
          rules.addressing().of(Recipients.of(letter.headers()), LetterReader.subject(letter));
      ReadLetter read =
          LetterReader.read(
              letter,
              folder,
              rules.limits(),
              sha256 -> shownPictures.isRepeated(rules.source(), sender, sha256, letter.key()));
      return items(read, addressed, sentAt(letter));
    } catch (RefusedDrop refused) {
      return List.of(PlannedItem.decided(0, "your mail", State.REFUSED, refused.getMessage()));
    }
  }

  private List<PlannedItem> items(ReadLetter letter, Addressed addressed, Instant sentAt) {
    if (letter.files().isEmpty()) {
      throw new RefusedDrop(
          letter.leftOut().isEmpty()
              ? "It holds no file. Attach the pictures or documents."
              : "It holds no file but small pictures of the text. Attach the pictures or documents.");
    }
    List<PlannedItem> items = new ArrayList<>();
    String fields = LetterFields.of(letter, addressed.target(), sentAt.atZone(settings.timeZone()));
    if (addressed.target() == Target.ACCIDENT_LOG) {
      items.add(together(letter, addressed, fields, sentAt));
    } else {
      for (Enclosed file : letter.files()) {
        items.add(alone(items.size(), file, addressed, fields, sentAt));
      }
    }
    for (String name : letter.leftOut()) {
      items.add(PlannedItem.decided(items.size(), name, State.LEFT_OUT, TOO_SMALL));
    }
    return items;
  }

  private static PlannedItem alone(
      int position, Enclosed file, Addressed addressed, String fields, Instant sentAt) {
    if (file.damage() != null) {
      return PlannedItem.decided(
          position, file.name(), State.REFUSED, file.name() + " " + file.damage() + ".");
    }
    return new PlannedItem(
        new LetterItem(position, file.name(), State.WAITING, "", null),
        addressed,
        List.of(incoming(file, sentAt)),
        fields,
        sentAt);
  }

  /** A log without one of its files would be made again when that comes: then there are two. */
  private static PlannedItem together(
      ReadLetter letter, Addressed addressed, String fields, Instant sentAt) {
    String name =
        letter.files().stream().limit(NAMED).map(Enclosed::name).collect(Collectors.joining(", "));
    int more = letter.files().size() - NAMED;
    name += more > 0 ? " and " + more + " more" : "";
    for (Enclosed file : letter.files()) {
      if (file.damage() != null) {
        return PlannedItem.decided(
            0, name, State.REFUSED, file.name() + " " + file.damage() + ", with all files.");
      }
    }
    return new PlannedItem(
        new LetterItem(0, name, State.WAITING, "", null),
        addressed,
        letter.files().stream().map(file -> incoming(file, sentAt)).toList(),
        fields,
        sentAt);
  }

  private static IncomingFile incoming(Enclosed file, Instant sentAt) {
    return new IncomingFile(
        file.name(), file.size(), sentAt, () -> Files.newInputStream(file.file()));
  }

  /** By its sender's clock; now, if that cannot be read. */
  private Instant sentAt(LetterFile letter) {
    try {
      return new MailDateFormat().parse(letter.header("Date")).toInstant();
    } catch (ParseException | RuntimeException none) {
      return clock.instant();
    }
  }
}
