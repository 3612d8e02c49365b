package dev.sitedrop.intake.routefile;

import static dev.sitedrop.intake.routefile.RouteFile.below;
import static dev.sitedrop.intake.routefile.RouteFile.text;

import dev.sitedrop.intake.Nearest;
import dev.sitedrop.intake.Shown;
import dev.sitedrop.intake.routefile.RouteFile.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.direct.DirectEndpoint;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.RouteTemplateParameterDefinition;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Looks through a source file before Camel has it: what Camel would take without a word (a new
 * route in the place of another one, parameters that no template has), and what it would tell in
 * words that only its makers understand.
 */
public final class SourceCheck {
  private static final String REFERENCE = "routeTemplateRef";
  private static final String DIRECT = "direct:";

  private final ModelCamelContext camel;

  /**
   * @param camel with the templates and the routes that are there already
   */
  public SourceCheck(CamelContext camel) {
    this.camel = (ModelCamelContext) camel;
  }

  /**
   * @throws WrongRouteFile that names the first mistake
   */
  public void check(RouteFile file) {
    Set<String> ids = new HashSet<>();
    camel.getRoutes().forEach(route -> ids.add(route.getRouteId()));
    for (Node element : file.elements()) {
      checkShape(element);
      checkId(element, ids);
      Optional<NodeTuple> source = RouteFile.entry(element, "templatedRoute");
      if (source.isPresent()) {
        checkSource(source.get());
      }
    }
    checkCalls(file);
  }

  private static void checkShape(Node element) {
    if (!(element instanceof MappingNode mapping)) {
      throw wrong(
          element,
          "%s is not complete; begin with '- templatedRoute:'",
          CamelNames.shown(text(element)));
    }
    for (NodeTuple one : mapping.getValue()) {
      if (!(one.getValueNode() instanceof MappingNode)
          && CamelNames.ofDefinitions().contains(text(one.getKeyNode()))) {
        throw wrong(
            one.getKeyNode(),
            "'%s' is empty; write what belongs to it below, indented further",
            text(one.getKeyNode()));
      }
    }
  }

  private static void checkId(Node element, Set<String> taken) {
    Optional<Node> id =
        below(element, "templatedRoute")
            .flatMap(source -> below(source, "routeId"))
            .or(() -> below(element, "route").flatMap(route -> below(route, "id")));
    if (id.isPresent() && !text(id.get()).isEmpty() && !taken.add(text(id.get()))) {
      throw wrong(
          id.get(),
          "the route id '%s' is taken already; give each source one of its own",
          text(id.get()));
    }
  }

  private void checkSource(NodeTuple source) {
    Set<String> allowed = CamelNames.below("templatedRoute");
    for (NodeTuple one : ((MappingNode) source.getValueNode()).getValue()) {
      if (!allowed.contains(text(one.getKeyNode()))) {
        throw wrong(one.getKeyNode(), "%s", CamelNames.unknown(text(one.getKeyNode()), allowed));
      }
    }
    Optional<Node> reference = below(source.getValueNode(), REFERENCE);
    if (reference.isEmpty()) {
      throw wrong(
          source.getKeyNode(),
          "it names no template; write '%s: ' and one of %s below it",
          REFERENCE,
          String.join(", ", templates()));
    }
    String name = text(reference.get());
    RouteTemplateDefinition template = camel.getRouteTemplateDefinition(name);
    if (template == null) {
      throw wrong(
          reference.get(),
          "there is no template '%s'%s; there are %s",
          name,
          write(name, templates()),
          String.join(", ", templates()));
    }
    checkParameters(source, template);
  }

  private Set<String> templates() {
    return camel.getRouteTemplateDefinitions().stream()
        .map(RouteTemplateDefinition::getId)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void checkParameters(NodeTuple source, RouteTemplateDefinition template) {
    Map<String, Boolean> known = new HashMap<>();
    for (RouteTemplateParameterDefinition one : template.getTemplateParameters()) {
      known.put(one.getName(), one.isRequired() && one.getDefaultValue() == null);
    }
    Optional<NodeTuple> parameters = RouteFile.entry(source.getValueNode(), "parameters");
    Set<String> given = new HashSet<>();
    for (Node parameter : list(parameters)) {
      String name = checkParameter(parameter);
      Node nameNode = below(parameter, "name").orElse(parameter);
      if (!known.containsKey(name)) {
        throw wrong(
            nameNode,
            "%s has no %s; it has %s",
            template.getId(),
            CamelNames.shown(name).equals("this")
                ? "such parameter"
                : "parameter '" + name + "'" + write(name, known.keySet()),
            String.join(", ", new TreeSet<>(known.keySet())));
      }
      if (!given.add(name)) {
        throw wrong(nameNode, "the parameter '%s' is here twice; take one of them out", name);
      }
      if (known.get(name) && below(parameter, "value").map(RouteFile::text).get().isBlank()) {
        throw wrong(nameNode, "the parameter '%s' is empty; give it a value", name);
      }
    }
    List<String> missing =
        new TreeSet<>(known.keySet())
            .stream().filter(name -> known.get(name) && !given.contains(name)).toList();
    if (!missing.isEmpty()) {
      throw wrong(
          parameters.orElse(source).getKeyNode(),
          "%s needs the %s %s; write '- name: %s' and its value below 'parameters:'",
          template.getId(),
          missing.size() == 1 ? "parameter" : "parameters",
          String.join(" and ", missing),
          missing.get(0));
    }
  }

  private static List<Node> list(Optional<NodeTuple> parameters) {
    if (parameters.isEmpty()) {
      return List.of();
    }
    if (parameters.get().getValueNode() instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    throw wrong(
        parameters.get().getKeyNode(),
        "'parameters' is no list; write '- name: ' and 'value: ' below it for each");
  }

  /** Its name; it has a value that is one text. */
  private static String checkParameter(Node parameter) {
    Set<String> allowed = Set.of("name", "value");
    if (!(parameter instanceof MappingNode mapping)) {
      throw wrong(
          parameter,
          "%s is no parameter; write '- name: ' and 'value: '",
          CamelNames.shown(text(parameter)));
    }
    for (NodeTuple one : mapping.getValue()) {
      if (!allowed.contains(text(one.getKeyNode()))) {
        throw wrong(one.getKeyNode(), "%s", CamelNames.unknown(text(one.getKeyNode()), allowed));
      }
    }
    Node name = below(parameter, "name").orElse(null);
    if (name == null || text(name).isBlank()) {
      throw wrong(parameter, "this parameter has no name; write '- name: ' and its name");
    }
    Node value = below(parameter, "value").orElse(null);
    if (value == null) {
      throw wrong(
          name, "the parameter '%s' has no value; write 'value: ' and it below", text(name));
    }
    if (!(value instanceof ScalarNode)) {
      throw wrong(
          value,
          "the value of '%s' is no single text; write it in quotes, several with commas",
          text(name));
    }
    return text(name);
  }

  /** Camel notices a call into nowhere only when a file has come. */
  private void checkCalls(RouteFile file) {
    Set<String> there = new TreeSet<>();
    for (Route route : camel.getRoutes()) {
      if (route.getEndpoint() instanceof DirectEndpoint direct) {
        there.add(direct(direct.getEndpointUri()));
      }
    }
    List<Node> calls = new ArrayList<>();
    for (Entry entry : file.entries()) {
      String uri = text(entry.value());
      if (uri.startsWith(DIRECT) && !uri.contains("{{")) {
        if (entry.name().equals("from") || entry.in().equals("from")) {
          there.add(direct(uri));
        } else if (entry.name().equals("to") || entry.name().equals("uri")) {
          calls.add(entry.value());
        }
      }
    }
    for (Node call : calls) {
      String name = direct(text(call));
      if (!there.contains(name)) {
        throw wrong(
            call,
            "there is no route that begins with '%s'%s",
            DIRECT + name,
            Nearest.of(name, there)
                .map(one -> "; write '" + DIRECT + one + "'")
                .orElse("; a route of your own ends in 'sitedrop:' and the name of its source"));
      }
    }
  }

  private static String direct(String uri) {
    return uri.substring(DIRECT.length()).replaceAll("^//|\\?.*$", "");
  }

  private static String write(String said, Set<String> known) {
    return Nearest.of(said, new TreeSet<>(known)).map(one -> "; write '" + one + "'").orElse("");
  }

  private static WrongRouteFile wrong(Node where, String told, Object... values) {
    return new WrongRouteFile(where.getStartMark(), Shown.of(String.format(told, values)));
  }
}
