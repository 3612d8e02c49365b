package dev.sitedrop.intake.mail.letter;

import java.util.List;

/**
 * What a mail says and holds.
 *
 * @param subject decoded, one line
 * @param text what its sender says, without quotes and signatures; may be empty
 * @param files those to be delivered, and those that cannot be had
 * @param decoration the names of pictures that are no more than that of the text
 * @param leftOut what is nobody's file
 * @param links the services where files lie that its text only links to
 */
public record ReadLetter(
    String subject,
    String text,
    List<Enclosed> files,
    List<String> decoration,
    List<LeftOut> leftOut,
    List<String> links) {}
