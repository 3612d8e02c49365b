package dev.sitedrop.console.delivery;

/**
 * A field that can be edited.
 *
 * @param name Procore's
 * @param hint what is allowed
 * @param isLong whether it is a text of several lines
 * @param isChoice whether it is true, false, or not said
 * @param value as it stands; empty if it is not said
 */
record FormField(String name, String hint, boolean isLong, boolean isChoice, String value) {}
