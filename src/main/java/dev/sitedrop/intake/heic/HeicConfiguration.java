package dev.sitedrop.intake.heic;

import dev.sitedrop.claim.Scratch;
import dev.sitedrop.claim.Spool;
import java.io.IOException;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class HeicConfiguration {
  /** In bytes: a copy of the photo, and several JPEGs, which are larger than it. */
  private static final long MOST_DISK = 4 * HeicToJpeg.LARGEST;

  @Bean
  HeicToJpeg heicToJpeg(HeicSettings settings, Spool spool) throws IOException {
    BoundedProcesses processes =
        new BoundedProcesses(
            new Confinement(settings.heicTimeLimit(), settings.heicMemory().toBytes(), MOST_DISK));
    return new HeicToJpeg(
        processes, converter(settings, processes, spool), settings.heicParallel());
  }

  private static Optional<Converter> converter(
      HeicSettings settings, BoundedProcesses processes, Spool spool) throws IOException {
    if (settings.heic() == HeicFormat.KEEP) {
      return Optional.empty();
    }
    try (Scratch scratch = spool.openScratch()) {
      return new ConverterChoice(processes).find(settings.heicConverter(), scratch.path());
    }
  }
}
