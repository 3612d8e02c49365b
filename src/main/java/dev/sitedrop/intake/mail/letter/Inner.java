package dev.sitedrop.intake.mail.letter;

import java.nio.file.Path;
import java.util.List;

/**
 * A file in an archive, or in a message of Outlook.
 *
 * @param name as it is called there
 * @param shownAs by which the text may show it
 * @param file its bytes; null if they cannot be had
 */
record Inner(String name, List<String> shownAs, Path file) {}
