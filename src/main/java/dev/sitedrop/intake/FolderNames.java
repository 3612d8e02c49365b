package dev.sitedrop.intake;

import java.util.List;

/** How the folders are called that show what became of files. */
public enum FolderNames {
  /** With a dot, which most programs do not show. */
  HIDDEN("."),
  /** For people who would not find them otherwise. */
  VISIBLE("");

  private final String before;

  FolderNames(String before) {
    this.before = before;
  }

  /** What is taken in waits here. */
  public String accepted() {
    return before + "accepted";
  }

  /** What is in Procore lies here, with its receipts. */
  public String delivered() {
    return before + "delivered";
  }

  /** What was refused or has failed lies here, with the reasons. */
  public String failed() {
    return before + "failed";
  }

  /** All three. */
  public List<String> all() {
    return List.of(accepted(), delivered(), failed());
  }
}
