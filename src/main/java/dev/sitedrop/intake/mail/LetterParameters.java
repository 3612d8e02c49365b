package dev.sitedrop.intake.mail;

import dev.sitedrop.intake.Parameter;
import dev.sitedrop.intake.ProjectId;
import dev.sitedrop.intake.mail.letter.Limits;
import dev.sitedrop.intake.mail.rule.Addressing;
import dev.sitedrop.intake.mail.rule.AllowedSenders;
import dev.sitedrop.intake.mail.rule.ProjectNames;
import dev.sitedrop.intake.mail.rule.SenderRule;
import dev.sitedrop.ledger.Target;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What holds for the letters of a mailbox: what its source's file says of it. Camel sets it. */
public final class LetterParameters {
  private String address = "";
  private AllowedSenders allowedSenders = AllowedSenders.of("");
  private String trustedServer = "";
  private String project;
  private Target target = Target.IMAGE;
  private List<String> keywords = List.of("accident", "incident", "injury");
  private long maxMessageSize = 100L << 20;
  private int maxAttachments = 200;
  private int maxDepth = 10;
  private long maxUnpacked = 1L << 30;
  private int maxPerHour = 500;
  private boolean answers = true;

  boolean answers() {
    return answers;
  }

  /**
   * @param destination of its company
   * @param user as whom its source logs in
   * @throws IllegalArgumentException that names what is wrong
   */
  MailboxRules rules(String source, String destination, String user, ProjectNames projectNames) {
    String own = (address.isEmpty() ? user : address).toLowerCase(Locale.ROOT);
    if (!own.matches("[^@\\s]+@[^@\\s]+")) {
      throw Parameter.mistake(
          "address", own, "the mailbox's own address; without it, username must be one");
    }
    return new MailboxRules(
        source,
        destination,
        own,
        new SenderRule(allowedSenders, trustedServer),
        new Addressing(own, keywords, project, target, projectNames),
        new Limits(maxMessageSize, maxAttachments, maxDepth, maxUnpacked),
        answers,
        maxPerHour);
  }

  /** The mailbox's own address; empty if it is the user name. */
  public void setAddress(String address) {
    this.address = address.strip();
  }

  /** Addresses and domains, separated by commas; empty for nobody. */
  public void setAllowedSenders(String allowedSenders) {
    this.allowedSenders = AllowedSenders.of(allowedSenders);
  }

  /** The server whose Authentication-Results are believed; empty to look at none. */
  public void setTrustedServer(String trustedServer) {
    this.trustedServer = trustedServer.strip();
  }

  /** The project of mails that name none; empty to refuse them. */
  public void setProject(String project) {
    if (!project.isBlank() && !project.strip().matches(ProjectId.PATTERN)) {
      throw Parameter.mistake("project", project, "Procore's project id, a number, or empty");
    }
    this.project = project.isBlank() ? null : project.strip();
  }

  /** What mails become that do not say it. */
  public void setTarget(String target) {
    this.target =
        Arrays.stream(Target.values())
            .filter(one -> one.folder().equals(target.strip()))
            .findFirst()
            .orElseThrow(() -> Parameter.mistake("target", target, "images or accident_logs"));
  }

  /** Words of a subject that mean an accident, separated by commas. */
  public void setKeywords(String keywords) {
    this.keywords =
        Arrays.stream(keywords.split(","))
            .map(word -> word.strip().toLowerCase(Locale.ROOT))
            .filter(word -> !word.isEmpty())
            .toList();
  }

  public void setMaxMessageSize(String size) {
    this.maxMessageSize = Parameter.size("maxMessageSize", size);
  }

  public void setMaxAttachments(String number) {
    this.maxAttachments = Parameter.number("maxAttachments", number, 1, 2000);
  }

  public void setMaxDepth(String number) {
    this.maxDepth = Parameter.number("maxDepth", number, 1, 50);
  }

  public void setMaxUnpacked(String size) {
    this.maxUnpacked = Parameter.size("maxUnpacked", size);
  }

  public void setMaxPerHour(String number) {
    this.maxPerHour = Parameter.number("maxPerHour", number, 1, 1_000_000);
  }

  /** Whether senders are told what became of their mails. */
  public void setAnswers(String answers) {
    this.answers = Parameter.yes("answers", answers);
  }
}
