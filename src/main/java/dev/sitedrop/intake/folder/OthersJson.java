package dev.sitedrop.intake.folder;

import dev.sitedrop.intake.ForeignJson;
import dev.sitedrop.intake.Shown;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers which JSON files other programs wrote: each look meets them again. */
final class OthersJson {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");
  private static final int REMEMBERED = 10_000;

  private record Read(Stamp stamp, boolean isForeign) {}

  private final Map<Path, Read> known =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Read> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** Whether the file is no sidecar, but what another program says of its photos. */
  synchronized boolean has(FoundFile file) {
    Read before = known.get(file.path());
    if (before != null && before.stamp().equals(file.stamp())) {
      return before.isForeign();
    }
    try (InputStream in = file.incoming().content().open()) {
      boolean foreign = ForeignJson.isIn(in);
      known.put(file.path(), new Read(file.stamp(), foreign));
      if (foreign) {
        LOG.info(
            "Left alone: {} is of another program, for it gives no fields of Procore",
            Shown.of(file.path().toString()));
      }
      return foreign;
    } catch (IOException cannotBeRead) {
      return false; // it is told when it is handed in
    }
  }
}
