package dev.sitedrop.intake.folder;

import dev.sitedrop.intake.ForeignJson;
import dev.sitedrop.intake.Shown;
import dev.sitedrop.intake.picture.TakeoutMetadata;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers what JSON files are: each look meets them again. */
final class JsonFiles {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");
  private static final int REMEMBERED = 10_000;

  /** Whose it is. */
  enum Kind {
    /** Somebody's who gives fields, or wants to. */
    FIELDS,
    /** What Google Takeout says of a photo. */
    TAKEOUT,
    /** Of another program. */
    OTHER
  }

  private record Read(Stamp stamp, Kind kind, boolean isTold) {}

  private final Map<Path, Read> known =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Read> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** What the file is, by its content. */
  synchronized Kind kindOf(FoundFile file) {
    Read before = known.get(file.path());
    if (before != null && before.stamp().equals(file.stamp())) {
      return before.kind();
    }
    try (InputStream in = file.incoming().content().open()) {
      byte[] bytes = in.readNBytes(TakeoutMetadata.LARGEST + 1);
      Kind kind =
          TakeoutMetadata.of(bytes).isPresent()
              ? Kind.TAKEOUT
              : ForeignJson.isIn(new ByteArrayInputStream(bytes)) ? Kind.OTHER : Kind.FIELDS;
      known.put(file.path(), new Read(file.stamp(), kind, false));
      return kind;
    } catch (IOException cannotBeRead) {
      return Kind.FIELDS; // it is told when it is handed in
    }
  }

  /** Says once that the file is of another program, and stays where it is. */
  synchronized void tell(FoundFile file) {
    Read read = known.get(file.path());
    if (read != null && !read.isTold()) {
      known.put(file.path(), new Read(read.stamp(), read.kind(), true));
      LOG.info(
          "Left alone: {} is of another program, for it gives no fields of Procore",
          Shown.of(file.path().toString()));
    }
  }

  /** Whether it is JSON that gives no fields: what another program says of its photos. */
  boolean isOfAnotherProgram(FoundFile file) {
    return Sidecars.isJson(file.name()) && kindOf(file) != Kind.FIELDS;
  }
}
