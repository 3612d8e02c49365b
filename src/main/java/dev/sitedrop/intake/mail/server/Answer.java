package dev.sitedrop.intake.mail.server;

/**
 * A mail to be sent.
 *
 * @param from our own address
 * @param to one address
 * @param inReplyTo the Message-ID that it answers; empty if that has none
 * @param references the thread so far, that Message-ID last; may be empty
 */
public record Answer(
    String from, String to, String subject, String text, String inReplyTo, String references) {}
