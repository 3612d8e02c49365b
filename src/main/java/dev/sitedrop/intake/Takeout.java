package dev.sitedrop.intake;

import dev.sitedrop.intake.picture.TakeoutMetadata;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What Google Takeout wrote beside a file, told from the sidecars that hold Procore's fields.
 *
 * @param metadata of the first file that is Takeout's
 * @param others the sidecars
 */
record Takeout(Optional<TakeoutMetadata> metadata, List<IncomingFile> others) {

  /** Looks into those that may be Takeout's. */
  static Takeout among(List<IncomingFile> beside) throws IOException {
    Optional<TakeoutMetadata> found = Optional.empty();
    List<IncomingFile> others = new ArrayList<>();
    for (IncomingFile file : beside) {
      Optional<TakeoutMetadata> one = read(file);
      if (one.isEmpty()) {
        others.add(file);
      } else if (found.isEmpty()) {
        found = one;
      }
    }
    return new Takeout(found, others);
  }

  private static Optional<TakeoutMetadata> read(IncomingFile file) throws IOException {
    if (!file.name().toLowerCase(Locale.ROOT).endsWith(".json")
        || file.size() > TakeoutMetadata.LARGEST) {
      return Optional.empty();
    }
    try (InputStream in = file.content().open()) {
      return TakeoutMetadata.of(in.readNBytes(TakeoutMetadata.LARGEST));
    }
  }
}
