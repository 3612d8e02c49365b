package dev.sitedrop.intake.heic;

import dev.sitedrop.claim.Scratch;
import dev.sitedrop.claim.Spool;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class HeicConfiguration {
  /** In bytes: a copy of the photo, and several JPEGs, which are larger than it. */
  private static final long MOST_DISK = 4 * HeicToJpeg.LARGEST;

  /** Somebody waits for the page. */
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(15);

  @Bean
  HeicToJpeg heicToJpeg(HeicSettings settings, Spool spool) throws IOException {
    BoundedProcesses processes =
        new BoundedProcesses(
            new Confinement(settings.heicTimeLimit(), settings.heicMemory().toBytes(), MOST_DISK));
    HeicToJpeg converting =
        new HeicToJpeg(
            processes, () -> converter(settings, processes, spool), settings.heicParallel());
    if (settings.heic() == HeicFormat.JPEG) {
      converting.mayRead(PictureFormat.HEIC); // what is lacking is told at the start
    }
    return converting;
  }

  @Bean
  HeicViewer heicViewer(HeicSettings settings) {
    Duration patience =
        settings.heicTimeLimit().compareTo(LONGEST_LOOK) < 0
            ? settings.heicTimeLimit()
            : LONGEST_LOOK;
    return new HeicViewer(
        new BoundedProcesses(new Confinement(patience, settings.heicMemory().toBytes(), MOST_DISK)),
        settings.heicConverter());
  }

  private static Optional<Converter> converter(
      HeicSettings settings, BoundedProcesses processes, Spool spool) throws IOException {
    if (settings.heic() == HeicFormat.KEEP) {
      return Optional.empty();
    }
    try (Scratch scratch = spool.openScratch()) {
      return new ConverterChoice(processes)
          .find(settings.heic(), settings.heicConverter(), scratch.path());
    }
  }
}
