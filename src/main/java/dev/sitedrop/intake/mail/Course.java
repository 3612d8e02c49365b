package dev.sitedrop.intake.mail;

import dev.sitedrop.intake.Aim;
import dev.sitedrop.intake.IncomingFile;
import dev.sitedrop.intake.Letterhead;
import dev.sitedrop.intake.Ruling;
import dev.sitedrop.intake.mail.rule.Addressed;
import dev.sitedrop.intake.rule.Rule;
import dev.sitedrop.ledger.Target;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Where files of a letter go, now that the rules were asked. This must be known before a letter is
 * cut into items, for an accident log holds all of its files, and is told of in other fields.
 *
 * @param addressed with the target that was found
 * @param lacksProject whether nobody knows one; what a rule refuses needs none
 */
record Course(Addressed addressed, boolean lacksProject) {

  /** Asks for the course of some of a letter's files. */
  @FunctionalInterface
  interface Asking {
    Course of(List<IncomingFile> files) throws IOException;
  }

  static Asking asking(Ruling ruling, String source, Letterhead letterhead, Addressed addressed) {
    return files -> {
      Optional<Rule> rule = ruling.ofMail(source, letterhead, files);
      Aim said = addressed.said();
      Aim all = said.or(rule.map(Rule::aim).orElse(Aim.NOTHING)).or(addressed.otherwise());
      boolean isRefused = rule.flatMap(Rule::refusal).isPresent();
      return new Course(
          new Addressed(new Aim(said.project(), all.target()), addressed.otherwise()),
          all.project() == null && !isRefused);
    };
  }

  /** The same for files that are found to be of one accident. */
  Course asAccident() {
    Aim said = new Aim(addressed.said().project(), Target.ACCIDENT_LOG);
    return new Course(new Addressed(said, addressed.otherwise()), lacksProject);
  }

  Target target() {
    return addressed.said().target();
  }
}
