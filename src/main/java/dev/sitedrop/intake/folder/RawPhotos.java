package dev.sitedrop.intake.folder;

import dev.sitedrop.intake.content.Magic;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which files hold what a camera's sensor saw, by their bytes: each look meets them again. */
final class RawPhotos {
  private static final int REMEMBERED = 10_000;
  private static final int HEAD = 8192;

  private record Read(Stamp stamp, boolean isRaw) {}

  private final Map<Path, Read> known =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Read> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** Whether a file that is called like a raw photo is one. */
  synchronized boolean has(FoundFile file) {
    Read before = known.get(file.path());
    if (before != null && before.stamp().equals(file.stamp())) {
      return before.isRaw();
    }
    try (InputStream in = file.incoming().content().open()) {
      boolean raw = Magic.isRaw(in.readNBytes(HEAD));
      known.put(file.path(), new Read(file.stamp(), raw));
      return raw;
    } catch (IOException cannotBeRead) {
      return false; // it is told when it is handed in
    }
  }
}
