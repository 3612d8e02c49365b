package dev.sitedrop.intake.mail.server;

/**
 * A message in a folder, as it is listed.
 *
 * @param uid in that folder
 * @param size in bytes, as the server says
 */
public record Listed(long uid, long size) {}
