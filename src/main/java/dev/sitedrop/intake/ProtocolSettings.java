package dev.sitedrop.intake;

import dev.sitedrop.ledger.UploadProtocol;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The one setting of {@code procore.*} that is decided at the intake.
 *
 * @param uploadProtocol by which files that come from now on go to Procore: {@code segmented}
 *     (v1.1, 3 calls an image), {@code form} (v1.1, 2 calls, files up to 5 GB) or {@code unified}
 *     (v2.1, files up to 26 GB); what is too large for it goes by segments
 */
@ConfigurationProperties("procore")
record ProtocolSettings(@DefaultValue("segmented") UploadProtocol uploadProtocol) {}
