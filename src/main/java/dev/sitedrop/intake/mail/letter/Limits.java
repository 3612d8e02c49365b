package dev.sitedrop.intake.mail.letter;

/**
 * What a mail may be at most.
 *
 * @param messageSize of the message, in bytes
 * @param attachments how many files it may hold, unpacked ones included
 * @param depth how deep its parts may be nested
 * @param unpacked of all its files together, in bytes
 */
public record Limits(long messageSize, int attachments, int depth, long unpacked) {}
