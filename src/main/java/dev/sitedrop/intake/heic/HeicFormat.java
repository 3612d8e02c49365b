package dev.sitedrop.intake.heic;

/** What a HEIC photo is sent as. */
enum HeicFormat {
  /** As a JPEG where a converter is installed, else as it is. */
  AUTO,
  /** As it is. */
  KEEP,
  /** As a JPEG; without a converter that works, the start says what is lacking. */
  JPEG
}
