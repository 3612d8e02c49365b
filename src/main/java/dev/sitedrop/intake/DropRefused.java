package dev.sitedrop.intake;

/** A drop was given back to its sender at once, with the reason; told to whoever listens. */
public record DropRefused(String source) {}
