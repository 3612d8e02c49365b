package dev.sitedrop.intake.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sitedrop.intake.Aim;
import dev.sitedrop.intake.Letterhead;
import dev.sitedrop.ledger.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {
  private static final String THEN = ", then: {project: 7}}";

  private static Candidate file(String source, String path, long size, String type) {
    return new Candidate(source, List.of(path), null, size, () -> Set.of(type));
  }

  private static Candidate mail(String sender, String subject) {
    return new Candidate(
        "site-mail",
        List.of("crane.jpg", "report.pdf"),
        new Letterhead(sender, subject),
        1000,
        () -> Set.of("image/jpeg", "application/pdf"));
  }

  private static boolean matches(String when, Candidate candidate) throws IOException {
    return WrittenRules.of("{when: {" + when + "}" + THEN).first(candidate).isPresent();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "source: scanner                    | true",
        "source: scan*                      | true",
        "source: [phones, scanner]          | true",
        "source: 'phones, scanner'          | true",
        "source: phones                     | false",
        "source: scan                       | false",
        "path: '42/**/*.jpg'                | true",
        "path: '42/*.jpg'                   | false",
        "path: '**/FACADE/*'                | true",
        "path: '43/**'                      | false",
        "path: ['43/**', '42/**']           | true",
        "content-type: image/jpeg           | true",
        "content-type: image/*              | true",
        "content-type: application/pdf      | false",
        "'content-type: [text/plain, image/*]' | true",
        "min-size: 1MB                      | false",
        "min-size: 20KB                     | true",
        "max-size: 20KB                     | true",
        "max-size: 20479B                   | false",
        "'source: scanner, path: 42/**'     | true",
        "'source: [scanner], path: 43/**'   | false",
        "subject: crane                     | false",
        "sender: builders.example           | false",
      })
  void aFileIsToldByItsConditions(String when, boolean expected) throws IOException {
    Candidate file = file("scanner", "42/images/facade/crane.JPG", 20 << 10, "image/jpeg");

    assertThat(matches(when, file)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "subject: crane             | true",
        "subject: CRANE             | true",
        "subject: cran              | false",
        "subject: 'crane on level'  | true",
        "subject: [lift, façade]    | true",
        "subject: '/level\\s+\\d/'  | true",
        "subject: '/^level/'        | false",
        "subject: ['/e{1,3}l/']     | true",
        "sender: ann@builders.example | true",
        "sender: ANN@Builders.Example | true",
        "sender: builders.example   | true",
        "sender: example            | false",
        "sender: bob@builders.example | false",
        "sender: [other.example, ann@builders.example] | true",
        "path: '*.pdf'              | true",
        "path: '*.png'              | false",
        "content-type: application/pdf | true",
        "'subject: crane, sender: other.example' | false",
      })
  void aMailIsToldByItsConditions(String when, boolean expected) throws IOException {
    Candidate mail = mail("ann@builders.example", "Façade: crane on level 3");

    assertThat(matches(when, mail)).isEqualTo(expected);
  }

  @Test
  void theFirstThatMatchesHolds() throws IOException {
    Rules rules =
        WrittenRules.of(
            "{when: {path: '**/*.pdf'}, then: {refuse: Send plans to the office.}}",
            "{when: {source: phones}, then: {project: 8, target: accident_logs}}",
            "{then: {project: 9}}");

    assertThat(numberOf(rules, file("phones", "a.pdf", 1, "application/pdf"))).isEqualTo(1);
    assertThat(numberOf(rules, file("phones", "a.jpg", 1, "image/jpeg"))).isEqualTo(2);
    assertThat(numberOf(rules, file("inbox", "a.jpg", 1, "image/jpeg"))).isEqualTo(3);
    assertThat(rules.all().get(0).refusal()).contains("Send plans to the office (rule 1)");
    assertThat(rules.all().get(1).aim()).isEqualTo(new Aim("8", Target.ACCIDENT_LOG));
    assertThat(rules.all().get(1).refusal()).isEmpty();
  }

  private static int numberOf(Rules rules, Candidate candidate) throws IOException {
    return rules.first(candidate).orElseThrow().number();
  }

  @Test
  void filesAreLookedIntoOnlyIfARuleWantsToKnow() throws IOException {
    Rules rules =
        WrittenRules.of(
            "{when: {content-type: image/*, source: phones}, then: {project: 8}}",
            "{when: {min-size: 1MB}, then: {project: 9}}");

    Optional<Rule> none =
        rules.first(
            new Candidate(
                "inbox", List.of("a.jpg"), null, 1, () -> Assertions.fail("looked into")));

    assertThat(none).isEmpty();
  }

  @Test
  void fieldsAreReadWithTheirTypesAndKeptForTheTargetThatHasThem() {
    Rule rule =
        WrittenRules.of(
                "{then: {fields: {image_category_id: 7, private: true, trade_ids: [4, 5],"
                    + " mt_location: [Building 1, 3], log_date: 2026-05-06, comments: From a"
                    + " phone}}}")
            .all()
            .get(0);

    assertThat(rule.fields(Target.IMAGE).toString())
        .isEqualTo(
            "{\"image_category_id\":7,\"private\":true,\"trade_ids\":[4,5],"
                + "\"mt_location\":[\"Building 1\",\"3\"],\"log_date\":\"2026-05-06\"}");
    assertThat(rule.fields(Target.ACCIDENT_LOG).toString())
        .isEqualTo("{\"comments\":\"From a phone\"}");
  }

  /** A subject is a stranger's; with Java's own expressions this one takes years. */
  @Test
  void noSubjectKeepsAnExpressionBusy() {
    Candidate mail = mail("ann@builders.example", "a".repeat(990) + "!");

    Assertions.assertThatCode(
            () ->
                org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(5), () -> matches("subject: '/^(a+)+$/'", mail)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest(name = "{0} then {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{then: {project: 1}}                 | {when: {source: inbox}, then: {project: 7}}",
        "{then: {project: 1}}                 | {then: {refuse: no}}",
        "{when: {source: a}                   | {when: {source: a}",
        "{when: {source: a*}                  | {when: {source: ab}",
        "{when: {source: '*'}                 | {when: {source: [b, c*]}",
        "{when: {source: [a, b]}              | {when: {source: b}",
        "{when: {source: a}                   | {when: {source: a, path: '42/**'}",
        "{when: {path: '**'}                  | {when: {path: '42/*.jpg'}",
        "{when: {path: '42/**'}               | {when: {path: '42/images/**/*.jpg'}",
        "{when: {path: '**/*.jpg'}            | {when: {path: '42/**/*.JPG'}",
        "{when: {path: '**/*.jpg'}            | {when: {path: '*.jpg'}",
        "{when: {path: '*/images/*'}          | {when: {path: '42/images/*.jpg'}",
        "{when: {path: '42/*.jp?g'}           | {when: {path: '42/a.jpeg'}",
        "{when: {subject: crane}              | {when: {subject: crane on level 3}",
        "{when: {subject: [crane, lift]}      | {when: {subject: Lift}",
        "{when: {subject: '/cr.ne/'}          | {when: {subject: ['/cr.ne/']}",
        "{when: {sender: builders.example}    | {when: {sender: ann@builders.example}",
        "{when: {content-type: image/*}       | {when: {content-type: image/png}",
        "{when: {content-type: '*/*'}         | {when: {content-type: image/*}",
        "{when: {min-size: 1MB}               | {when: {min-size: 2MB, max-size: 3MB}",
        "{when: {max-size: 3MB}               | {when: {max-size: 3MB}",
      })
  void aRuleThatCanNeverMatchIsNamed(String earlier, String later) {
    assertThatThrownBy(() -> WrittenRules.of(whole(earlier), whole(later)))
        .isInstanceOf(WrongRule.class)
        .hasMessage(
            "Rule 2 (intake.rules[1]): it can never match: rule 1 takes all that it could take."
                + " Put it before that one, or take it out.");
  }

  @ParameterizedTest(name = "{0} then {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{when: {source: inbox}               | {then: {project: 7}}",
        "{when: {source: ab}                  | {when: {source: a*}",
        "{when: {source: a}                   | {when: {source: [a, b]}",
        "{when: {source: a, path: '42/**'}    | {when: {source: a}",
        "{when: {source: a}                   | {when: {path: '42/**'}",
        "{when: {path: '42/*'}                | {when: {path: '42/**'}",
        "{when: {path: '*'}                   | {when: {path: '**'}",
        "{when: {path: '*/*'}                 | {when: {path: '**/*'}",
        "{when: {path: '?'}                   | {when: {path: '*'}",
        "{when: {path: '42/?.jpg'}            | {when: {path: '42/*.jpg'}",
        "{when: {path: '42/**'}               | {when: {path: '421/**'}",
        "{when: {path: '**/a.jpg'}            | {when: {path: '**/ba.jpg'}",
        "{when: {path: '**/*.jpg'}            | {when: {path: '**'}",
        "{when: {subject: crane}              | {when: {subject: cranes}",
        "{when: {subject: crane on level 3}   | {when: {subject: crane}",
        "{when: {subject: '/^crane$/'}        | {when: {subject: crane}",
        "{when: {subject: crane}              | {when: {subject: '/crane/'}",
        "{when: {sender: ann@builders.example} | {when: {sender: builders.example}",
        "{when: {sender: builders.example}    | {when: {sender: north.builders.example}",
        "{when: {content-type: image/png}     | {when: {content-type: image/*}",
        "{when: {min-size: 2MB}               | {when: {min-size: 1MB}",
        "{when: {min-size: 1MB}               | {when: {max-size: 3MB}",
      })
  void aRuleThatCanMatchIsNot(String earlier, String later) {
    assertThat(WrittenRules.of(whole(earlier), whole(later)).all()).hasSize(2);
  }

  private static String whole(String rule) {
    return rule.contains("then:") ? rule : rule + THEN;
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{when: {source: a}}                  | its then is empty; it may hold target,",
        "{then: {refuse: no, project: 7}}     | its then refuses, and says where to deliver as",
        "{then: {refuse: ' '}}                | then.refuse has 0 characters; it may be",
        "{if: {source: x}, then: {project: 7}} | if is not known; there may be when and then.",
        "{when: {subjct: x}, then: {project: 7}} | when.subjct is not known; there may be sour",
        "{then: {project: 7, album: Facade}}  | then.album is not known; there may be target",
        "{then: {target: photos}}             | then.target is 'photos'; it may be images or",
        "{then: {project: north}}             | then.project is 'north'; it may be Procore's",
        "{then: {fields: {album: 7}}}         | then.fields: 'album' is no field. Allowed: desc",
        "{then: {target: accident_logs, fields: {private: true}}} | 'private' is no field.",
        "{then: {fields: {private: 7}}}       | then.fields: 'private' is \"7\". Allowed: true or",
        "{then: {fields: {time_hour: 25}}}    | then.fields: 'time_hour' is 25. Allowed: a whole",
        "{then: {fields: {trade_ids: [a]}}}   | then.fields: 'trade_ids' is [\"a\"]. Allowed: a l",
        "{then: {fields: {log_date: 2026-02-30}}} | then.fields: 'log_date' is \"2026-02-30\".",
        "{then: {fields: {datetime: 2026-02-30T10:00}}} | a day that does not exist",
        "{when: {sender: }, then: {project: 7}}  | when.sender is empty; give it a value, or",
        "{when: {sender: a@b@c}, then: {project: 7}} | when.sender is 'a@b@c'; it may hold addr",
        "{when: {subject: '/x'}, then: {project: 7}} | when.subject is '/x'; it may be words, or",
        "{when: {subject: '/(x/'}, then: {project: 7}} | no regular expression of RE2 (missing",
        "{when: {content-type: picture}, then: {project: 7}} | when.content-type is 'picture'; i",
        "{when: {path: /42/**}, then: {project: 7}} | when.path is '/42/**'; it may be a pattern",
        "{when: {min-size: 3MB, max-size: 2MB}, then: {project: 7}} | it can never match: when.mi",
      })
  void aMistakeIsNamedWithItsValueAndWhatItMayBe(String rule, String told) {
    assertThatThrownBy(() -> WrittenRules.of("{when: {source: x}, then: {project: 1}}", rule))
        .isInstanceOf(WrongRule.class)
        .hasMessageStartingWith("Rule 2 (intake.rules[1]): ")
        .hasMessageContaining(told.strip());
  }
}
