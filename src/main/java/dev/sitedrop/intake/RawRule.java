package dev.sitedrop.intake;

/** What becomes of raw photos, which Procore does not take. */
public enum RawRule {
  /** They are given back with the reason. */
  REFUSE,
  /** One that lies beside its JPEG stays with it. */
  BESIDE_JPEG
}
