package dev.sitedrop.intake.mail.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sitedrop.intake.RefusedDrop;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpokenTextTest {

  static Stream<Arguments> plainTexts() {
    return Stream.of(
        Arguments.of("plain", "A pallet fell.\n\nNobody was hurt.", null),
        Arguments.of("signature", "A pallet fell.\n-- \nAnn\nBuilders Ltd", "A pallet fell."),
        Arguments.of("stripped signature", "A pallet fell.\n--\nAnn", "A pallet fell."),
        Arguments.of("iPhone", "A pallet fell.\n\nSent from my iPhone", "A pallet fell."),
        Arguments.of("iPhone, German", "Palette.\n\nVon meinem iPhone gesendet", "Palette."),
        Arguments.of("Outlook app", "Fell.\n\nGet Outlook for iOS<https://aka.ms/o>", "Fell."),
        Arguments.of(
            "Gmail reply",
            "Fell.\n\nOn Wed, 6 May 2026 at 10:15, Bob <bob@b.example> wrote:\n> What?\n",
            "Fell."),
        Arguments.of(
            "wrapped reply",
            "Fell.\n\nOn Wed, 6 May 2026 at 10:15, Bob Builder\n<bob@b.example> wrote:\n\n> What?",
            "Fell."),
        Arguments.of(
            "German reply", "Fiel.\n\nAm 06.05.2026 um 10:15 schrieb Bob Bau:\n> Was?", "Fiel."),
        Arguments.of(
            "French reply",
            "Tombé.\n\nLe mer. 6 mai 2026 à 10:15, Bob a écrit :\n> Quoi",
            "Tombé."),
        Arguments.of(
            "Outlook reply",
            "Fell.\n\nFrom: Bob <bob@b.example>\nSent: Wednesday, 6 May 2026 10:15\nTo: Ann\n\nWhat?",
            "Fell."),
        Arguments.of(
            "Outlook rule",
            "Fell.\n________________________________\nFrom: Bob\nSent: today\n\nWhat?",
            "Fell."),
        Arguments.of("original message", "Fell.\n-----Original Message-----\nFrom: Bob\n", "Fell."),
        Arguments.of(
            "disclaimer",
            "Fell.\n\nThis e-mail and its attachments are confidential and intended for you.",
            "Fell."),
        Arguments.of("notice", "Fell.\n\nCONFIDENTIALITY NOTICE: do not read", "Fell."),
        Arguments.of(
            "German disclaimer",
            "Fiel.\n\nDiese E-Mail enthält vertrauliche Informationen.",
            "Fiel."),
        Arguments.of("answer below", "> What?\nIt fell.\n> When?\nAt ten.", "It fell.\nAt ten."),
        Arguments.of("from in a text", "From: the crane, it fell.\nAt ten.", null),
        Arguments.of("only a quote", "> What?\n> When?", ""),
        Arguments.of("nothing", "", ""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("plainTexts")
  void keepsWhatTheSenderSaysHimself(String name, String text, String spoken) {
    assertThat(SpokenText.of(text.replace("\n", "\r\n"))).isEqualTo(spoken == null ? text : spoken);
  }

  static Stream<Arguments> htmlTexts() {
    return Stream.of(
        Arguments.of("lines", "<p>A<br>B</p><div>C</div>", "A\nB\n\nC"),
        Arguments.of(
            "Gmail",
            "<div>Fell.</div><div class=gmail_quote>On Wed Bob wrote:<br>x</div>",
            "Fell."),
        Arguments.of(
            "Gmail signature", "<div>Fell.</div><div class=gmail_signature>Ann</div>", "Fell."),
        Arguments.of(
            "Apple", "<div>Fell.</div><blockquote type=cite><p>What?</p></blockquote>", "Fell."),
        Arguments.of(
            "Outlook", "<p>Fell.</p><div id=appendonsend></div><hr><div>From: Bob</div>", "Fell."),
        Arguments.of("code", "<script>alert(1)</script><style>p{}</style>Fell.", "Fell."),
        Arguments.of("spaces", "<p>  a\n  b&nbsp;c </p>", "a b c"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("htmlTexts")
  void readsHtmlAsAPersonDoes(String name, String html, String spoken) {
    assertThat(SpokenText.ofHtml(html)).isEqualTo(spoken);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Kind regards,\nAnn Example\nSite manager",
        "Best regards\n\nAnn",
        "Mit freundlichen Grüßen\nAnn Beispiel",
        "Viele Grüße,\nAnn",
        "Cordialement,\nAnne",
        "[cid:image001.jpg@01DB3F2A.12345670]\nRegards\nAnn"
      })
  void aClosingEndsWhatIsSaid(String closing) {
    assertThat(SpokenText.of("A pallet fell.\n\n" + closing)).isEqualTo("A pallet fell.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Regards the crane: it stands", "Regards", "He sends kind regards, too."})
  void whatOnlyLooksLikeAClosingIsSaid(String text) {
    assertThat(SpokenText.of(text)).isEqualTo(text);
  }

  @Test
  void joinsFlowedLines() {
    assertThat(SpokenText.unflowed("A pallet \r\nfell.\r\n stuffed\r\n-- \r\nAnn", false))
        .isEqualTo("A pallet fell.\nstuffed\n-- \nAnn");
    assertThat(SpokenText.unflowed("Pal \r\nette", true)).isEqualTo("Palette");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The time: 10:15",
        "Date: Mon, 3 Nov 2026 10:15:00 +0100",
        "Time: about noon",
        "Date: to be told"
      })
  void aLineThatIsNoTimeSaysNothing(String line) {
    assertThat(SpokenTime.in("Fell.\n" + line).date()).isEmpty();
    assertThat(SpokenTime.in("Fell.\n" + line).time()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Date: 2026-13-40",
        "Date: 6.5.2026",
        "date: 11/20/2026",
        "Time: 25:00",
        "Time: 13:15 pm",
        "Time: 1015"
      })
  void aTimeThatCannotBeReadIsNeverReplacedByAnother(String line) {
    assertThatThrownBy(() -> SpokenTime.in("Fell.\n" + line))
        .isInstanceOf(RefusedDrop.class)
        .hasMessageContaining(line.substring(5).strip() + "' cannot be read. Write it as '");
  }

  @ParameterizedTest
  @CsvSource({"3:15 pm,15:15", "12:05 a.m.,00:05", "12.30 PM,12:30", "09:59am,09:59", "7:05,07:05"})
  void timesOfHalfADayAreRead(String said, String time) {
    assertThat(SpokenTime.in("Time: " + said).time()).hasToString("Optional[" + time + "]");
  }

  @Test
  void linesTellTheTime() {
    SpokenTime spoken = SpokenTime.in("Fell.\n date: 2026-05-06 \nTIME: 9:05\n");

    assertThat(spoken.date()).hasToString("Optional[2026-05-06]");
    assertThat(spoken.time()).hasToString("Optional[09:05]");
  }
}
