package dev.sitedrop.console;

import java.util.regex.Pattern;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Someone who may log in.
 *
 * @param password a bcrypt hash, such as {@code $2y$12$…}, with or without {@code {bcrypt}} before
 *     it
 */
public record ConsoleUser(@DefaultValue("") String password, @DefaultValue("VIEWER") Role role) {
  private static final String PREFIX = "{bcrypt}";
  private static final Pattern HASH = Pattern.compile("\\$2[aby]\\$\\d\\d\\$[./0-9A-Za-z]{53}");

  /** What a user may do. */
  public enum Role {
    /** See everything, and change nothing. */
    VIEWER,
    /** Also put files in, try again, correct and discard. */
    OPERATOR
  }

  public ConsoleUser {
    password = password.strip();
  }

  public boolean hasPassword() {
    return !password.isEmpty();
  }

  /** Whether the password is a hash, and not the password itself. */
  public boolean isHashed() {
    return HASH.matcher(hash()).matches();
  }

  /** Without what may stand before it. */
  public String hash() {
    return password.startsWith(PREFIX) ? password.substring(PREFIX.length()) : password;
  }

  /** Names no hash. */
  @Override
  public String toString() {
    return role.name();
  }
}
