package dev.sitedrop.signals.alert;

import dev.sitedrop.procore.Companies;
import dev.sitedrop.procore.Company;
import dev.sitedrop.signals.alert.AlertLedger.Mark;
import dev.sitedrop.signals.alert.AlertLedger.Some;
import dev.sitedrop.status.Status;
import dev.sitedrop.words.FailureText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Looks from time to time whether there is something that somebody has to know. */
class Alerting {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");

  /** What fails meanwhile may be committed later than it is dated, or by another clock. */
  private static final Duration UNCERTAIN = Duration.ofSeconds(5);

  private static final Duration TRY_AGAIN = Duration.ofMinutes(1);

  private final AlertLedger ledger;
  private final Companies companies;
  private final Movements movements;
  private final SourceAlerts sources;
  private final TroubleAlerts troubles;
  private final Status status;
  private final Messengers messengers;
  private final AlertSettings settings;
  private final Instant start = Instant.now();
  private boolean isBegun;
  private Instant awaySince;
  private boolean awayIsTold;

  Alerting(
      AlertLedger ledger,
      Companies companies,
      Movements movements,
      SourceAlerts sources,
      TroubleAlerts troubles,
      Status status,
      Messengers messengers,
      AlertSettings settings) {
    this.sources = sources;
    this.troubles = troubles;
    this.status = status;
    this.ledger = ledger;
    this.companies = companies;
    this.movements = movements;
    this.messengers = messengers;
    this.settings = settings;
  }

  /** Whatever it meets, it comes again. */
  void look() {
    try {
      look(Instant.now());
      awaySince = null;
      awayIsTold = false;
    } catch (DataAccessException | TransactionException e) {
      ledgerIsAway(Instant.now());
    } catch (RuntimeException e) {
      LOG.warn("Looking for what to alert of has failed: {}", FailureText.of(e));
    }
  }

  private void look(Instant now) {
    if (!isBegun) {
      ledger.begin(AlertLedger.FAILURES, start); // what has failed before the first look as well
      companies.all().forEach(one -> ledger.begin(name(one), start));
      isBegun = true;
    }
    lookForFailures(now);
    companies.all().forEach(one -> lookForStall(one, now));
    sources.look(now);
    troubles.look(now);
  }

  private static String name(Company company) {
    return "at " + company.destination();
  }

  private void lookForFailures(Instant now) {
    Instant after = ledger.mark(AlertLedger.FAILURES).toldUntil();
    Instant until = now.minus(UNCERTAIN);
    Some failed = ledger.failed(after, until);
    if (failed.count() > 0 && ledger.claim(AlertLedger.FAILURES, now, settings.atMostEvery())) {
      Company of = onlyOne(ledger.destinationsOfFailed(after, until));
      List<Alert.Told> first = ledger.firstFailed(after, until);
      String text = AlertText.failed(failed.count(), failed.oldest(), first, ofCompany(of));
      String company = of == null ? null : of.label();
      if (messengers.tell(
          new Alert(text, "failed", company, failed.count(), failed.oldest(), first))) {
        ledger.toldUntil(AlertLedger.FAILURES, until);
      } else {
        ledger.giveBack(AlertLedger.FAILURES, now.plus(soon()), settings.atMostEvery());
      }
    }
  }

  private Company onlyOne(List<String> destinations) {
    return destinations.size() == 1 ? companies.at(destinations.get(0)).orElse(null) : null;
  }

  private void lookForStall(Company company, Instant now) {
    String name = name(company);
    Instant moved = movements.of(company.destination());
    Mark mark = ledger.mark(name);
    if (moved != null && moved.isAfter(mark.movedAt().plus(precision()))) {
      ledger.moved(name, moved);
    } else if (mark.stalledAt() == null) {
      tellIfStalled(company, name, mark, now);
    }
    if (mark.stalledAt() != null && ledger.movesAgain(name)) {
      String text = AlertText.moving(mark.stalledAt(), ofCompany(company));
      messengers.tell(new Alert(text, "moving", company.label(), 0, mark.stalledAt(), List.of()));
    }
  }

  private void tellIfStalled(Company company, String name, Mark mark, Instant now) {
    Instant longAgo = now.minus(settings.stalledAfter());
    if (mark.movedAt().isAfter(longAgo) || start.isAfter(longAgo)) {
      return;
    }
    Some waiting = ledger.underWay(company.destination());
    if (waiting.count() == 0
        || waiting.oldest().isAfter(longAgo)
        || !ledger.claim(name, now, settings.atMostEvery())) {
      return;
    }
    Instant since = later(mark.movedAt(), waiting.oldest());
    List<Alert.Told> oldest = ledger.oldestUnderWay(company.destination());
    String text =
        AlertText.stalled(
            waiting.count(), since, oldest, ofCompany(company), status.stalls(company));
    if (messengers.tell(
        new Alert(text, "stalled", company.label(), waiting.count(), since, oldest))) {
      ledger.stalled(name, now);
    } else {
      ledger.giveBack(name, now.plus(soon()), settings.atMostEvery());
    }
  }

  /** No copy can ask who else tells it: each tells it once. */
  private void ledgerIsAway(Instant now) {
    awaySince = awaySince == null ? now : awaySince;
    if (!awayIsTold && awaySince.plus(settings.stalledAfter()).isBefore(now)) {
      String text = AlertText.ledgerAway(awaySince);
      awayIsTold = messengers.tell(new Alert(text, "ledger", null, 0, awaySince, List.of()));
    }
  }

  /** That each step is written down costs more than it tells. */
  private Duration precision() {
    Duration quarter = settings.stalledAfter().dividedBy(4);
    return quarter.compareTo(TRY_AGAIN) < 0 ? quarter : TRY_AGAIN;
  }

  private Duration soon() {
    return settings.atMostEvery().compareTo(TRY_AGAIN) < 0 ? settings.atMostEvery() : TRY_AGAIN;
  }

  private String ofCompany(Company company) {
    return company != null && companies.areSeveral() ? " for " + company.label() : "";
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
