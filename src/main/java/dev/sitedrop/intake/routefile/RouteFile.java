package dev.sitedrop.intake.routefile;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A file of Camel routes as somebody has written it, and where in it things stand. */
public final class RouteFile {
  private final SequenceNode elements;
  private final List<Entry> entries = new ArrayList<>();
  private final List<ScalarNode> texts = new ArrayList<>();

  /**
   * A name and what belongs to it.
   *
   * @param in the name that the entry stands below; empty at the top
   */
  record Entry(String in, MappingNode mapping, Node key, Node value) {
    String name() {
      return text(key);
    }
  }

  private RouteFile(SequenceNode elements) {
    this.elements = elements;
    collect();
  }

  /**
   * @throws WrongRouteFile if it is no YAML, or no list of routes
   */
  public static RouteFile read(byte[] content) {
    String text = decode(content);
    Node root;
    try {
      root =
          new Compose(LoadSettings.builder().setMaxAliasesForCollections(0).build())
              .composeString(text)
              .orElse(null);
    } catch (MarkedYamlEngineException e) {
      throw new YamlMistake(text).in(e);
    } catch (YamlEngineException e) {
      throw new YamlMistake(text).somewhere();
    } catch (StackOverflowError e) {
      throw new WrongRouteFile(Optional.empty(), "its brackets are nested too deeply");
    }
    if (root == null) {
      throw new WrongRouteFile(
          Optional.empty(),
          "it holds no source; begin with '- templatedRoute:', or delete the file");
    }
    if (!(root instanceof SequenceNode list)) {
      throw new WrongRouteFile(root.getStartMark(), noList(root));
    }
    RouteFile file = new RouteFile(list);
    file.checkKeys(new YamlMistake(text));
    return file;
  }

  private static String decode(byte[] content) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(content))
          .toString()
          .replaceFirst("^\\uFEFF", "");
    } catch (CharacterCodingException e) {
      throw new WrongRouteFile(
          Optional.empty(), "its letters are not UTF-8; save it with the encoding UTF-8");
    }
  }

  private static String noList(Node root) {
    return root instanceof MappingNode mapping && !mapping.getValue().isEmpty()
        ? String.format(
            "the hyphen is missing; begin with '- %s:'",
            text(mapping.getValue().get(0).getKeyNode()))
        : "it is no list; begin with '- templatedRoute:'";
  }

  /** Without recursion, for an alias may lead back. */
  private void collect() {
    record Visit(String in, Node node) {}
    Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Visit> stack = new ArrayList<>(List.of(new Visit("", elements)));
    while (!stack.isEmpty()) {
      Visit visit = stack.remove(stack.size() - 1);
      if (!seen.add(visit.node())) {
        continue;
      }
      List<Visit> next = new ArrayList<>();
      if (visit.node() instanceof ScalarNode scalar) {
        texts.add(scalar);
      } else if (visit.node() instanceof SequenceNode sequence) {
        sequence.getValue().forEach(one -> next.add(new Visit(visit.in(), one)));
      } else if (visit.node() instanceof MappingNode mapping) {
        for (NodeTuple tuple : mapping.getValue()) {
          entries.add(new Entry(visit.in(), mapping, tuple.getKeyNode(), tuple.getValueNode()));
          next.add(new Visit(text(tuple.getKeyNode()), tuple.getValueNode()));
        }
      }
      Collections.reverse(next); // so that the first in the file is met first
      stack.addAll(next);
    }
  }

  private void checkKeys(YamlMistake mistakes) {
    for (Entry entry : entries) {
      if (!(entry.key() instanceof ScalarNode)) {
        throw mistakes.somewhere();
      }
    }
    for (Entry entry : entries) {
      for (Entry other : entries) {
        if (other.mapping() == entry.mapping()
            && other != entry
            && other.name().equals(entry.name())) {
          throw new WrongRouteFile(
              other.key().getStartMark(),
              String.format(
                  "'%s' is here twice (it is in line %d as well); take one of them out",
                  entry.name(), entry.key().getStartMark().map(Mark::getLine).orElse(0) + 1));
        }
      }
    }
  }

  /** What the file lists. */
  List<Node> elements() {
    return elements.getValue();
  }

  /** All entries of the file, the first ones first. */
  List<Entry> entries() {
    return entries;
  }

  /** Where the first text stands that fits. */
  Optional<Mark> whereText(Predicate<String> wanted) {
    return texts.stream()
        .filter(one -> wanted.test(one.getValue()))
        .findFirst()
        .flatMap(Node::getStartMark);
  }

  /** What a name has below it. */
  static Optional<Node> below(Node node, String name) {
    return entry(node, name).map(NodeTuple::getValueNode);
  }

  static Optional<NodeTuple> entry(Node node, String name) {
    return node instanceof MappingNode mapping
        ? mapping.getValue().stream().filter(one -> text(one.getKeyNode()).equals(name)).findFirst()
        : Optional.empty();
  }

  /** The text of a node; empty if it is none. */
  static String text(Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue() : "";
  }
}
