package dev.sitedrop.intake;

/** Reads a project id as a source gives it. */
public final class ProjectId {
  /** What a project id looks like. */
  public static final String PATTERN = "[1-9][0-9]{0,17}";

  private ProjectId() {}

  /** Whether a text, which may be null, is a project id. */
  public static boolean isOne(String said) {
    return said != null && said.matches(PATTERN);
  }

  /**
   * @param said the text; null if the source says nothing
   * @throws RefusedDrop if it is no project id
   */
  static long of(String said) {
    if (said == null) {
      throw new RefusedDrop(
          "It lies in no project's folder. Put it into <project id>/images or"
              + " <project id>/accident_logs.");
    }
    if (!isOne(said)) {
      throw new RefusedDrop(
          "'"
              + Shown.of(said)
              + "' is no project id. Name the folder by Procore's project id, a number: it is in"
              + " the address of the project's page.");
    }
    return Long.parseLong(said);
  }
}
