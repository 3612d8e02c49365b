package dev.sitedrop.cli;

/**
 * One thing that was looked at.
 *
 * @param what it is, such as {@code login}
 * @param ok whether it is in order
 * @param told what was found, and what to do about it
 */
public record Finding(String what, boolean ok, String told) {}
