package dev.sitedrop.ledger;

/** What a delivery becomes in Procore; the folder name is also Procore's word for the endpoint. */
public enum Target {
  IMAGE("images", "image"),
  ACCIDENT_LOG("accident_logs", "accident log");

  private final String folder;
  private final String label;

  Target(String folder, String label) {
    this.folder = folder;
    this.label = label;
  }

  /** The folder below a project that means this target: {@code images} or {@code accident_logs}. */
  public String folder() {
    return folder;
  }

  /** What people call one of these, in a log line or a reason. */
  public String label() {
    return label;
  }
}
