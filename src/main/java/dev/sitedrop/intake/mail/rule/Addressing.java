package dev.sitedrop.intake.mail.rule;

import dev.sitedrop.intake.Aim;
import dev.sitedrop.intake.RefusedDrop;
import dev.sitedrop.intake.Shown;
import dev.sitedrop.ledger.Target;
import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decides where a mail goes. Project and target are decided each by the first that tells it: the
 * plus-address, a tag in the subject, then a rule, a keyword in the subject, the source's defaults.
 *
 * @param address the mailbox's own, lower case
 * @param keywords words of a subject that mean an accident, lower case
 * @param project the default; null if there is none
 * @param target the default
 */
public record Addressing(
    String address,
    List<String> keywords,
    String project,
    Target target,
    ProjectNames projectNames) {
  private static final Pattern TAG = Pattern.compile("\\[([^\\[\\]]{1,200})\\]");
  private static final Pattern PROJECT =
      Pattern.compile(
          "(?i)(?:project|projekt|projet|proyecto)\\s*(?:no\\.?|nr\\.?|id)?\\s*[:#]?\\s*(.+)");
  private static final Pattern FIRST_WORD =
      Pattern.compile("(?i)(images?|photos?|accidents?|accident_logs?)[\\s_:,/-]+(\\d+)");
  private static final Pattern LAST_WORD =
      Pattern.compile(
          "(?i)(?:(.*?)[\\s_:,/-]+)?(images?|photos?|accidents?|accident_logs?)", Pattern.DOTALL);

  /** What one place says; each half may be null. */
  private record Said(String project, Target target) {
    static Said of(String text) {
      Matcher first = FIRST_WORD.matcher(text.strip());
      String said = first.matches() ? first.group(2) + " " + first.group(1) : text.strip();
      Matcher matcher = LAST_WORD.matcher(said);
      if (!matcher.matches()) {
        return new Said(text.isBlank() ? null : text.strip(), null);
      }
      boolean accident = matcher.group(2).toLowerCase(Locale.ROOT).startsWith("accident");
      String before = matcher.group(1) == null ? "" : matcher.group(1).strip();
      return new Said(
          before.isEmpty() ? null : before, accident ? Target.ACCIDENT_LOG : Target.IMAGE);
    }
  }

  /**
   * @throws RefusedDrop if it names a project that is not there, or two
   * @throws IOException if Procore must be asked and does not answer; try again later
   */
  public Addressed of(Recipients recipients, String subject) throws IOException {
    String foundProject = null;
    Target foundTarget = null;
    Optional<String> detail = detail(recipients);
    if (detail.isPresent()) {
      Said said = Said.of(detail.get());
      foundTarget = said.target();
      if (said.project() != null) {
        foundProject = existing(said.project());
      }
    }
    String detailProject = foundProject;
    for (Said said : tags(subject)) {
      Optional<String> named = said.project() == null ? Optional.empty() : named(said.project());
      if (said.target() != null && said.project() != null && named.isEmpty()) {
        throw unknown(said.project());
      }
      if (detailProject == null && foundProject != null && named.isPresent()) {
        if (!named.get().equals(foundProject)) {
          throw namesTwoProjects(foundProject, named.get());
        }
      }
      foundProject = foundProject == null ? named.orElse(null) : foundProject;
      foundTarget = foundTarget == null ? said.target() : foundTarget;
    }
    return new Addressed(
        new Aim(foundProject, foundTarget),
        new Aim(project, isOfAccident(subject) ? Target.ACCIDENT_LOG : target));
  }

  /** What a sender is told whose mail names no project, if nobody else does. */
  public RefusedDrop namesNoProject() {
    return new RefusedDrop(
        "It names no project. Write the project's number or name into the subject, such as"
            + " [42], or send it to "
            + plusExample()
            + ".");
  }

  /** By itself, or behind a word that says that it is a project. */
  private Optional<String> named(String said) throws IOException {
    Optional<String> found = projectNames.idOf(said);
    Matcher word = found.isPresent() ? null : PROJECT.matcher(said);
    return word != null && word.matches() ? projectNames.idOf(word.group(1)) : found;
  }

  private static RefusedDrop namesTwoProjects(String one, String other) {
    return new RefusedDrop(
        "Its subject names two projects, ["
            + Shown.of(one)
            + "] and ["
            + Shown.of(other)
            + "]. Send one mail to each.");
  }

  private String existing(String said) throws IOException {
    return projectNames.idOf(said).orElseThrow(() -> unknown(said));
  }

  private static RefusedDrop unknown(String said) {
    return new RefusedDrop(
        "There is no project '"
            + Shown.of(said)
            + "'. Name it by its number or name in Procore, or by the number in the address of its"
            + " page.");
  }

  private String plusExample() {
    int at = address.lastIndexOf('@');
    return address.substring(0, at) + "+42" + address.substring(at);
  }

  /** What stands behind the plus of our own address. */
  private Optional<String> detail(Recipients recipients) {
    Set<String> details = details(recipients.delivered());
    if (details.isEmpty()) {
      details = details(recipients.named());
      if (details.size() > 1) {
        throw new RefusedDrop(
            "It was sent to several addresses of this mailbox ("
                + Shown.of(String.join(", ", details))
                + "). Send one mail to each.");
      }
    }
    return details.stream().findFirst();
  }

  private Set<String> details(List<String> recipients) {
    int at = address.lastIndexOf('@');
    String start = address.substring(0, at) + "+";
    String end = address.substring(at);
    Set<String> details = new LinkedHashSet<>();
    for (String recipient : recipients) {
      String lower = recipient.toLowerCase(Locale.ROOT);
      if (lower.startsWith(start)
          && lower.endsWith(end)
          && lower.length() > start.length() + end.length()) {
        details.add(lower.substring(start.length(), lower.length() - end.length()));
      }
    }
    return details;
  }

  private static List<Said> tags(String subject) {
    List<Said> tags = new ArrayList<>();
    Matcher matcher = TAG.matcher(narrow(subject));
    while (matcher.find()) {
      tags.add(Said.of(matcher.group(1)));
    }
    return tags;
  }

  /** Keyboards of East Asia write wide brackets and digits. */
  private static String narrow(String subject) {
    return Normalizer.normalize(subject, Normalizer.Form.NFKC).replace('【', '[').replace('】', ']');
  }

  private boolean isOfAccident(String subject) {
    String lower = subject.toLowerCase(Locale.ROOT);
    return keywords.stream()
        .anyMatch(
            word ->
                Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}])")
                    .matcher(lower)
                    .find());
  }
}
