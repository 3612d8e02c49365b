package dev.sitedrop.cli;

import picocli.CommandLine.IVersionProvider;

/** As the jar says it. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {"sitedrop " + (version == null ? "(not packaged)" : version)};
  }
}
