package dev.sitedrop.intake.web;

import dev.sitedrop.intake.IncomingFile;
import dev.sitedrop.intake.LeftAlone;
import dev.sitedrop.intake.Shown;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.jakarta.servlet6.JakartaServletFileUpload;

/** Reads the parts of one upload as they come: of a file, no more than a buffer is in memory. */
final class FormReader {
  private static final int BUFFER = 64 * 1024;

  /** In bytes: all fields of a form together. */
  private static final int MOST_FIELDS = 64 * 1024;

  /** In bytes: a name of 255 characters, each written as twelve. */
  private static final int LONGEST_HEADERS = 8 * 1024;

  /** In bytes a second, after the first half minute: who is slower only holds a place. */
  private static final long SLOWEST = 1_000;

  private static final Duration FIRST_BYTES = Duration.ofSeconds(30);
  private static final String SIDECAR = "sidecar";
  private static final String MODIFIED = "modified";

  /** Where no time is known, Windows says that it was in 1601. */
  private static final Instant EARLIEST = Instant.parse("1599-12-31T23:59:59Z");

  private static final Instant LATEST = Instant.parse("9999-12-30T00:00:00Z");
  private static final int LONGEST_SHOWN = 40;

  private final DoorSettings settings;
  private final LeftAlone leftAlone;
  private final Path folder;
  private final Map<String, List<String>> fields = new LinkedHashMap<>();
  private final List<IncomingFile> files = new ArrayList<>();
  private final List<IncomingFile> sidecars = new ArrayList<>();
  private final Instant start = Instant.now();
  private Instant modified = Instant.now();
  private long bytes;
  private int fieldBytes;

  /**
   * @param leftAlone says which names are nobody's files
   * @param folder gets the files, under names of its own
   */
  FormReader(DoorSettings settings, LeftAlone leftAlone, Path folder) {
    this.leftAlone = leftAlone;
    this.settings = settings;
    this.folder = folder;
  }

  /**
   * @throws NotTaken if it is no form, or more than the settings allow
   * @throws IOException if the disk does not take it
   */
  Form read(HttpServletRequest request) throws IOException {
    if (!JakartaServletFileUpload.isMultipartContent(request)) {
      throw new NotTaken(
          415, "This is no form with files. Send multipart/form-data: fields first, then files.");
    }
    if (request.getContentLengthLong() > settings.maxSize().toBytes() + MOST_FIELDS) {
      throw tooMuch();
    }
    try {
      JakartaServletFileUpload<?, ?> upload = new JakartaServletFileUpload<>();
      upload.setHeaderCharset(StandardCharsets.UTF_8);
      upload.setMaxPartHeaderSize(LONGEST_HEADERS);
      WholeForm form = new WholeForm(request);
      FileItemInputIterator parts = upload.getItemIterator(form);
      while (parts.hasNext()) {
        read(parts.next());
      }
      if (!form.isClosed(upload.getBoundary(request.getContentType()))) {
        throw unreadable();
      }
    } catch (InvalidPathException e) {
      throw noName();
    } catch (FileUploadException e) {
      throw unreadable();
    }
    return Form.of(fields, files, sidecars, leftAlone);
  }

  private void read(FileItemInput part) throws IOException {
    try (InputStream in = part.getInputStream()) {
      if (part.getName() == null) {
        readField(String.valueOf(part.getFieldName()), in);
      } else if (!part.getName().isEmpty()) { // a page sends an empty one where none was chosen
        readFile(part, in);
      }
    }
  }

  private void readField(String name, InputStream in) throws IOException {
    byte[] value = readSome(in, MOST_FIELDS - fieldBytes + 1);
    fieldBytes += value.length + name.length();
    if (fieldBytes > MOST_FIELDS) {
      throw new NotTaken(413, "The fields are larger than 64 kB: they hold more than fields.");
    }
    String text = new String(value, StandardCharsets.UTF_8);
    if (name.equals(MODIFIED)) {
      modified = time(text);
    } else {
      fields.computeIfAbsent(name, first -> new ArrayList<>()).add(text);
    }
  }

  /** What is said of the file that comes next; blank says nothing. */
  private static Instant time(String text) {
    String said = text.strip();
    try {
      Instant time = said.isEmpty() ? Instant.now() : OffsetDateTime.parse(said).toInstant();
      if (time.isAfter(EARLIEST) && time.isBefore(LATEST)) {
        return time;
      }
    } catch (DateTimeException noTime) {
      // told below
    }
    throw new NotTaken(
        422,
        "modified is '"
            + Shown.of(
                said.length() > LONGEST_SHOWN ? said.substring(0, LONGEST_SHOWN) + "…" : said)
            + "'; it may be a time with its offset, such as 2026-05-06T10:15:00Z, of the years 1600"
            + " to 9999, and stands before the file that it is about.");
  }

  private void readFile(FileItemInput part, InputStream in) throws IOException {
    String name = plain(part.getName());
    if (name.length() > settings.maxNameLength()) {
      throw new NotTaken(
          422,
          "A file's name has "
              + name.length()
              + " characters; it may have "
              + settings.maxNameLength()
              + ". Give it a shorter one.");
    }
    if (files.size() + sidecars.size() >= settings.maxFiles()) {
      throw new NotTaken(
          413,
          "These are more than " + settings.maxFiles() + " files. Send them in several uploads.");
    }
    if (name.indexOf('\0') >= 0) {
      throw noName();
    }
    Path file = folder.resolve(Integer.toString(files.size() + sidecars.size()));
    long size = copy(in, file);
    (SIDECAR.equals(part.getFieldName()) ? sidecars : files)
        .add(new IncomingFile(name, size, modified, () -> Files.newInputStream(file)));
    modified = Instant.now();
  }

  /** Some programs send the whole path. */
  private static String plain(String name) {
    String plain = name.substring(name.lastIndexOf('/') + 1);
    return plain.isEmpty() ? "file" : plain;
  }

  private long copy(InputStream in, Path file) throws IOException {
    long size = 0;
    try (OutputStream out = Files.newOutputStream(file)) {
      byte[] buffer = new byte[BUFFER];
      for (int n = read(in, buffer); n >= 0; n = read(in, buffer)) {
        size += n;
        bytes += n;
        if (bytes > settings.maxSize().toBytes()) {
          throw tooMuch();
        }
        out.write(buffer, 0, n);
      }
    }
    return size;
  }

  private static byte[] readSome(InputStream in, int most) {
    try {
      return in.readNBytes(most);
    } catch (IOException gone) {
      throw cutOff();
    }
  }

  private int read(InputStream in, byte[] buffer) {
    if (start.plus(FIRST_BYTES).isBefore(Instant.now())
        && bytes < SLOWEST * Duration.between(start, Instant.now()).toSeconds()) {
      throw new NotTaken(408, "The upload was too slow. Nothing of it is kept: send it again.");
    }
    try {
      return in.read(buffer);
    } catch (IOException gone) {
      throw cutOff();
    }
  }

  private NotTaken tooMuch() {
    return new NotTaken(
        413,
        "This is more than "
            + settings.maxSize().toMegabytes()
            + " MB, the most that one upload may hold.");
  }

  private static NotTaken noName() {
    return new NotTaken(422, "A file's name has a character 0 in it. Give it another one.");
  }

  private static NotTaken unreadable() {
    return new NotTaken(400, "The form cannot be read: it is cut off, or no multipart/form-data.");
  }

  private static NotTaken cutOff() {
    return new NotTaken(400, "The upload was cut off. Nothing of it is kept: send it again.");
  }
}
