package dev.sitedrop.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SidecarTest {

  private static IncomingFile file(String name, String text) {
    return file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static IncomingFile file(String name, byte[] bytes) {
    return new IncomingFile(
        name, bytes.length, Instant.now(), () -> new ByteArrayInputStream(bytes));
  }

  @Test
  void readsYamlAndJson() throws IOException {
    Sidecar yaml = Sidecar.read(List.of(file("a.jpg.yaml", "\uFEFFdescription: é\nprivate: true")));
    Sidecar json = Sidecar.read(List.of(file("a.jpg.json", "{\"description\": \"é\"}")));

    assertThat(yaml.fields().path("description").asText()).isEqualTo("é");
    assertThat(yaml.fields().path("private").isBoolean()).isTrue();
    assertThat(json.fields().path("description").asText()).isEqualTo("é");
  }

  @Test
  void anEmptyOneHoldsNoFields() throws IOException {
    assertThat(Sidecar.read(List.of(file("accident.yaml", ""))).fields()).isEmpty();
    assertThat(Sidecar.read(List.of(file("accident.yaml", "# nothing\n"))).fields()).isEmpty();
    assertThat(Sidecar.read(List.of()).fields()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.jpg.yaml | 'a: [' | a.jpg.yaml",
        "a.jpg.yaml | 'description: a: b' | line 1: this is not valid YAML",
        "a.jpg.json | '{' | this is not valid JSON",
        "a.jpg.json | '{\"a\":1,\"a\":2}' | this is not valid JSON. Write one object",
        "a.jpg.json | '{} {\"description\":\"lost\"}' | this is not valid JSON",
        "a.jpg.json | '{} trailing' | this is not valid JSON",
      })
  void tellsWhereAMistakeIs(String name, String text, String message) {
    assertThatThrownBy(() -> Sidecar.read(List.of(file(name, text))))
        .isInstanceOf(RefusedDrop.class)
        .hasMessageContaining(message);
  }

  @Test
  void refusesTwoAndHugeOnes() {
    IncomingFile one = file("a.jpg.yaml", "");
    IncomingFile two = file("a.jpg.json", "{}");
    IncomingFile huge = file("a.jpg.yaml", "#".repeat(70_000));
    IncomingFile deep = file("a.jpg.json", "[".repeat(5000));

    assertThatThrownBy(() -> Sidecar.read(List.of(one, two)))
        .hasMessageContaining("a.jpg.yaml and a.jpg.json");
    assertThatThrownBy(() -> Sidecar.read(List.of(huge))).hasMessageContaining("larger than 64 kB");
    assertThatThrownBy(() -> Sidecar.read(List.of(deep))).isInstanceOf(RefusedDrop.class);
  }

  @Test
  void refusesHalfACharacter() {
    IncomingFile half = file("a.jpg.json", "{\"description\": \"x\\ud83d\"}");

    assertThatThrownBy(() -> Sidecar.read(List.of(half)))
        .isInstanceOf(RefusedDrop.class)
        .hasMessageContaining("half a character");
  }

  @Test
  void refusesBinaryData() {
    IncomingFile binary = file("a.jpg.yaml", "description: !!binary aGk=\n");

    assertThatThrownBy(() -> Sidecar.read(List.of(binary)))
        .isInstanceOf(RefusedDrop.class)
        .hasMessageContaining("binary");
  }

  @Test
  void refusesASecondDocument() {
    IncomingFile two = file("a.jpg.yaml", "description: x\n---\nstarred: true\n");

    assertThatThrownBy(() -> Sidecar.read(List.of(two)))
        .isInstanceOf(RefusedDrop.class)
        .hasMessageContaining("not valid YAML");
  }

  @ParameterizedTest
  @CsvSource({
    "description: fa\u00e7ade, windows-1252",
    "description: \u201cfa\u00e7ade\u201d \u2013 Stra\u00dfe, windows-1252",
    "description: fa\u00e7ade, UTF-16",
    "description: fa\u00e7ade, UTF-16LE",
    "description: \u0424\u0430\u0441\u0430\u0434, UTF-16BE",
    "\uFEFFdescription: fa\u00e7ade, UTF-16LE",
    "\uFEFFdescription: fa\u00e7ade, UTF-8"
  })
  void readsWhatEditorsSave(String text, String encoding) throws IOException {
    byte[] bytes = text.getBytes(Charset.forName(encoding));

    assertThat(
            Sidecar.read(List.of(file("a.jpg.yaml", bytes))).fields().path("description").asText())
        .isEqualTo(text.replaceAll(".*description: ", ""));
  }

  @Test
  void refusesAnotherEncodingRatherThanReadingOtherLetters() {
    byte[] cyrillic =
        "description: \u0424\u0430\u0441\u0430\u0434".getBytes(Charset.forName("windows-1251"));

    assertThatThrownBy(() -> Sidecar.read(List.of(file("a.jpg.yaml", cyrillic))))
        .isInstanceOf(RefusedDrop.class)
        .hasMessageContaining("a.jpg.yaml is not UTF-8 text");
  }

  @ParameterizedTest
  @CsvSource({
    "010, 10",
    "007, 7",
    "0x1F, 31",
    "0o17, 15",
    "1_000, '\"1_000\"'",
    "12:30, '\"12:30\"'",
    "190:20:30, '\"190:20:30\"'",
    "2026-05-01, '\"2026-05-01\"'",
    "2026-05-01T10:00:00Z, '\"2026-05-01T10:00:00Z\"'",
    "yes, '\"yes\"'",
    "No, '\"No\"'",
    "on, '\"on\"'",
    "off, '\"off\"'",
    "y, '\"y\"'",
    "true, true",
    "1e3, 1000.0",
    "0b11, '\"0b11\"'",
    "=, '\"=\"'",
    "~, null"
  })
  void readsYamlByTheCoreSchemaOfYaml12(String written, String json) throws IOException {
    assertThat(Sidecar.read(List.of(file("a.jpg.yaml", "x: " + written))).fields().path("x"))
        .hasToString(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'description: Room #12 is wet' | description | Room #12 is wet",
        "'description: Room # 12' | description | Room # 12",
        "'description: #12' | description | #12",
        "'starred: true # good\ncomments: Level #3' | comments | Level #3",
        "'mt_location: [Room #12]' | mt_location | #12",
        "'mt_location:\n- Room #12\n- B' | mt_location | Room #12",
        "'description: two\n  lines #3' | description | two lines #3",
      })
  void tellsThatATextWouldEndBeforeAHash(String text, String field, String whole) {
    assertThatThrownBy(
            () -> Sidecar.read(List.of(file("accident.yaml", text.replace("\\n", "\n")))))
        .isInstanceOf(RefusedDrop.class)
        .hasMessageContaining("accident.yaml: '" + field + "'")
        .hasMessageContaining(whole);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# North\ndescription: x\n# end\n",
        "description: \"Room #12\" # of the plan",
        "description: 'x' # y",
        "description: Room#12",
        "starred: true # good\ndescription: x",
        "image_category_id: 7 # Facades\ndescription: x",
        "description: |\n  Room #12\n",
        "trade_ids: # of the site\n- 4\n",
        "\n\n# only\n---\ndescription: x\n"
      })
  void aCommentThatCutsNothingIsNone(String text) throws IOException {
    assertThat(Sidecar.read(List.of(file("a.jpg.yaml", text))).fields()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a: &x [1]\nb: *x", "a: &x {b: *x}", "? [a]\n: b", "a: !x y", "a: 1\na: 2"})
  void refusesWhatNobodyWritesByHand(String text) {
    assertThatThrownBy(() -> Sidecar.read(List.of(file("a.jpg.yaml", text))))
        .isInstanceOf(RefusedDrop.class);
  }

  @Test
  void refusesWhatIsDeepAsYamlToo() {
    assertThatThrownBy(() -> Sidecar.read(List.of(file("a.jpg.yaml", "[".repeat(60_000)))))
        .isInstanceOf(RefusedDrop.class);
  }

  @Test
  void jsonOfAnotherProgramSaysNothing() throws IOException {
    String takeout =
        "{\"title\":\"a\",\"description\":\"\",\"url\":\"x\",\"imageViews\":\"3\","
            + "\"creationTime\":{\"timestamp\":\"1\"},\"photoTakenTime\":{\"timestamp\":\"1\"}}";

    assertThat(Sidecar.read(List.of(file("a.jpg.json", takeout))).fields()).isEmpty();
    assertThat(Sidecar.read(List.of(file("a.jpg.json", "{\"rating\": 5}"))).fields()).isEmpty();
    assertThat(
            Sidecar.read(List.of(file("a.jpg.json", takeout), file("a.jpg.yaml", "starred: true")))
                .name())
        .isEqualTo("a.jpg.yaml");
    assertThat(Sidecar.read(List.of(file("a.jpg.json", "{\"Description\": \"x\"}"))).fields())
        .isNotEmpty();
  }

  @Test
  void hidesNoTextOfItsNameInAMessage() {
    IncomingFile turned = file("a\u202Egpj.yaml", "[");

    assertThatThrownBy(() -> Sidecar.read(List.of(turned)))
        .hasMessageContaining("a\\u202Egpj.yaml");
  }

  @Test
  void aUsersOwnFileIsNotTakenForWhatAFormOrAMailSays() throws IOException {
    String foreign = "{\"camera\": \"a\", \"lens\": \"b\"}";

    assertThat(Sidecar.read(List.of(file("fields.json", foreign))).fields()).isEmpty();
    assertThat(Sidecar.read(List.of(file("mail.json", foreign))).fields()).isEmpty();
  }

  @Test
  void whatIsNoFieldInAFormOrAMailIsAMistake() throws IOException {
    IncomingFile said = IncomingFile.ofFields("fields.json", "{\"camera\": \"a\"}", Instant.now());

    assertThat(Sidecar.read(List.of(said)).fields().path("camera").asText()).isEqualTo("a");
  }
}
