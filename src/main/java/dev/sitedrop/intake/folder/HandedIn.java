package dev.sitedrop.intake.folder;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sitedrop.disk.SyncedFolder;
import dev.sitedrop.intake.Aim;
import dev.sitedrop.intake.FoldedName;
import dev.sitedrop.intake.FolderNames;
import dev.sitedrop.intake.IncomingDrop;
import dev.sitedrop.intake.IncomingFile;
import dev.sitedrop.intake.KnownArrivals;
import dev.sitedrop.ledger.IntakeLedger;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The folder of a source of one's own. A route's bytes can be read once; so they are copied here,
 * and what became of them lies here as in every other source's folder.
 */
final class HandedIn {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** In characters: with what is written beside it, every name fits a file system. */
  private static final int LONGEST_STEM = 45;

  /** What is said of a file lies beside it, as YAML, of which JSON is a part. */
  static final String SIDECAR = ".yaml";

  /** What is being copied, by whomever, is never so old. */
  private static final Duration SURELY_LEFT = Duration.ofDays(1);

  private final Path folder;
  private final FolderNames names;
  private final IntakeLedger ledger;
  private final KnownArrivals known;

  HandedIn(Path folder, FolderNames names, IntakeLedger ledger, KnownArrivals known) {
    this.names = names;
    this.folder = folder;
    this.ledger = ledger;
    this.known = known;
  }

  /** Before anything is handed in. */
  void tidyUp() throws IOException {
    HandInLeftovers leftovers = new HandInLeftovers(folder, names);
    leftovers.removeCopies(Instant.now().minus(SURELY_LEFT), this::isWaitedFor);
    leftovers.setUnknownAside(known);
  }

  private boolean isWaitedFor(Path copy) throws IOException {
    Path beside = beside(copy);
    FoundFile sidecar = Moves.isFree(beside) ? null : found(beside);
    return ledger
        .findUnsettled(new Kept(folder, "", found(copy), sidecar).fingerprint())
        .isPresent();
  }

  /**
   * One file with what its route says of it.
   *
   * @param name as the route calls it, with subfolders
   * @param file the copy
   * @param sidecar the copy of what was said of it; null if nothing was
   */
  record Kept(Path folder, String name, FoundFile file, FoundFile sidecar) {

    IncomingDrop drop(String source, String destination, Aim said, Aim otherwise, String problem) {
      IncomingFile copy = file.incoming();
      return new IncomingDrop(
          source,
          FolderSettlement.NAME,
          destination,
          name,
          said,
          otherwise,
          null,
          List.of(new IncomingFile(plain(name), copy.size(), copy.modified(), copy.content())),
          sidecars().stream().map(FoundFile::incoming).toList(),
          new FolderOrigin(
                  null,
                  false,
                  folder.toString(),
                  false,
                  folder.relativize(file.path()).toString(),
                  false,
                  List.of(folder.relativize(file.path()).toString()),
                  sidecars().stream().map(one -> folder.relativize(one.path()).toString()).toList(),
                  List.of(),
                  true)
              .toJson(),
          fingerprint(),
          problem);
    }

    List<FoundFile> sidecars() {
      return sidecar == null ? List.of() : List.of(sidecar);
    }

    String fingerprint() {
      List<Fingerprint.Part> parts = new ArrayList<>();
      parts.add(new Fingerprint.Part(file.path(), file.stamp()));
      sidecars().forEach(one -> parts.add(new Fingerprint.Part(one.path(), one.stamp())));
      return Fingerprint.of(null, parts);
    }
  }

  /**
   * Copies a file, with what is said of it, so that a power cut does not undo it.
   *
   * @param modified when its sender last changed it, in milliseconds; null if nobody says so
   * @param fields a map, or text of YAML or JSON; null if there are none
   */
  Kept keep(String name, Long modified, InputStream bytes, Object fields) throws IOException {
    String plain = plain(name);
    if (plain.isEmpty() || plain.equals(".") || plain.equals("..")) {
      throw new IllegalArgumentException("CamelFileName is '" + name + "', which names no file");
    }
    Path copy = reserve(storable(plain));
    Path beside = fields == null ? null : beside(copy);
    try {
      write(copy, bytes);
      if (modified != null && modified > 0) {
        Files.setLastModifiedTime(copy, FileTime.fromMillis(modified));
      }
      if (beside != null) {
        String said = fields instanceof Map ? JSON.writeValueAsString(fields) : fields.toString();
        Files.createFile(beside);
        write(beside, new ByteArrayInputStream(said.getBytes(StandardCharsets.UTF_8)));
      }
      SyncedFolder.sync(folder);
      return new Kept(folder, name, found(copy), beside == null ? null : found(beside));
    } catch (IOException | RuntimeException e) {
      delete(copy, beside);
      throw e;
    }
  }

  /** The last segment of a name, whatever separates it. */
  private static String plain(String name) {
    return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  }

  private static String storable(String plain) {
    int dot = plain.lastIndexOf('.');
    String ending = dot > 0 && plain.length() - dot <= 12 ? plain.substring(dot) : "";
    String stem = plain.substring(0, plain.length() - ending.length());
    if (stem.length() > LONGEST_STEM) {
      int end = Character.isHighSurrogate(stem.charAt(LONGEST_STEM - 1)) ? 1 : 0;
      stem = stem.substring(0, LONGEST_STEM - end) + "~" + Integer.toHexString(plain.hashCode());
    }
    boolean ofAFolder = FolderNames.VISIBLE.all().contains(FoldedName.of(plain));
    return (stem.startsWith(".") ? "_" + stem.substring(1) : ofAFolder ? "_" + stem : stem)
            .replace('\0', '_')
        + ending;
  }

  /** A name that nobody else has, not even another copy of SiteDrop. */
  private Path reserve(String name) throws IOException {
    while (true) {
      Path free =
          FreeName.in(folder, name, path -> Moves.isFree(path) && Moves.isFree(beside(path)));
      try {
        return Files.createFile(free);
      } catch (FileAlreadyExistsException takenMeanwhile) {
        // the next number, then
      }
    }
  }

  static Path beside(Path copy) {
    return copy.resolveSibling(copy.getFileName() + SIDECAR);
  }

  private static void write(Path copy, InputStream bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
      OutputStream out = Channels.newOutputStream(channel);
      bytes.transferTo(out);
      channel.force(true);
    }
  }

  private static FoundFile found(Path file) throws IOException {
    return new FoundFile(file, Stamp.of(file));
  }

  /** It could not be taken in: its copy goes, unless the ledger has it all the same. */
  void forget(Kept kept) {
    try {
      if (ledger.findUnsettled(kept.fingerprint()).isEmpty()) {
        delete(kept.file().path(), kept.sidecar() == null ? null : kept.sidecar().path());
      }
    } catch (IOException | RuntimeException cannotBeTold) {
      // it stays until the next start but one day
    }
  }

  private static void delete(Path copy, Path beside) throws IOException {
    Files.deleteIfExists(copy);
    if (beside != null) {
      Files.deleteIfExists(beside);
    }
  }
}
