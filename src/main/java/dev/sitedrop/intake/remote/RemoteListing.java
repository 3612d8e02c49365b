package dev.sitedrop.intake.remote;

import dev.sitedrop.intake.Shown;
import dev.sitedrop.intake.folder.ReportedOnce;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The entries of a folder, whole in memory: for the sidecars of a file need not be asked for then,
 * and no channel stays open while others are used. About 30 MB for 100,000 files, as long as the
 * folder is looked through.
 */
final class RemoteListing implements DirectoryStream<Path> {
  private static final ReportedOnce REPORTS = new ReportedOnce();

  private final RemotePath folder;
  private final Filter<? super Path> filter;
  private final Map<String, RemoteAttributes> entries = new LinkedHashMap<>();

  RemoteListing(RemotePath folder, Filter<? super Path> filter) throws IOException {
    this.folder = folder;
    this.filter = filter;
    String path = folder.toString();
    for (RemoteSession.Entry entry : folder.getFileSystem().ask(session -> session.list(path))) {
      if (isOneName(entry.name())) {
        entries.put(entry.name(), entry.attributes());
      } else {
        REPORTS.warn(
            path + "/" + entry.name(),
            "Left alone: {} lists '{}' in {}, which is no name of a file but a path. Such a server"
                + " is broken, or wants to lead us elsewhere",
            Shown.of(folder.getFileSystem().server().server()),
            Shown.of(entry.name()),
            Shown.of(path));
      }
    }
  }

  /** Whether a name from a server leads nowhere but to an entry of the folder that was listed. */
  private boolean isOneName(String name) {
    return !name.isEmpty()
        && !name.equals(".")
        && !name.equals("..")
        && name.indexOf('/') < 0
        && name.indexOf('\0') < 0
        && folder.equals(folder.resolve(name).getParent());
  }

  @Override
  public Iterator<Path> iterator() {
    return entries.keySet().stream()
        .map(name -> (Path) new RemotePath.OfListing(folder.resolve(name), entries))
        .filter(this::isAccepted)
        .iterator();
  }

  private boolean isAccepted(Path path) {
    try {
      return filter == null || filter.accept(path);
    } catch (IOException e) {
      throw new java.nio.file.DirectoryIteratorException(e);
    }
  }

  @Override
  public void close() {
    // nothing is open
  }
}
