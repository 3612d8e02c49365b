package dev.sitedrop.status;

import dev.sitedrop.ledger.view.BacklogShare;
import dev.sitedrop.ledger.view.Tallies;
import dev.sitedrop.ledger.view.Tally;
import dev.sitedrop.ledger.view.Throughput;
import dev.sitedrop.procore.Companies;
import dev.sitedrop.procore.Company;
import dev.sitedrop.status.Standing.Basis;
import dev.sitedrop.status.Standing.Left;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Reckons when the backlog will be done: by the calls it takes and those that Procore's rate limit
 * leaves; or, if that was slower, by what was delivered in the last minutes.
 */
@Component
class Estimates {
  /** Create Upload and completing it; storage does not count. */
  private static final int CALLS_PER_FILE = 2;

  /** To associate the files. */
  private static final int CALLS_PER_DELIVERY = 1;

  /** A backlog that is older than this was under way for as long. */
  private static final Duration PACE = Duration.ofMinutes(10);

  /**
   * Of those minutes; with more, something held the deliveries up that tells nothing of the rest.
   */
  private static final int IDLE = 2;

  private final Tallies tallies;
  private final Companies companies;
  private final Clock clock;

  Estimates(Tallies tallies, Companies companies, Clock clock) {
    this.tallies = tallies;
    this.companies = companies;
    this.clock = clock;
  }

  /** For each company that has a backlog, in the order of the settings. */
  List<Left> ofCompanies(List<BacklogShare> backlog, Tally tally) {
    Duration perDelivery = pace(tally);
    return companies.all().stream()
        .map(company -> left(company, of(company, backlog), perDelivery))
        .filter(left -> left.deliveries() > 0)
        .toList();
  }

  /**
   * For each project, longest first. Projects take turns: while one has something left, each other
   * has as many turns as it, as long as it needs them.
   */
  List<Left> ofProjects(List<BacklogShare> backlog, Tally tally) {
    Duration perDelivery = pace(tally);
    return companies.all().stream()
        .flatMap(
            company -> {
              List<BacklogShare> shares = of(company, backlog);
              return shares.stream()
                  .map(
                      share -> {
                        Left left = left(company, turnsUntilDone(share, shares), perDelivery);
                        return new Left(
                            left.company(),
                            share.projectId(),
                            share.deliveries(),
                            left.minutes(),
                            left.by());
                      });
            })
        .sorted(Comparator.comparingLong(Left::deliveries).reversed())
        .toList();
  }

  private static List<BacklogShare> of(Company company, List<BacklogShare> backlog) {
    return backlog.stream().filter(one -> one.destination().equals(company.destination())).toList();
  }

  private static List<BacklogShare> turnsUntilDone(BacklogShare of, List<BacklogShare> all) {
    return all.stream()
        .map(
            one -> {
              long turns = Math.min(one.deliveries(), of.deliveries());
              long files = Math.round((double) one.files() * turns / one.deliveries());
              return new BacklogShare(one.destination(), one.projectId(), 0, turns, 0, files);
            })
        .toList();
  }

  private Left left(Company company, List<BacklogShare> shares, Duration perDelivery) {
    long deliveries = shares.stream().mapToLong(BacklogShare::deliveries).sum();
    long files = shares.stream().mapToLong(BacklogShare::files).sum();
    Duration byLimit = company.timeFor(CALLS_PER_FILE * files + CALLS_PER_DELIVERY * deliveries);
    Duration byPace = perDelivery == null ? null : perDelivery.multipliedBy(deliveries);
    if (byLimit == null || company.notAnsweringSince() != null || company.token().isRefused()) {
      return new Left(company.label(), null, deliveries, null, null);
    }
    return byPace != null && byPace.compareTo(byLimit) > 0
        ? new Left(company.label(), null, deliveries, minutes(byPace), Basis.PACE)
        : new Left(company.label(), null, deliveries, minutes(byLimit), Basis.LIMIT);
  }

  private static long minutes(Duration time) {
    return Math.max(1, (time.toSeconds() + 59) / 60);
  }

  /** How long a delivery took of late; null if there was no backlog, or nothing was delivered. */
  private Duration pace(Tally tally) {
    if (tally.oldest() == null || tally.oldest().isAfter(clock.instant().minus(PACE))) {
      return null;
    }
    List<Throughput> minutes = tallies.throughput(PACE);
    long delivered = minutes.stream().mapToLong(Throughput::delivered).sum();
    long idle = minutes.stream().filter(one -> one.delivered() == 0).count();
    return delivered == 0 || idle > IDLE ? null : PACE.dividedBy(delivered);
  }
}
