package dev.sitedrop.intake.picture;

import com.adobe.internal.xmp.XMPException;
import com.adobe.internal.xmp.XMPMeta;
import com.adobe.internal.xmp.properties.XMPProperty;
import com.drew.imaging.ImageProcessingException;
import com.drew.lang.ByteArrayReader;
import com.drew.lang.SequentialByteArrayReader;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.StringValue;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.iptc.IptcDirectory;
import com.drew.metadata.photoshop.PhotoshopReader;
import com.drew.metadata.xmp.XmpDirectory;
import com.drew.metadata.xmp.XmpReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a picture says of itself, in EXIF, XMP, IPTC and PNG's own chunks, wherever in the file they
 * lie.
 *
 * @param dates in the order in which they are asked: the first that can be believed counts
 * @param caption what its maker wrote about it
 */
public record PictureMetadata(List<Dated> dates, Optional<String> caption) {
  public static final PictureMetadata NONE = new PictureMetadata(List.of(), Optional.empty());

  private static final String NS_EXIF = "http://ns.adobe.com/exif/1.0/";
  private static final String NS_PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/";
  private static final String NS_XMP = "http://ns.adobe.com/xap/1.0/";
  private static final String NS_DC = "http://purl.org/dc/elements/1.1/";

  /**
   * A date as the picture has it.
   *
   * @param by which entry holds it, such as {@code EXIF DateTimeOriginal}
   */
  public record Dated(String by, String text) {}

  /**
   * Looks for it. A file that is damaged, or made to do harm, tells what can be read of it.
   *
   * @param zone of the site, for what is written in UTC
   * @throws IOException if the file cannot be read now
   */
  public static PictureMetadata of(PictureBytes file, ZoneId zone) throws IOException {
    Blocks blocks = new Blocks();
    Metadata metadata = new Metadata();
    try {
      find(file, blocks, metadata);
    } catch (IOException | RuntimeException damaged) {
      // what was found before counts
    } catch (OutOfMemoryError | StackOverflowError crafted) {
      return NONE;
    }
    if (file.trouble() != null) {
      throw file.trouble();
    }
    try {
      read(blocks, metadata);
      return new PictureMetadata(dates(blocks, metadata, zone), Captions.in(captions(metadata)));
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError crafted) {
      return NONE;
    }
  }

  private static void find(PictureBytes file, Blocks blocks, Metadata metadata) throws IOException {
    byte[] start = file.get(0, Math.min(12, file.size()));
    String text = new String(start, StandardCharsets.ISO_8859_1);
    if (text.startsWith("\u00FF\u00D8")) {
      JpegBlocks.find(file, blocks);
    } else if (text.startsWith("\u0089PNG\r\n")) {
      PngBlocks.find(file, blocks);
    } else if (text.startsWith("RIFF") && text.endsWith("WEBP")) {
      WebpBlocks.find(file, blocks);
    } else if (text.startsWith("ftyp", 4)) {
      HeifBlocks.find(file, blocks);
    } else if (text.startsWith("II*\0") || text.startsWith("MM\0*")) {
      new ExifReader().extract(new TiffBytes(file), metadata);
    }
  }

  private static void read(Blocks blocks, Metadata metadata) {
    for (byte[] block : blocks.exif()) {
      unlessDamaged(() -> new ExifReader().extract(new ByteArrayReader(block), metadata));
    }
    for (byte[] packet : blocks.xmp()) {
      unlessDamaged(() -> new XmpReader().extract(packet, metadata));
    }
    for (byte[] resources : blocks.photoshop()) {
      unlessDamaged(
          () ->
              new PhotoshopReader()
                  .extract(new SequentialByteArrayReader(resources), resources.length, metadata));
    }
  }

  private interface Reading {
    void run() throws IOException, ImageProcessingException;
  }

  private static void unlessDamaged(Reading reading) {
    try {
      reading.run();
    } catch (IOException | ImageProcessingException | RuntimeException damaged) {
      // the next block may be whole
    }
  }

  private static List<Dated> dates(Blocks blocks, Metadata metadata, ZoneId zone) {
    List<Dated> dates = new ArrayList<>();
    exif(metadata, ExifDirectoryBase.TAG_DATETIME_ORIGINAL)
        .forEach(text -> dates.add(new Dated("EXIF DateTimeOriginal", text)));
    exif(metadata, ExifDirectoryBase.TAG_DATETIME_DIGITIZED)
        .forEach(text -> dates.add(new Dated("EXIF DateTimeDigitized", text)));
    exif(metadata, ExifDirectoryBase.TAG_DATETIME)
        .forEach(text -> dates.add(new Dated("EXIF DateTime", text)));
    addXmp(metadata, NS_EXIF, "DateTimeOriginal", "XMP exif:DateTimeOriginal", dates);
    addXmp(metadata, NS_PHOTOSHOP, "DateCreated", "XMP photoshop:DateCreated", dates);
    addXmp(metadata, NS_XMP, "CreateDate", "XMP xmp:CreateDate", dates);
    for (IptcDirectory iptc : metadata.getDirectoriesOfType(IptcDirectory.class)) {
      String day = iptc.getString(IptcDirectory.TAG_DATE_CREATED);
      String time = iptc.getString(IptcDirectory.TAG_TIME_CREATED);
      if (day != null) {
        dates.add(new Dated("IPTC DateCreated", time == null ? day : day + "T" + time));
      }
    }
    blocks.creationTimes().forEach(text -> dates.add(new Dated("PNG Creation Time", text)));
    if (blocks.modified() != null) {
      dates.add(
          new Dated(
              "PNG tIME",
              blocks
                  .modified()
                  .atOffset(ZoneOffset.UTC)
                  .atZoneSameInstant(zone)
                  .toLocalDateTime()
                  .toString()));
    }
    return dates;
  }

  /** Not of the thumbnail. */
  private static List<String> exif(Metadata metadata, int tag) {
    return Stream.of(ExifSubIFDDirectory.class, ExifIFD0Directory.class)
        .flatMap(type -> metadata.getDirectoriesOfType(type).stream())
        .map(directory -> text(directory, tag))
        .filter(Objects::nonNull)
        .toList();
  }

  private static void addXmp(
      Metadata metadata, String namespace, String name, String by, List<Dated> dates) {
    for (XmpDirectory directory : metadata.getDirectoriesOfType(XmpDirectory.class)) {
      try {
        String text = directory.getXMPMeta().getPropertyString(namespace, name);
        if (text != null) {
          dates.add(new Dated(by, text));
        }
      } catch (XMPException | RuntimeException noText) {
        // as if there were none
      }
    }
  }

  private static List<String> captions(Metadata metadata) {
    List<String> captions = new ArrayList<>();
    for (XmpDirectory directory : metadata.getDirectoriesOfType(XmpDirectory.class)) {
      description(directory.getXMPMeta()).ifPresent(captions::add);
    }
    for (IptcDirectory iptc : metadata.getDirectoriesOfType(IptcDirectory.class)) {
      String caption = text(iptc, IptcDirectory.TAG_CAPTION);
      if (caption != null) {
        captions.add(caption);
      }
    }
    for (ExifIFD0Directory exif : metadata.getDirectoriesOfType(ExifIFD0Directory.class)) {
      String text = text(exif, ExifDirectoryBase.TAG_IMAGE_DESCRIPTION);
      if (text != null) {
        captions.add(text);
      }
    }
    return captions;
  }

  private static Optional<String> description(XMPMeta xmp) {
    try {
      XMPProperty text = xmp.getLocalizedText(NS_DC, "description", null, "x-default");
      return Optional.ofNullable(text).map(XMPProperty::getValue);
    } catch (XMPException | RuntimeException noAlternatives) {
      try {
        return Optional.ofNullable(xmp.getPropertyString(NS_DC, "description"));
      } catch (XMPException | RuntimeException noText) {
        return Optional.empty();
      }
    }
  }

  /** EXIF is ASCII by its standard, and in fact anything; null if there is none. */
  private static String text(Directory directory, int tag) {
    Object value = directory.getObject(tag);
    if (value instanceof StringValue text) {
      Charset said = text.getCharset();
      return said == null || said.equals(StandardCharsets.US_ASCII)
          ? decoded(text.getBytes())
          : new String(text.getBytes(), said);
    }
    return value instanceof byte[] bytes ? decoded(bytes) : directory.getString(tag);
  }

  private static String decoded(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException other) {
      return new String(bytes, Charset.forName("windows-1252"));
    }
  }
}
