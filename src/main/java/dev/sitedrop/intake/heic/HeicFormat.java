package dev.sitedrop.intake.heic;

/** What a HEIC photo is sent as. */
enum HeicFormat {
  /** As it is. */
  KEEP,
  /** As a JPEG, where a converter is installed. */
  JPEG
}
