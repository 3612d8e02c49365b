package dev.sitedrop.intake.mail.letter;

/**
 * Something that came with a mail and is nobody's file: its sender hears nothing of it.
 *
 * @param name as it is called in the mail
 * @param why to be said behind the name
 */
public record LeftOut(String name, String why) {}
