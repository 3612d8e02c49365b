package dev.sitedrop.procore;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * A company of Procore's that SiteDrop delivers to, with all that is known of its API: token,
 * budget, circuit. Companies with the same client id share the budget, for Procore limits an app
 * and not a company; with the same credentials they share the token. The circuit is each one's own,
 * so that what one company leaves unanswered is nothing to the others.
 */
public final class Company {
  /** The variable that an exchange has it in from which the API is called. */
  static final String VARIABLE = "company";

  private final ProcoreAccount account;
  private final AccessToken token;
  private final RateBudget budget;
  private final Circuit circuit;
  private final StorageUrl storageUrl;

  /** Null while nobody has asked; empty if Procore does not tell. */
  private volatile OptionalLong accountId;

  Company(
      ProcoreAccount account,
      AccessToken token,
      RateBudget budget,
      Circuit circuit,
      StorageUrl storageUrl) {
    this.account = account;
    this.token = token;
    this.budget = budget;
    this.circuit = circuit;
    this.storageUrl = storageUrl;
  }

  /** As the settings and sources call it; empty for the one of {@code procore.*} itself. */
  public String name() {
    return account.name();
  }

  /** What it is called in a log line: its name, or its id where it has none. */
  public String label() {
    return name().isEmpty() ? "company " + account.companyId() : name();
  }

  /** Whether it is the sandbox's that runs in this process. */
  public boolean isBuiltIn() {
    return account.isBuiltIn();
  }

  /** Procore's id of it. */
  public String id() {
    return account.companyId();
  }

  /** Where its API is. */
  public URI api() {
    return account.apiUrl();
  }

  /** Names the Procore and the company, without a secret. */
  public String destination() {
    return account.destination();
  }

  /** Whether calls are held back because its Procore does not answer as it should. */
  public boolean isHeldBack() {
    return circuit.isOpen();
  }

  /**
   * How many calls the rate limit of its app leaves in ten seconds, as this process knows it; or
   * NaN.
   */
  public double callsLeftInTenSeconds() {
    return budget.left().spikeAt(Instant.now());
  }

  /** The same in the hour. */
  public double callsLeftInTheHour() {
    return budget.left().hourAt(Instant.now());
  }

  /**
   * Until when no call is made, because those of the hour are used up or Procore asked for a pause,
   * as this process knows it; null if calls are made.
   */
  public Instant pausedUntil() {
    Instant until = budget.left().pausedUntil();
    return until.isAfter(Instant.now()) ? until : null;
  }

  /** Since when that is so, as this process knows it; null if calls are made. */
  public Instant pausedSince() {
    return pausedUntil() == null ? null : budget.pausedSince();
  }

  /**
   * Since when its Procore has not given a good answer to any of several calls; null if it answers.
   */
  public Instant notAnsweringSince() {
    return circuit.notAnsweringSince();
  }

  /**
   * How long so many calls take if nothing but the rate limit holds them up; null if too little is
   * known of it.
   */
  public Duration timeFor(long calls) {
    return budget.left().timeFor(calls, Instant.now());
  }

  public AccessToken token() {
    return token;
  }

  /** Whether it is known already who the account is, or that Procore does not tell. */
  public boolean isAccountKnown() {
    return accountId != null;
  }

  /** Procore's id of the account that SiteDrop is; empty if it is not known. */
  public OptionalLong accountId() {
    return accountId == null ? OptionalLong.empty() : accountId;
  }

  /**
   * @param id null if Procore does not tell
   */
  public void accountIs(Long id) {
    accountId = id == null ? OptionalLong.empty() : OptionalLong.of(id);
  }

  /** Where its bytes may be sent to. */
  public StorageUrl storageUrl() {
    return storageUrl;
  }

  ProcoreAccount account() {
    return account;
  }

  RateBudget budget() {
    return budget;
  }

  Circuit circuit() {
    return circuit;
  }

  /** Names no secret. */
  @Override
  public String toString() {
    return destination();
  }
}
