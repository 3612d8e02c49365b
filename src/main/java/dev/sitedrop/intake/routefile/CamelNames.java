package dev.sitedrop.intake.routefile;

import dev.sitedrop.intake.Nearest;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.dsl.yaml.deserializers.ModelDeserializers;
import org.apache.camel.dsl.yaml.deserializers.RouteConfigurationDefinitionDeserializer;
import org.apache.camel.dsl.yaml.deserializers.RouteDefinitionDeserializer;
import org.apache.camel.dsl.yaml.deserializers.RouteFromDefinitionDeserializer;
import org.apache.camel.dsl.yaml.deserializers.RouteTemplateDefinitionDeserializer;
import org.apache.camel.dsl.yaml.deserializers.TemplatedRouteDefinitionDeserializer;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.language.ExpressionDefinition;
import org.apache.camel.spi.annotations.YamlProperty;
import org.apache.camel.spi.annotations.YamlType;

/** The names that Camel's YAML DSL knows, as its own readers declare them. */
final class CamelNames {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z]{1,40}");

  private static final Set<Class<?>> READERS_OF_THEIR_OWN =
      Set.of(
          RouteDefinitionDeserializer.class,
          RouteFromDefinitionDeserializer.class,
          RouteTemplateDefinitionDeserializer.class,
          TemplatedRouteDefinitionDeserializer.class,
          RouteConfigurationDefinitionDeserializer.class);

  /** What a file of routes may list. */
  private static final Set<String> DEFINITIONS =
      Set.of(
          "beans",
          "from",
          "rest",
          "route",
          "routeConfiguration",
          "routeTemplate",
          "templatedRoute");

  /** Its reader declares none. */
  private static final Set<String> BELOW_FROM =
      Set.of("description", "id", "parameters", "steps", "uri", "variableReceive");

  private CamelNames() {}

  static Set<String> ofDefinitions() {
    return DEFINITIONS;
  }

  /** The steps of a route, such as {@code to}. */
  static Set<String> ofSteps() {
    return named(ProcessorDefinition.class);
  }

  /** The languages of expressions, such as {@code simple}. */
  static Set<String> ofLanguages() {
    return named(ExpressionDefinition.class);
  }

  private static Set<String> named(Class<?> kind) {
    Set<String> names = new TreeSet<>();
    types()
        .filter(type -> Arrays.stream(type.types()).anyMatch(kind::isAssignableFrom))
        .forEach(type -> names.addAll(Set.of(type.nodes())));
    return names;
  }

  /** What may stand below this name; empty if it is not known. */
  static Set<String> below(String name) {
    Set<String> names = new TreeSet<>(name.equals("from") ? BELOW_FROM : Set.of());
    types()
        .filter(type -> Set.of(type.nodes()).contains(name))
        .flatMap(type -> Arrays.stream(type.properties()))
        .map(YamlProperty::name)
        .filter(one -> !one.startsWith("_"))
        .forEach(names::add);
    return names;
  }

  private static Stream<YamlType> types() {
    return Stream.concat(
            Arrays.stream(ModelDeserializers.class.getClasses()), READERS_OF_THEIR_OWN.stream())
        .map(one -> one.getAnnotation(YamlType.class))
        .filter(one -> one != null);
  }

  /** What is told of a name that may not stand where it does. */
  /** In quotes if it is like a name: anything else may be a value, and a password. */
  static String shown(String said) {
    return NAME.matcher(said).matches() ? "'" + said + "'" : "this";
  }

  static String unknown(String said, Set<String> allowed) {
    return shown(said)
        + " is not known here"
        + Nearest.of(said, new TreeSet<>(allowed))
            .map(one -> "; write '" + one + "'")
            .orElseGet(
                () ->
                    allowed.isEmpty()
                        ? "; take it out"
                        : "; there may be " + String.join(", ", new TreeSet<>(allowed)));
  }
}
