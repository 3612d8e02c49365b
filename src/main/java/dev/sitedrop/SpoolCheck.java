package dev.sitedrop;

import dev.sitedrop.claim.SpoolPlace;
import dev.sitedrop.disk.SyncedFolder;
import dev.sitedrop.words.FailureText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks at the setting of the spool before anything is started. */
final class SpoolCheck {
  private SpoolCheck() {}

  /**
   * A folder that can be written to, or a bucket, which is not asked yet: it may be away for now.
   *
   * @throws StartRefused if it is neither
   */
  static String checked(String said) {
    try {
      SpoolPlace place = SpoolPlace.of(said);
      return place instanceof SpoolPlace.Folder folder
          ? writable(folder.path().toAbsolutePath().normalize()).toString()
          : place.toString();
    } catch (IllegalArgumentException e) {
      throw new StartRefused(
          "SITEDROP_SPOOL is '" + said + "'. Set it to " + SpoolPlace.ALLOWED + ".");
    } catch (IOException e) {
      throw new StartRefused(
          "SITEDROP_SPOOL is '"
              + said
              + "', and SiteDrop cannot write there ("
              + FailureText.of(e)
              + "). Set it to "
              + SpoolPlace.ALLOWED
              + ".");
    }
  }

  private static Path writable(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      SyncedFolder.create(folder, StartCheck.ownersOnly());
    }
    Files.delete(Files.createTempFile(folder, ".writable", null));
    return folder;
  }
}
