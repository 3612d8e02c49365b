package dev.sitedrop.intake;

import dev.sitedrop.intake.rule.Candidate;
import dev.sitedrop.intake.rule.Rule;
import dev.sitedrop.intake.rule.Rules;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Finds the rule that holds for what a source has. */
@Component
public class Ruling {
  private final Rules rules;
  private final Claiming claiming;

  Ruling(Rules rules, Claiming claiming) {
    this.rules = rules;
    this.claiming = claiming;
  }

  Optional<Rule> of(IncomingDrop drop) throws IOException {
    return of(drop.source(), drop.name(), drop.letterhead(), drop.files());
  }

  /** The rule for files of a mail. */
  public Optional<Rule> ofMail(String source, Letterhead letterhead, List<IncomingFile> files)
      throws IOException {
    return of(source, "", letterhead, files);
  }

  private Optional<Rule> of(
      String source, String path, Letterhead letterhead, List<IncomingFile> files)
      throws IOException {
    return rules.first(
        new Candidate(
            source,
            letterhead == null ? List.of(path) : files.stream().map(IncomingFile::name).toList(),
            letterhead,
            files.stream().mapToLong(IncomingFile::size).sum(),
            new LookedUpOnce(files)));
  }

  /** Several rules may ask, and files of a server are far away. */
  private final class LookedUpOnce implements Candidate.Types {
    private final List<IncomingFile> files;
    private Set<String> types;

    LookedUpOnce(List<IncomingFile> files) {
      this.files = files;
    }

    @Override
    public Set<String> look() throws IOException {
      if (types == null) {
        Set<String> found = new HashSet<>();
        for (IncomingFile file : files) {
          found.add(claiming.typeOf(file));
        }
        types = found;
      }
      return types;
    }
  }
}
