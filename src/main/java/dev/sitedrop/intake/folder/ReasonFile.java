package dev.sitedrop.intake.folder;

import dev.sitedrop.intake.Shown;
import dev.sitedrop.ledger.Delivery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** What a sender finds beside a file that was not delivered: what, why, and what to do. */
final class ReasonFile {
  static final String SUFFIX = ".reason.txt";

  private ReasonFile() {}

  /**
   * @param delivery tells whether Procore has it, or may
   * @param reason in plain words
   * @param arrival the id of the arrival
   */
  static String of(Whereabouts origin, Delivery delivery, String reason, UUID arrival) {
    String reference = reference(arrival);
    if (delivery.resourceId() != null) {
      return text(
          origin,
          "is in Procore, but perhaps not with all of its files",
          reason,
          "add what is missing there. To have SiteDrop look again, leave it unchanged, and "
              + again(origin),
          reference);
    }
    return text(
        origin,
        delivery.isUndecided() ? "may be in Procore or not" : "was not delivered to Procore",
        reason,
        (delivery.isUndecided()
                ? "look there. To have SiteDrop ask once more, "
                : "correct it, and ")
            + again(origin),
        reference);
  }

  /**
   * The same of what the ledger knows nothing of.
   *
   * @param isInProject whether it lay in a project's folder: else that is what is wrong
   * @param reason in plain words
   * @param reference the same for the same drop
   */
  static String ofRefused(Whereabouts origin, boolean isInProject, String reason, UUID reference) {
    boolean rightPlace = isInProject || Boolean.TRUE.equals(origin.origin().handedIn());
    return text(
        origin,
        "was not delivered to Procore",
        reason,
        rightPlace ? "correct it, and " + again(origin) : "put it into the folder of its project",
        reference(reference));
  }

  private static String text(
      Whereabouts origin, String what, String reason, String toDo, String reference) {
    return String.format(
        "%s %s.%n%nWhy: %s%n%nWhat to do: %s%n%s",
        Shown.of(origin.name()),
        what,
        Shown.of(reason.endsWith(".") ? reason : reason + "."),
        toDo,
        reference);
  }

  private static String reference(UUID id) {
    return String.format("%nReference: %s%n", id);
  }

  /** Whether the reason at this place was written for the arrival, or refused drop, of this id. */
  static boolean isFor(Path reason, UUID id) {
    try {
      return Files.readString(reason).contains("Reference: " + id);
    } catch (IOException none) {
      return false;
    }
  }

  /** Nobody looks for files where routes hand them in. */
  private static String again(Whereabouts origin) {
    return Boolean.TRUE.equals(origin.origin().handedIn())
        ? "hand it in again by the route it came by"
        : String.format("put it back into%n%s", Shown.of(origin.itself().getParent().toString()));
  }
}
