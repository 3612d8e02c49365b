package dev.sitedrop.intake.mail.server;

/** The folders of a mailbox that matter. */
public enum Place {
  /** The one that is watched. */
  WATCHED(""),
  ACCEPTED("Accepted"),
  DELIVERED("Delivered"),
  FAILED("Failed"),
  REJECTED("Rejected");

  private final String folder;

  Place(String folder) {
    this.folder = folder;
  }

  String folder() {
    return folder;
  }
}
