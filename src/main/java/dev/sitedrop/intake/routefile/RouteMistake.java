package dev.sitedrop.intake.routefile;

import static dev.sitedrop.intake.routefile.RouteFile.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sitedrop.intake.Nearest;
import dev.sitedrop.intake.Shown;
import dev.sitedrop.intake.routefile.RouteFile.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.CatalogCamelContext;
import org.apache.camel.NoSuchBeanException;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.dsl.yaml.common.exception.InvalidExpressionException;
import org.apache.camel.dsl.yaml.common.exception.UnknownNodeIdException;
import org.apache.camel.dsl.yaml.common.exception.UnsupportedFieldException;
import org.apache.camel.language.simple.types.SimpleIllegalSyntaxException;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Tells in plain words what Camel says of a file of routes that it cannot use. */
public final class RouteMistake {
  private static final Pattern NO_VALUE =
      Pattern.compile("Property with key \\[([\\w.:-]+)\\].*", Pattern.DOTALL);
  private static final Pattern UNKNOWN_PARAMETER =
      Pattern.compile("Unknown parameters=\\[\\{([^=}]+)=");
  private static final Pattern OF_ENDPOINT =
      Pattern.compile("Failed to resolve endpoint: (\\w[\\w-]*):");

  /** As {@code Parameter} tells it. */
  private static final Pattern PARAMETER = Pattern.compile("^(?:its |the )?(\\w+) (?:is |/|').*");

  private static final String SITEDROP = "sitedrop";

  /** SiteDrop's own last step describes itself to nobody else. */
  private static final Set<String> OF_SITEDROP =
      Set.of("company", "directory", "project", "target");

  private final CamelContext camel;
  private final RouteFile file;

  /**
   * @param camel that knows the parameters of its components; null if it could not be made
   * @param file that Camel has failed to use
   */
  public RouteMistake(CamelContext camel, RouteFile file) {
    this.camel = camel;
    this.file = file;
  }

  /** What is wrong, in which line where that is known, and what to write instead. */
  public String told(Throwable failure) {
    List<Throwable> causes = causes(failure);
    for (Throwable cause : causes) {
      Optional<String> told = known(cause);
      if (told.isPresent()) {
        return Shown.of(told.get());
      }
    }
    String told = plainest(causes);
    Matcher parameter = PARAMETER.matcher(told);
    return Shown.of(parameter.matches() ? at(whereParameter(parameter.group(1))) + told : told);
  }

  /** Where nothing is known of the file. */
  public static String plainly(Throwable failure) {
    return Shown.of(plainest(causes(failure)));
  }

  private static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable cause = failure;
        cause != null && !causes.contains(cause);
        cause = cause.getCause()) {
      causes.add(cause);
    }
    return causes;
  }

  /** The innermost message is the plainest, unless it is about the code of whoever failed. */
  private static String plainest(List<Throwable> causes) {
    String told = "it cannot be understood";
    for (Throwable cause : causes) {
      if (cause.getMessage() != null && !isSlip(cause)) {
        told = cause.getMessage().lines().map(String::strip).findFirst().orElse(told);
      }
    }
    Matcher noValue = NO_VALUE.matcher(told);
    told = noValue.matches() ? "{{" + noValue.group(1) + "}} has no value" : told;
    return told.replaceAll("[.]+$", "");
  }

  /** Of a shape that its reader had not thought of. */
  private static boolean isSlip(Throwable cause) {
    return cause instanceof NullPointerException
        || cause instanceof IndexOutOfBoundsException
        || cause instanceof ClassCastException;
  }

  private Optional<String> known(Throwable cause) {
    if (cause instanceof WrongRouteFile) {
      return Optional.of(cause.getMessage());
    }
    if (cause instanceof UnknownNodeIdException wrong) {
      return Optional.of(unknownNode(wrong));
    }
    if (cause instanceof UnsupportedFieldException wrong) {
      return Optional.of(unsupportedField(wrong));
    }
    if (cause instanceof InvalidExpressionException wrong
        && wrong.getProblem().contains("Unknown expression")) {
      String said = lastWord(wrong);
      return Optional.of(
          at(wrong.getProblemMark())
              + CamelNames.shown(said)
              + " is no language of an expression"
              + write(said, CamelNames.ofLanguages()));
    }
    if (cause instanceof MarkedYamlEngineException wrong && wrong.getProblemMark().isPresent()) {
      return Optional.of(
          at(wrong.getProblemMark())
              + "this is not complete, or of another kind than belongs here; compare it with the"
              + " example in docs/routes.md");
    }
    if (cause instanceof NoSuchEndpointException wrong) {
      return Optional.of(noComponent(wrong.getUri()));
    }
    if (cause instanceof NoSuchBeanException wrong) {
      return Optional.of(
          at(file.whereText(one -> one.equals(wrong.getName())))
              + "there is no bean '"
              + wrong.getName()
              + "'; a route of your own may use those that it makes itself below 'beans'");
    }
    if (cause instanceof SimpleIllegalSyntaxException wrong) {
      return Optional.of(
          at(file.whereText(one -> one.contains(wrong.getExpression())))
              + "this is no expression of the language simple; look at its braces and names");
    }
    String message = String.valueOf(cause.getMessage());
    Matcher noValue = NO_VALUE.matcher(message);
    if (noValue.matches()) {
      return Optional.of(noValue(noValue.group(1)));
    }
    Matcher parameter = UNKNOWN_PARAMETER.matcher(message);
    return parameter.find()
        ? Optional.of(unknownParameter(message, parameter.group(1)))
        : Optional.empty();
  }

  private String unknownNode(UnknownNodeIdException wrong) {
    String said = lastWord(wrong);
    boolean isDefinition =
        file.elements().stream().anyMatch(one -> RouteFile.entry(one, said).isPresent());
    return at(wrong.getProblemMark())
        + CamelNames.shown(said)
        + (isDefinition ? " is nothing that can be listed here" : " is no step of a route")
        + write(said, isDefinition ? CamelNames.ofDefinitions() : CamelNames.ofSteps());
  }

  /** Camel tells where the value of the name is, or what is around it. */
  private String unsupportedField(UnsupportedFieldException wrong) {
    String said = lastWord(wrong);
    Optional<Mark> near = wrong.getProblemMark();
    Entry entry =
        file.entries().stream()
            .filter(one -> one.name().equals(said))
            .filter(one -> isAt(one.value(), near) || isAt(one.mapping(), near))
            .findFirst()
            .orElse(null);
    return entry == null
        ? at(near) + CamelNames.unknown(said, Set.of())
        : at(entry.key().getStartMark()) + CamelNames.unknown(said, CamelNames.below(entry.in()));
  }

  private static boolean isAt(Node node, Optional<Mark> mark) {
    return node.getStartMark().map(Mark::getIndex).equals(mark.map(Mark::getIndex));
  }

  private static String lastWord(MarkedYamlEngineException wrong) {
    return wrong.getProblem().replaceFirst("(?s).*: ", "").strip();
  }

  private static String write(String said, Set<String> known) {
    return Nearest.of(said, new TreeSet<>(known))
        .map(one -> "; write '" + one + "'")
        .orElse("; docs/routes.md shows how routes are written");
  }

  private String noComponent(String uri) {
    String scheme = uri.replaceFirst(":.*", "");
    Optional<String> meant = Nearest.of(scheme, components());
    return at(file.whereText(one -> one.startsWith(scheme + ":") || one.equals(scheme)))
        + "there is no component '"
        + scheme
        + "'; "
        + meant.map(one -> "write '" + one + "', or ").orElse("")
        + "put the jar of the component into the folder lib (docs/routes.md, More components)";
  }

  /** Those that the class path has, whether they are in use or not. */
  private static Set<String> components() {
    Set<String> names = new TreeSet<>();
    try {
      for (Resource one :
          new PathMatchingResourcePatternResolver()
              .getResources("classpath*:META-INF/services/org/apache/camel/component/*")) {
        names.add(String.valueOf(one.getFilename()));
      }
    } catch (IOException e) {
      return names; // then nothing is proposed
    }
    return names;
  }

  private String noValue(String key) {
    String told =
        at(file.whereText(one -> one.contains("{{" + key))) + "{{" + key + "}} has no value";
    return key.startsWith("env:")
        ? told + "; set the environment variable " + key.substring("env:".length())
        : told + "; set it in application.yaml, or write {{env:NAME}} for a variable";
  }

  private String unknownParameter(String message, String name) {
    Matcher endpoint = OF_ENDPOINT.matcher(message);
    String scheme = endpoint.find() ? endpoint.group(1) : "it";
    return at(whereKey(name).or(() -> file.whereText(one -> one.contains(name + "="))))
        + scheme
        + " has no parameter '"
        + name
        + "'"
        + Nearest.of(name, parametersOf(scheme))
            .map(one -> "; write '" + one + "'")
            .orElse("; take it out, or look at the page of the component");
  }

  private Set<String> parametersOf(String scheme) {
    if (scheme.equals(SITEDROP)) {
      return new TreeSet<>(OF_SITEDROP);
    }
    Set<String> names = new TreeSet<>();
    if (camel == null) {
      return names;
    }
    try {
      String schema = ((CatalogCamelContext) camel).getComponentParameterJsonSchema(scheme);
      if (schema != null) {
        JsonNode properties = new ObjectMapper().readTree(schema).path("properties");
        properties.fieldNames().forEachRemaining(names::add);
      }
    } catch (IOException e) {
      return names; // then nothing is proposed
    }
    return names;
  }

  private Optional<Mark> whereKey(String name) {
    return file.entries().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .flatMap(one -> one.key().getStartMark());
  }

  /** Of a source of a template, or of a route of one's own. */
  private Optional<Mark> whereParameter(String name) {
    return file.entries().stream()
        .filter(one -> one.name().equals("name") && text(one.value()).equals(name))
        .findFirst()
        .flatMap(one -> RouteFile.below(one.mapping(), "value"))
        .flatMap(Node::getStartMark)
        .or(
            () ->
                file.entries().stream()
                    .filter(one -> one.in().equals("parameters") && one.name().equals(name))
                    .findFirst()
                    .flatMap(one -> one.value().getStartMark()));
  }

  private static String at(Optional<Mark> mark) {
    return mark.map(one -> WrongRouteFile.place(one.getLine(), one.getColumn())).orElse("");
  }
}
