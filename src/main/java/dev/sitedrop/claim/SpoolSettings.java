package dev.sitedrop.claim;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings {@code spool.*}.
 *
 * @param directory where the bytes of accepted files wait
 * @param segmentSize files up to this size are one segment; more than 5 MiB (Procore's minimum for
 *     all segments but the last) and at most 5 GB (its maximum)
 * @param maxSegments a larger file gets larger segments rather than more than this, so that the
 *     answer that lists their URLs stays small
 */
@ConfigurationProperties("spool")
public record SpoolSettings(
    Path directory,
    @DefaultValue("32MB") DataSize segmentSize,
    @DefaultValue("250") int maxSegments) {}
