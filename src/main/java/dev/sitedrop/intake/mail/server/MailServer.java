package dev.sitedrop.intake.mail.server;

import java.nio.file.Path;

/**
 * A mail server.
 *
 * @param trustedCertificates a PEM file with certificates that are trusted besides those that Java
 *     knows; null if there are none
 */
public record MailServer(String host, int port, Security security, Path trustedCertificates) {}
