package dev.sitedrop.status;

import dev.sitedrop.intake.SourceFileMistakes;
import dev.sitedrop.intake.SourceFileMistakes.SourceFileMistake;
import dev.sitedrop.ledger.view.Tally;
import dev.sitedrop.procore.Companies;
import dev.sitedrop.procore.Company;
import dev.sitedrop.status.Trouble.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Puts into words what is wrong. Everything but what the ledger counts is known without asking. */
@Component
class Troubles {
  private final Companies companies;
  private final SourceFileMistakes mistakes;
  private final Disks disks;

  Troubles(Companies companies, SourceFileMistakes mistakes, Disks disks) {
    this.companies = companies;
    this.mistakes = mistakes;
    this.disks = disks;
  }

  static Trouble ledger(Instant since) {
    return new Trouble(
        Kind.LEDGER,
        "ledger",
        "SiteDrop's database does not answer.",
        since,
        null,
        0,
        "Nothing is lost: files wait at their senders. Check that the database runs.");
  }

  /**
   * What keeps all deliveries of a company from going on; empty if nothing does.
   *
   * @param deliveries how many it has that are not finished
   */
  Optional<Trouble> of(Company company, long deliveries) {
    String procore = "Procore" + (companies.areSeveral() ? " (" + company.label() + ")" : "");
    Trouble trouble = null;
    if (company.token().isRefused()) {
      trouble =
          new Trouble(
              Kind.LOGIN,
              company.label(),
              procore + " refuses SiteDrop's login.",
              company.token().refusedSince(),
              null,
              deliveries,
              "Check PROCORE_CLIENT_ID and PROCORE_CLIENT_SECRET"
                  + (company.name().isEmpty() ? "" : ", or those of this company,")
                  + " and whether the app was deleted or its secret renewed in Procore.");
    } else if (company.notAnsweringSince() != null) {
      trouble =
          new Trouble(
              Kind.PROCORE,
              company.label(),
              procore + " is not responding.",
              company.notAnsweringSince(),
              null,
              deliveries,
              "Nothing to do: deliveries go on by themselves when it answers.");
    } else if (company.pausedUntil() != null) {
      trouble =
          new Trouble(
              Kind.LIMIT,
              company.label(),
              procore + "'s rate limit is used up.",
              company.pausedSince(),
              company.pausedUntil(),
              deliveries,
              "Nothing to do: deliveries go on by themselves when calls are free again.");
    }
    return Optional.ofNullable(trouble);
  }

  /**
   * All others.
   *
   * @param tally null while the ledger cannot be read
   */
  List<Trouble> others(Tally tally, List<SourceState> sources) {
    List<Trouble> found = new ArrayList<>(disks.troubles());
    for (SourceFileMistake one : mistakes.all()) {
      found.add(
          new Trouble(
              Kind.SOURCE_FILE,
              one.file(),
              "The source file " + one.file() + " cannot be used: " + sentence(one.problem()),
              one.since(),
              null,
              0,
              "Correct it; SiteDrop takes up the change by itself."));
    }
    for (SourceState one : sources) {
      if (one.problem() != null) {
        found.add(
            new Trouble(
                Kind.SOURCE,
                one.name(),
                "The source " + one.name() + " does not work: " + sentence(one.problem()),
                one.failingSince(),
                null,
                0,
                one.isOwn()
                    ? "Look at its route and at the log."
                    : "Files wait there, and nothing is lost. SiteDrop tries again by itself."));
      }
    }
    if (tally != null && tally.failed() > 0) {
      found.add(
          new Trouble(
              Kind.FAILED,
              "deliveries",
              tally.failed() == 1
                  ? "1 delivery has failed."
                  : tally.failed() + " deliveries have failed.",
              tally.failedSince(),
              null,
              tally.failed(),
              "Look at each reason, then retry or discard it."));
    }
    if (tally != null && tally.unseen() > 0) {
      found.add(
          new Trouble(
              Kind.REFUSED,
              "refusals",
              tally.unseen() == 1
                  ? "1 file was refused, and nobody has looked at it yet."
                  : tally.unseen() + " files were refused, and nobody has looked at them yet.",
              tally.unseenSince(),
              null,
              tally.unseen(),
              "Look at the reasons, then mark them as seen."));
    }
    return found;
  }

  private static String sentence(String text) {
    return text.endsWith(".") ? text : text + ".";
  }

  /** The state of each company by its destination, as far as it holds something up. */
  Map<String, Trouble> byDestination(Map<String, Long> deliveries) {
    Map<String, Trouble> found = new LinkedHashMap<>();
    for (Company one : companies.all()) {
      of(one, deliveries.getOrDefault(one.destination(), 0L))
          .ifPresent(trouble -> found.put(one.destination(), trouble));
    }
    return found;
  }
}
