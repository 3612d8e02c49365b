package dev.sitedrop;

import dev.sitedrop.ledger.Keep;
import java.net.InetAddress;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.bind.validation.ValidationErrors;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/** Tells which setting does not fit, what it is, and what it may be. */
final class WrongSetting {
  private static final Map<Class<?>, String> EXAMPLES =
      Map.of(
          Duration.class, "a time such as 500ms, 10s, 15m or 3d",
          DataSize.class, "a size such as 32MB",
          Keep.class, "a time of a day or more such as 90d, or forever",
          ZoneId.class, "a time zone such as Europe/Berlin or UTC",
          InetAddress.class, "an address of this machine such as 127.0.0.1",
          int.class, "a whole number",
          Integer.class, "a whole number",
          boolean.class, "true or false",
          Boolean.class, "true or false");

  private WrongSetting() {}

  /** A setting that cannot be read at all, or one that its limits refuse. */
  static String told(BindException failure) {
    if (failure.getCause() instanceof BindValidationException invalid) {
      return refused(invalid.getValidationErrors());
    }
    if (failure.getCause() instanceof UnboundConfigurationPropertiesException unbound) {
      return unbound.getUnboundProperties().iterator().next().getName()
          + " is not known, or what should be before it in its list is not there. docs/settings.md"
          + " names all settings.";
    }
    Class<?> type = failure.getTarget().getType().resolve(Object.class);
    String name =
        failure.getProperty() == null
            ? failure.getName().toString()
            : failure.getProperty().getName().toString();
    Object value = failure.getProperty() == null ? "" : failure.getProperty().getValue();
    return variable(name) + " is '" + value + "'. Set it to " + example(type) + ".";
  }

  private static String refused(ValidationErrors errors) {
    ObjectError error = errors.getAllErrors().get(0);
    if (error instanceof FieldError field) {
      String name = field.getField().replaceAll("\\[.*", "");
      return variable(errors.getName() + "." + name.replaceAll("([A-Z])", "-$1"))
          + " is '"
          + field.getRejectedValue()
          + "'. It "
          + field.getDefaultMessage()
          + ".";
    }
    return "The settings " + errors.getName() + ".*: " + error.getDefaultMessage() + ".";
  }

  private static String example(Class<?> type) {
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(one -> one.toString().toLowerCase(Locale.ROOT))
          .collect(Collectors.joining(", or "));
    }
    return EXAMPLES.getOrDefault(type, "a value of the kind docs/settings.md names");
  }

  /**
   * The environment variable of a property, by Spring Boot's rule; an element of a list is written
   * in a file.
   */
  static String variable(String property) {
    if (property.contains("[")) {
      return property;
    }
    return property.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
