package dev.sitedrop.intake.folder;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.quicktime.QuickTimeMetadataReader;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.makernotes.AppleMakernoteDirectory;
import com.drew.metadata.mov.metadata.QuickTimeMetadataDirectory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which film belongs to which Live Photo: an iPhone writes the same identifier into both. Names
 * alone do not tell, for people name films and photos as they like. What was read is remembered, as
 * each look meets the files again.
 */
final class LivePhotos {
  private static final int REMEMBERED = 10_000;

  /** In bytes: enough for the EXIF block of a phone, with its maker's note. */
  private static final int HEAD = 128 * 1024;

  /** In bytes: that of a film of three seconds is some kilobytes. */
  private static final int MOST_INDEX = 1 << 20;

  private static final int BOXES = 100;
  private static final byte[] FILM = ftyp();

  private record Read(Stamp stamp, Optional<String> identifier) {}

  private final Map<Path, Read> known =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Read> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** The content identifier of a photo or film; empty if it has none, or cannot be read now. */
  synchronized Optional<String> identifier(FoundFile file) {
    Read before = known.get(file.path());
    if (before != null && before.stamp().equals(file.stamp())) {
      return before.identifier();
    }
    Optional<String> identifier;
    try (SeekableByteChannel channel = open(file.path())) {
      identifier = SidecarIndex.isFilm(file.name()) ? ofFilm(channel) : ofPhoto(channel);
    } catch (IOException cannotBeRead) {
      return Optional.empty();
    } catch (Exception | OutOfMemoryError | StackOverflowError crafted) {
      identifier = Optional.empty();
    }
    known.put(file.path(), new Read(file.stamp(), identifier));
    return identifier;
  }

  /** Whether photo and film bear the same identifier. */
  boolean areOne(FoundFile photo, FoundFile film) {
    Optional<String> identifier = identifier(film);
    return identifier.isPresent() && identifier.equals(identifier(photo));
  }

  private static SeekableByteChannel open(Path file) throws IOException {
    return Listing.isLocal(file)
        ? Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))
        : Files.newByteChannel(file);
  }

  private static Optional<String> ofPhoto(SeekableByteChannel channel) throws Exception {
    byte[] head = Channels.newInputStream(channel).readNBytes(HEAD);
    return text(
        ImageMetadataReader.readMetadata(new ByteArrayInputStream(head)),
        AppleMakernoteDirectory.class,
        AppleMakernoteDirectory.TAG_CONTENT_IDENTIFIER);
  }

  /** Of a film only its index is read, wherever that lies. */
  private static Optional<String> ofFilm(SeekableByteChannel channel) throws Exception {
    long size = channel.size();
    long at = 0;
    for (int n = 0; n < BOXES && at < size; n++) {
      channel.position(at);
      ByteBuffer header = ByteBuffer.wrap(Channels.newInputStream(channel).readNBytes(16));
      if (header.remaining() < 8) {
        return Optional.empty();
      }
      long box = header.getInt(0) & 0xFFFF_FFFFL;
      if (box == 1 && header.remaining() == 16) {
        box = header.getLong(8);
      }
      if (box < 8) {
        return Optional.empty();
      }
      if (new String(header.array(), 4, 4, StandardCharsets.ISO_8859_1).equals("moov")) {
        return box > MOST_INDEX ? Optional.empty() : ofIndex(channel, at, (int) box);
      }
      at += box;
    }
    return Optional.empty();
  }

  private static Optional<String> ofIndex(SeekableByteChannel channel, long at, int size)
      throws Exception {
    channel.position(at);
    ByteArrayOutputStream film = new ByteArrayOutputStream();
    film.writeBytes(FILM);
    film.writeBytes(Channels.newInputStream(channel).readNBytes(size));
    return text(
        QuickTimeMetadataReader.readMetadata(new ByteArrayInputStream(film.toByteArray())),
        QuickTimeMetadataDirectory.class,
        QuickTimeMetadataDirectory.TAG_CONTENT_IDENTIFIER);
  }

  private static Optional<String> text(
      Metadata metadata, Class<? extends Directory> directory, int tag) {
    return metadata.getDirectoriesOfType(directory).stream()
        .map(found -> found.getString(tag))
        .filter(text -> text != null && !text.isBlank())
        .map(String::strip)
        .findFirst();
  }

  private static byte[] ftyp() {
    return ByteBuffer.allocate(20)
        .putInt(20)
        .put("ftypqt  ".getBytes(StandardCharsets.ISO_8859_1))
        .putInt(0)
        .put("qt  ".getBytes(StandardCharsets.ISO_8859_1))
        .array();
  }
}
