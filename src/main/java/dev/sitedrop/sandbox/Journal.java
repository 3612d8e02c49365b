package dev.sitedrop.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What the sandbox was told, one JSON object a line, so that it knows it after a restart. */
final class Journal {
  /** Half a surrogate pair, which JSON may hold, cannot be written as UTF-8. */
  private static final ObjectWriter ASCII =
      StrictJson.MAPPER.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);

  private final Writer out;

  Journal(Path file, Consumer<JsonNode> replay) throws IOException {
    if (Files.exists(file)) {
      try (Stream<String> lines = Files.lines(file)) {
        lines.forEach(line -> replay(line, replay));
      }
    }
    out = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    out.write("\n"); // the last line of a killed process may be torn
  }

  private static void replay(String line, Consumer<JsonNode> replay) {
    try {
      JsonNode event = StrictJson.MAPPER.readTree(line);
      if (event.isObject()) {
        replay.accept(event);
      }
    } catch (JsonProcessingException torn) {
      // written by a process that was killed; its caller has had no answer
    }
  }

  synchronized void write(String event, Map<String, Object> facts) {
    try {
      var line = StrictJson.MAPPER.createObjectNode().put("event", event);
      line.setAll((ObjectNode) StrictJson.MAPPER.valueToTree(facts));
      out.write(ASCII.writeValueAsString(line) + "\n");
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
