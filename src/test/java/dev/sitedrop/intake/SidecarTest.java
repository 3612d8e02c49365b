package dev.sitedrop.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SidecarTest {

  private static IncomingFile file(String name, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
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

  @Test
  void refusesAnotherEncodingRatherThanReadingOtherLetters() {
    byte[] latin1 = "description: façade".getBytes(StandardCharsets.ISO_8859_1);
    IncomingFile file =
        new IncomingFile(
            "a.jpg.yaml", latin1.length, Instant.now(), () -> new ByteArrayInputStream(latin1));

    assertThatThrownBy(() -> Sidecar.read(List.of(file)))
        .isInstanceOf(RefusedDrop.class)
        .hasMessageContaining("a.jpg.yaml is not UTF-8 text");
  }

  @Test
  void hidesNoTextOfItsNameInAMessage() {
    IncomingFile turned = file("a\u202Egpj.yaml", "[");

    assertThatThrownBy(() -> Sidecar.read(List.of(turned)))
        .hasMessageContaining("a\\u202Egpj.yaml");
  }
}
