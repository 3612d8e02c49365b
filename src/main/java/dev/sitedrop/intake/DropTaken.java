package dev.sitedrop.intake;

import dev.sitedrop.ledger.Opening;
import dev.sitedrop.ledger.Target;

/** A drop was taken in, and the ledger has it; told to whoever listens. */
public record DropTaken(String source, Target target, Opening.Outcome outcome) {}
