package dev.sitedrop.intake.mail.letter;

import java.util.List;

/**
 * What a mail says and holds.
 *
 * @param subject decoded, one line
 * @param text what its sender says, without quotes and signatures; may be empty
 * @param files those to be delivered, and those that cannot be had
 * @param leftOut the names of pictures that are no more than the text's decoration
 * @param links the services where files lie that its text only links to
 */
public record ReadLetter(
    String subject, String text, List<Enclosed> files, List<String> leftOut, List<String> links) {}
