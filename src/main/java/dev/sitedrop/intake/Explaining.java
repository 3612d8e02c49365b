package dev.sitedrop.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sitedrop.intake.Explanation.FileSeen;
import dev.sitedrop.intake.rule.Rule;
import dev.sitedrop.words.FailureText;
import java.io.IOException;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells what would become of a drop, by the same steps as it is taken in, and keeps nothing. */
@Component
public class Explaining {
  private final Deciding deciding;
  private final Claiming claiming;
  private final TargetRule targetRule;
  private final Fields fields;

  Explaining(Deciding deciding, Claiming claiming, TargetRule targetRule, Fields fields) {
    this.deciding = deciding;
    this.claiming = claiming;
    this.targetRule = targetRule;
    this.fields = fields;
  }

  public Explanation explain(IncomingDrop drop) {
    Integer rule = null;
    Decision decision = null;
    try {
      if (drop.problem() != null) {
        throw new RefusedDrop(drop.problem());
      }
      rule = deciding.ruleOf(drop).map(Rule::number).orElse(null);
      decision = deciding.of(drop);
      List<ClaimedFile> files = new ArrayList<>();
      for (IncomingFile file : drop.files()) {
        files.add(look(drop, file, decision));
      }
      ObjectNode complete =
          fields.of(decision.sidecar(), decision.byRule(), decision.target(), files);
      return told(drop, rule, Optional.of(decision), seen(files), complete, null, null);
    } catch (RefusedDrop refused) {
      return told(
          drop,
          rule,
          Optional.ofNullable(decision),
          listed(drop),
          null,
          refused.getMessage(),
          null);
    } catch (IOException unreadable) {
      return told(
          drop,
          rule,
          Optional.ofNullable(decision),
          listed(drop),
          null,
          null,
          Shown.of(FailureText.of(unreadable)));
    }
  }

  private ClaimedFile look(IncomingDrop drop, IncomingFile file, Decision decision)
      throws IOException {
    return claiming.look(
        file,
        Claiming.Beside.of(drop, decision),
        (one, type) -> targetRule.of(decision.said(), Shown.of(one.name()), type));
  }

  private static Explanation told(
      IncomingDrop drop,
      Integer rule,
      Optional<Decision> decision,
      List<FileSeen> files,
      ObjectNode fields,
      String refusal,
      String trouble) {
    return new Explanation(
        drop.source(),
        drop.name(),
        drop.destination(),
        rule,
        decision.map(Decision::projectId).orElse(null),
        decision.map(one -> one.target().folder()).orElse(null),
        files,
        fields,
        refusal,
        trouble);
  }

  private static List<FileSeen> seen(List<ClaimedFile> files) {
    return files.stream()
        .map(
            file ->
                new FileSeen(
                    file.sent().name(),
                    file.file().size(),
                    file.sent().contentType(),
                    DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(file.taken().at()),
                    file.taken().from()))
        .toList();
  }

  private static List<FileSeen> listed(IncomingDrop drop) {
    return drop.files().stream()
        .map(file -> new FileSeen(file.name(), file.size(), null, null, null))
        .toList();
  }
}
