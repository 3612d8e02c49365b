package dev.sitedrop.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.comments.CommentType;
import org.snakeyaml.engine.v2.events.CommentEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads YAML 1.2 by its core schema, in which 010 is ten, and "no", 1_000, 12:30 and a date are
 * text: by YAML 1.1 they would become something that nobody has written.
 */
final class YamlFields {
  private static final int DEEPEST = 10;
  private static final ObjectMapper JSON = new ObjectMapper();

  private YamlFields() {}

  /** It is no YAML, or none that gives fields. */
  static final class NotReadable extends Exception {
    private static final long serialVersionUID = 1L;
    private final int line;

    NotReadable(int line) {
      this.line = line;
    }

    /** From 1 on; 0 if it is not known. */
    int line() {
      return line;
    }
  }

  /**
   * @return null if it holds nothing
   * @throws RefusedDrop if a text ends where nobody meant it to
   */
  static JsonNode of(String text, String name) throws NotReadable {
    try {
      check(text, name);
      return JSON.valueToTree(new Load(settings(false)).loadFromString(text));
    } catch (MarkedYamlEngineException e) {
      throw new NotReadable(
          e.getProblemMark().or(e::getContextMark).map(mark -> mark.getLine() + 1).orElse(0));
    } catch (YamlEngineException | IllegalArgumentException | StackOverflowError e) {
      throw new NotReadable(0);
    }
  }

  private static LoadSettings settings(boolean comments) {
    return LoadSettings.builder()
        .setSchema(new CoreSchema())
        .setAllowDuplicateKeys(false)
        .setMaxAliasesForCollections(0)
        .setParseComments(comments)
        .build();
  }

  /** Step by step, so that no depth of it fills the stack. */
  private static void check(String text, String name) throws NotReadable {
    int depth = 0;
    boolean isKey = true;
    String field = "";
    ScalarEvent last = null;
    for (Event event : new Parse(settings(true)).parseString(text)) {
      switch (event.getEventId()) {
        case MappingStart, SequenceStart -> {
          if (++depth > DEEPEST) {
            throw new NotReadable(line(event));
          }
          last = null;
          isKey = true;
        }
        case MappingEnd, SequenceEnd -> {
          depth--;
          last = null;
          isKey = true;
        }
        case Scalar -> {
          last = (ScalarEvent) event;
          if (depth == 1 && isKey) {
            field = last.getValue();
          }
          isKey = depth != 1 || !isKey;
        }
        case Comment -> {
          CommentEvent comment = (CommentEvent) event;
          if (comment.getCommentType() == CommentType.IN_LINE && isCut(last, isKey, depth)) {
            throw cut(name, field, last.getValue(), comment.getValue());
          }
        }
        case Alias -> {
          last = null;
          isKey = depth != 1 || !isKey;
        }
        default -> last = null;
      }
    }
  }

  /** A number has no text that could go on; what is quoted ends where its writer says. */
  private static boolean isCut(ScalarEvent last, boolean isKey, int depth) {
    return last != null
        && last.isPlain()
        && (depth > 1 || isKey)
        && !last.getValue().matches("[-+]?[0-9.]+|true|false|True|False|TRUE|FALSE");
  }

  private static RefusedDrop cut(String name, String field, String value, String comment) {
    String whole = (value + " #" + comment).strip();
    return new RefusedDrop(
        name
            + ": '"
            + Shown.of(field)
            + "' would end before '#"
            + Shown.of(comment)
            + "', for in YAML a comment begins there. Write it in quotes: "
            + Shown.of(field)
            + ": \""
            + Shown.of(whole.replace("\\", "\\\\").replace("\"", "\\\""))
            + "\"; or put the comment into a line of its own.");
  }

  private static int line(Event event) {
    return Optional.of(event)
        .filter(NodeEvent.class::isInstance)
        .flatMap(Event::getStartMark)
        .map(mark -> mark.getLine() + 1)
        .orElse(0);
  }
}
