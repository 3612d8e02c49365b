package dev.sitedrop.intake.mail.server;

/** Where a message lies now, as far as its server tells. */
public record MovedTo(long uidValidity, long uid) {}
