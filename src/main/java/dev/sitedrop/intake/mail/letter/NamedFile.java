package dev.sitedrop.intake.mail.letter;

import java.nio.file.Path;
import java.util.List;

/**
 * A file of a mail, before anybody has looked into it.
 *
 * @param type as it is said to be
 * @param name as its sender calls it, or as it is called here
 * @param shownAs by which the text may show it
 * @param file its bytes
 */
record NamedFile(PartType type, String name, List<String> shownAs, Path file) {}
