package dev.sitedrop.intake.folder;

import dev.sitedrop.intake.IncomingDrop;
import dev.sitedrop.intake.folder.FoundDrop.Watched;
import dev.sitedrop.words.FailureText;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** One look through a source's folder that takes nothing. */
final class FolderLook {
  private final InboxEndpoint inbox;
  private final String destination;
  private final boolean deletes;

  FolderLook(InboxEndpoint inbox, String destination, boolean deletes) {
    this.inbox = inbox;
    this.destination = destination;
    this.deletes = deletes;
  }

  /** A folder of this machine that is not there is made at the start. */
  void reach() throws IOException {
    Volume volume = inbox.createVolume();
    try {
      Path root = volume.folder();
      if (volume.server() != null || Files.exists(root)) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
          entries.iterator().hasNext();
        } catch (FileSystemException e) {
          throw new IOException(
              FailureText.of(e) + ". Correct the source's directory, or make it", e);
        }
      }
    } finally {
      volume.close();
    }
  }

  void look(Consumer<IncomingDrop> seen) throws IOException {
    Volume volume = inbox.createVolume();
    try {
      Path root = volume.folder();
      if (volume.server() != null || Files.exists(root)) {
        new FolderScan(inbox, new ReportedOnce())
            .walk(
                new Watched(inbox.source(), destination, volume.server(), deletes, root),
                new All(seen));
      }
    } finally {
      volume.close();
    }
  }

  /** Wants to be shown everything. */
  private record All(Consumer<IncomingDrop> seen) implements FolderScan.Visitor {
    @Override
    public boolean enters(String project) {
      return true;
    }

    @Override
    public boolean offer(FoundDrop drop) {
      seen.accept(drop.incoming());
      return true;
    }
  }
}
