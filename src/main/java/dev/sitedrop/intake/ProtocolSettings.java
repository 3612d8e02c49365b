package dev.sitedrop.intake;

import dev.sitedrop.ledger.UploadProtocol;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The one setting of {@code procore.*} that is decided at the intake.
 *
 * @param uploadProtocol by which files that come from now on go to Procore: {@code segmented} (3
 *     calls an image) or {@code form} (2 calls, files up to 5 GB); what is too large for it goes by
 *     segments
 */
@ConfigurationProperties("procore")
record ProtocolSettings(@DefaultValue("segmented") UploadProtocol uploadProtocol) {}
