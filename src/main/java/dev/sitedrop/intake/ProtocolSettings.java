package dev.sitedrop.intake;

import dev.sitedrop.ledger.UploadProtocol;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The one setting of {@code procore.*} that is decided at the intake.
 *
 * @param uploadProtocol by which files that come from now on go to Procore
 */
@ConfigurationProperties("procore")
record ProtocolSettings(@DefaultValue("segmented") UploadProtocol uploadProtocol) {}
