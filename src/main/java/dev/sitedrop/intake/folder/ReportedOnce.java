package dev.sitedrop.intake.folder;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Log lines about something that every poll meets again. */
final class ReportedOnce {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");
  private static final int MOST = 1000;

  private final Set<Path> reported =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Path, Boolean> eldest) {
              return size() > MOST;
            }
          });

  void warn(Path about, String message, Object... arguments) {
    if (reported.add(about)) {
      LOG.warn(message, arguments);
    }
  }

  /** What was wrong is not any more; the next time is reported again. */
  boolean clear(Path about) {
    return reported.remove(about);
  }
}
