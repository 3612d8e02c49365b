package dev.sitedrop.intake.mail.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sitedrop.intake.Aim;
import dev.sitedrop.intake.RefusedDrop;
import dev.sitedrop.ledger.Target;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressingTest {
  private static final Map<String, String> PROJECTS =
      Map.of("north tower", "900", "north-tower", "900", "P-7", "907", "p-7", "907");
  private static final ProjectNames NAMES =
      said -> said.matches("\\d+") ? Optional.of(said) : Optional.ofNullable(PROJECTS.get(said));

  private static Addressing addressing(String project, Target target) {
    return new Addressing(
        "photos@site.example", List.of("accident", "unfall"), project, target, NAMES);
  }

  private static Addressed addressed(String to, String subject) throws IOException {
    return addressing("1", Target.IMAGE)
        .of(new Recipients(List.of(), List.of(to)), subject == null ? "" : subject);
  }

  @ParameterizedTest(name = "to {0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        // the plus-address, whatever the subject says
        "photos+42-images@site.example      | Crane                   | 42  | IMAGE",
        "photos+42-accident@site.example    | Crane                   | 42  | ACCIDENT_LOG",
        "photos+42-images@site.example      | [43 accident] accident  | 42  | IMAGE",
        "Photos+42-Accident_Logs@SITE.example | Crane                 | 42  | ACCIDENT_LOG",
        "photos+accident@site.example       | [43]                    | 43  | ACCIDENT_LOG",
        "photos+42@site.example             | An accident             | 42  | ACCIDENT_LOG",
        "photos+42@site.example             | [accident] x            | 42  | ACCIDENT_LOG",
        "photos+p-7-accident@site.example   | Crane                   | 907 | ACCIDENT_LOG",
        "photos+north-tower@site.example    | Crane                   | 900 | IMAGE",
        // somebody else's plus-address says nothing
        "bob+42@site.example                | Crane                   | 1   | IMAGE",
        "photos+42@other.example            | Crane                   | 1   | IMAGE",
        // the tag in the subject
        "photos@site.example                | [42] Crane              | 42  | IMAGE",
        "photos@site.example                | Crane [42 accident]     | 42  | ACCIDENT_LOG",
        "photos@site.example                | Re: [ 42 , photos ] accident | 42 | IMAGE",
        "photos@site.example                | [north tower] Crane     | 900 | IMAGE",
        "photos@site.example                | [P-7 accidents]         | 907 | ACCIDENT_LOG",
        "photos@site.example                | [EXTERNAL] [42] Crane   | 42  | IMAGE",
        "photos@site.example                | [EXTERNAL] Crane        | 1   | IMAGE",
        "photos@site.example                | [Project 42] Crane      | 42  | IMAGE",
        "photos@site.example                | [Projekt Nr. 42] Crane  | 42  | IMAGE",
        "photos@site.example                | 【42】 Crane            | 42  | IMAGE",
        "photos@site.example                | ［４２ accident］ Crane | 42  | ACCIDENT_LOG",
        "photos@site.example                | [Accident 42] Crane     | 42  | ACCIDENT_LOG",
        "photos@site.example                | Re: FW: [42] x [42]     | 42  | IMAGE",
        "photos@site.example                | [#42] Crane             | 1   | IMAGE",
        "photos@site.example                | (42) Crane              | 1   | IMAGE",
        // a keyword
        "photos@site.example                | Accident: a pallet fell | 1   | ACCIDENT_LOG",
        "photos@site.example                | Unfall auf Ebene 2      | 1   | ACCIDENT_LOG",
        "photos@site.example                | Accidental beauty       | 1   | IMAGE",
        // the defaults
        "photos@site.example                | Crane                   | 1   | IMAGE",
        "photos@site.example                |                         | 1   | IMAGE",
      })
  void theFirstThatTellsItDecides(String to, String subject, String project, Target target)
      throws IOException {
    assertThat(addressed(to, subject).aim()).isEqualTo(new Aim(project, target));
  }

  @ParameterizedTest(name = "to {0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "photos+nowhere@site.example | Crane               | There is no project 'nowhere'",
        "photos@site.example         | [Nrth Tower accident] | There is no project 'Nrth Tower'",
      })
  void aProjectThatIsNotThereIsRefused(String to, String subject, String told) {
    assertThatThrownBy(() -> addressed(to, subject))
        .isInstanceOf(RefusedDrop.class)
        .hasMessageContaining(told);
  }

  @Test
  void aSubjectThatNamesTwoProjectsIsRefused() throws IOException {
    assertThatThrownBy(() -> addressed("photos@site.example", "[42][7] Crane"))
        .isInstanceOf(RefusedDrop.class)
        .hasMessageContaining("two projects, [42] and [7]");
    assertThat(addressed("photos+42@site.example", "[42][7] Crane").aim().project())
        .isEqualTo("42");
  }

  @Test
  void withoutAnyProjectTheSenderIsToldHowToNameOne() {
    assertThat(addressing(null, Target.IMAGE).namesNoProject())
        .hasMessageContaining("[42]")
        .hasMessageContaining("photos+42@site.example");
  }

  @Test
  void theDefaultTargetIsTheSources() throws IOException {
    assertThat(
            addressing("1", Target.ACCIDENT_LOG)
                .of(new Recipients(List.of(), List.of()), "Crane")
                .aim()
                .target())
        .isEqualTo(Target.ACCIDENT_LOG);
  }

  @Test
  void theServersWordOnTheRecipientComesFirst() throws IOException {
    Recipients copy =
        new Recipients(
            List.of("photos+43@site.example"),
            List.of("photos+42@site.example", "photos+43@site.example"));

    assertThat(addressing("1", Target.IMAGE).of(copy, "").said().project()).isEqualTo("43");
  }

  /** So that a rule can come between the two. */
  @Test
  void whatIsSaidByNameIsToldApartFromKeywordsAndDefaults() throws IOException {
    Recipients plain = new Recipients(List.of(), List.of("photos@site.example"));
    Addressing addressing = addressing("1", Target.IMAGE);

    assertThat(addressing.of(plain, "Accident [42]"))
        .isEqualTo(new Addressed(new Aim("42", null), new Aim("1", Target.ACCIDENT_LOG)));
    assertThat(addressing.of(plain, "Crane"))
        .isEqualTo(new Addressed(Aim.NOTHING, new Aim("1", Target.IMAGE)));
  }

  @Test
  void aMailToTwoProjectsAtOnceIsRefused() {
    Recipients both =
        new Recipients(List.of(), List.of("photos+42@site.example", "photos+43@site.example"));

    assertThatThrownBy(() -> addressing("1", Target.IMAGE).of(both, ""))
        .isInstanceOf(RefusedDrop.class)
        .hasMessageContaining("Send one mail to each");
  }
}
