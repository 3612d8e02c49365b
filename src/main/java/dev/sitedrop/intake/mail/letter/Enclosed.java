package dev.sitedrop.intake.mail.letter;

import java.nio.file.Path;

/**
 * A file that came with a mail.
 *
 * @param name as its sender calls it; no other file of the mail is called so
 * @param file its bytes; null if they cannot be had
 * @param size in bytes
 * @param contentId by which the mail's text may show it; empty if it has none
 * @param damage why it cannot be had; null if it can
 */
public record Enclosed(String name, Path file, long size, String contentId, String damage) {}
