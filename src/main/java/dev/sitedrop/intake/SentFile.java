package dev.sitedrop.intake;

import dev.sitedrop.claim.ClaimCheck;

/**
 * What goes to Procore for a file: the file itself, or what it was converted to.
 *
 * @param name as a sender would write it
 * @param contentType by its content
 * @param claim gets its bytes back
 */
record SentFile(String name, String contentType, ClaimCheck claim) {}
