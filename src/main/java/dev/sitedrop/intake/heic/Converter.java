package dev.sitedrop.intake.heic;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A program that makes a JPEG of a HEIC photo. */
final class Converter {
  private static final Comparator<Path> AS_NUMBERED =
      Comparator.<Path>comparingInt(path -> path.getFileName().toString().length())
          .thenComparing(Comparator.naturalOrder());

  /** Boxes of brands that say no more than that it is a picture. */
  private static final Set<String> GENERAL = Set.of("ftypmiaf", "ftyptmap", "ftypmif2");

  private final CommandLine command;
  private final Path program;
  private final BoundedProcesses processes;

  Converter(CommandLine command, Path program, BoundedProcesses processes) {
    this.command = command;
    this.program = program;
    this.processes = processes;
  }

  /** As a person wrote it. */
  CommandLine command() {
    return command;
  }

  /** Whether it is worth trying: it is known to read HEIC. */
  boolean mayRead(PictureFormat format) {
    return format.isReadByLibheif() || !program.getFileName().toString().startsWith("heif");
  }

  Path convert(Path heic, Path folder) throws NotConverted, IOException {
    return convert(heic, PictureFormat.HEIC, folder);
  }

  /**
   * Makes a JPEG whose pixels are upright.
   *
   * @param heic stays as it is
   * @param format of it
   * @param folder an empty one, for the converter alone
   * @return a file in the folder
   * @throws NotConverted if the photo, or the converter, is broken
   * @throws IOException if it cannot be done now
   */
  Path convert(Path heic, PictureFormat format, Path folder) throws NotConverted, IOException {
    Path out = Files.createDirectory(folder.resolve("out"));
    String in = "in." + format.ending();
    sayBrand(format, Files.copy(heic, folder.resolve(in)));
    // relative: nothing in them that a program could take for more than a name
    processes.run(command.of(format).filledIn(program, in, "out/out.jpg"), folder);
    JpegFile jpeg =
        largest(out).orElseThrow(() -> new NotConverted("it left no whole JPEG behind"));
    // HEIC is turned by a property of its own, which every decoder heeds; some leave the EXIF
    // block's orientation as it was, and a viewer of the JPEG would turn it once more
    jpeg.sayUpright();
    return jpeg.path();
  }

  /**
   * The programs of libheif ask for the first brand before their library, which could, may read the
   * picture: a general one is none to them.
   */
  private static void sayBrand(PictureFormat format, Path copy) throws IOException {
    if (format != PictureFormat.HEIC && format != PictureFormat.HEIF) {
      return;
    }
    try (RandomAccessFile file = new RandomAccessFile(copy.toFile(), "rw")) {
      byte[] start = new byte[12];
      boolean isThere = file.read(start) == start.length;
      if (isThere && GENERAL.contains(new String(start, 4, 8, StandardCharsets.ISO_8859_1))) {
        file.seek(8);
        file.writeBytes(format == PictureFormat.HEIC ? "heic" : "mif1");
      }
    }
  }

  /** Of several pictures, and cameras put small previews among them: the first of the largest. */
  private static Optional<JpegFile> largest(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .sorted(AS_NUMBERED)
          .filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
          .flatMap(path -> jpeg(path).stream())
          .reduce((one, other) -> other.pixels() > one.pixels() ? other : one);
    }
  }

  private static List<JpegFile> jpeg(Path path) {
    try {
      return List.of(JpegFile.read(path));
    } catch (IOException garbage) {
      return List.of();
    }
  }
}
