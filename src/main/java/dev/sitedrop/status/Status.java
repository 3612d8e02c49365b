package dev.sitedrop.status;

import dev.sitedrop.intake.IntakeSettings;
import dev.sitedrop.ledger.view.BacklogShare;
import dev.sitedrop.ledger.view.Tallies;
import dev.sitedrop.ledger.view.Tally;
import dev.sitedrop.ledger.view.WaitTally;
import dev.sitedrop.procore.Companies;
import dev.sitedrop.procore.Company;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * How SiteDrop stands, computed here for all who tell it. However many ask, the ledger is asked the
 * less often the longer it takes. That the ledger is away is told as well.
 */
@Component
public class Status {
  /** The looks of a large backlog must not take more of the ledger than a twentieth of its time. */
  private static final int TIMES_ITS_COST = 20;

  private static final String TURN = "They wait for their turn.";

  private final Tallies tallies;
  private final Companies companies;
  private final Troubles troubles;
  private final Estimates estimates;
  private final Sources sources;
  private final ZoneId zone;
  private final Clock clock;
  private Standing last;
  private long goodUntil;
  private Instant ledgerAwaySince;

  Status(
      Tallies tallies,
      Companies companies,
      Troubles troubles,
      Estimates estimates,
      Sources sources,
      IntakeSettings settings,
      Clock clock) {
    this.tallies = tallies;
    this.companies = companies;
    this.troubles = troubles;
    this.estimates = estimates;
    this.sources = sources;
    this.zone = settings.timeZone();
    this.clock = clock;
  }

  /** How it stands, as of a moment ago; with a large backlog, of some seconds ago. */
  public synchronized Standing now() {
    if (last == null || System.nanoTime() - goodUntil > 0) {
      long begun = System.nanoTime();
      last = look();
      long ended = System.nanoTime();
      goodUntil = ended + TIMES_ITS_COST * (ended - begun);
    }
    return last;
  }

  /** Why all deliveries of a company stand still, as a sentence; empty if that is not known. */
  public String stalls(Company company) {
    return troubles.of(company, 0).map(Trouble::what).orElse("");
  }

  /** A person has done something about it: the next answer is a new one. */
  public synchronized void changed() {
    last = null;
  }

  private Standing look() {
    try {
      Standing standing = withLedger();
      ledgerAwaySince = null;
      return standing;
    } catch (DataAccessException | TransactionException away) {
      ledgerAwaySince = ledgerAwaySince == null ? clock.instant() : ledgerAwaySince;
      List<SourceState> all = sources.all();
      List<Trouble> found = new ArrayList<>();
      found.add(Troubles.ledger(ledgerAwaySince));
      found.addAll(troubles.byDestination(Map.of()).values());
      found.addAll(troubles.others(null, all));
      return new Standing(sorted(found), null, 0, 0, 0, List.of(), List.of(), List.of(), all);
    }
  }

  private Standing withLedger() {
    Tally tally = tallies.tally(LocalDate.now(zone).atStartOfDay(zone).toInstant());
    List<BacklogShare> backlog = tallies.backlog();
    Map<String, Long> deliveries =
        backlog.stream()
            .collect(
                Collectors.groupingBy(
                    BacklogShare::destination,
                    LinkedHashMap::new,
                    Collectors.summingLong(BacklogShare::deliveries)));
    Map<String, Trouble> stalls = troubles.byDestination(deliveries);
    List<SourceState> all = sources.all();
    List<Trouble> found = new ArrayList<>(stalls.values());
    found.addAll(troubles.others(tally, all));

    long total = deliveries.values().stream().mapToLong(Long::longValue).sum();
    long underWay =
        backlog.stream()
            .filter(one -> !stalls.containsKey(one.destination()))
            .mapToLong(BacklogShare::picked)
            .sum();
    return new Standing(
        sorted(found),
        tally,
        backlog.stream().mapToLong(one -> one.picked() + one.due()).sum(),
        underWay,
        total - underWay,
        reasons(backlog, stalls, deliveries),
        estimates.ofCompanies(backlog, tally),
        estimates.ofProjects(backlog, tally),
        all);
  }

  /** What holds up a whole company stands for all of its deliveries. */
  private List<WaitTally> reasons(
      List<BacklogShare> backlog, Map<String, Trouble> stalls, Map<String, Long> deliveries) {
    List<WaitTally> reasons = new ArrayList<>();
    stalls.forEach(
        (destination, trouble) -> {
          long held = deliveries.getOrDefault(destination, 0L);
          if (held > 0) {
            Instant until = companies.at(destination).map(one -> one.pausedUntil()).orElse(null);
            reasons.add(new WaitTally(trouble.what(), held, until));
          }
        });
    long due =
        backlog.stream()
            .filter(one -> !stalls.containsKey(one.destination()))
            .mapToLong(BacklogShare::due)
            .sum();
    if (due > 0) {
      reasons.add(new WaitTally(TURN, due, null));
    }
    reasons.addAll(tallies.reasons(stalls.keySet()));
    reasons.sort(Comparator.comparingLong(WaitTally::deliveries).reversed());
    return reasons;
  }

  private static List<Trouble> sorted(List<Trouble> found) {
    return found.stream()
        .sorted(Comparator.comparing(Trouble::kind).thenComparing(Trouble::subject))
        .toList();
  }
}
