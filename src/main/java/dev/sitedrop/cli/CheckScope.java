package dev.sitedrop.cli;

import java.util.List;

/**
 * What a check looks at in Procore.
 *
 * @param company the only one, by name; null for all
 * @param projects the only ones, by id; empty for all that the account sees, up to a bound
 * @param writeTest whether an upload is created in the project, which has to be one
 */
public record CheckScope(String company, List<String> projects, boolean writeTest) {
  /** Everything, and nothing is written. */
  public static final CheckScope ALL = new CheckScope(null, List.of(), false);

  public CheckScope {
    projects = List.copyOf(projects);
  }
}
