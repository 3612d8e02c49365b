package dev.sitedrop.intake;

/** A source was looked into; told to whoever listens. */
public record SourceLooked(String source, boolean isGood) {}
