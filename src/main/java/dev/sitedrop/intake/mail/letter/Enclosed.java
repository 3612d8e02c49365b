package dev.sitedrop.intake.mail.letter;

import java.nio.file.Path;
import java.util.List;

/**
 * A file that came with a mail.
 *
 * @param name as its sender calls it; no other file of the mail is called so
 * @param file its bytes; null if they cannot be had
 * @param size in bytes
 * @param shownAs by which the mail's text may show it
 * @param damage why it cannot be had; null if it can
 */
public record Enclosed(String name, Path file, long size, List<String> shownAs, String damage) {}
