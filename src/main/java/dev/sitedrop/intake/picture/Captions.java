package dev.sitedrop.intake.picture;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells what somebody wrote about a picture from what cameras write into each. */
final class Captions {
  /** In characters; as long as a mail's may be. */
  private static final int LONGEST = 10_000;

  /** Makers' and programs' own words, file names, and what has no letter and no digit. */
  private static final Pattern OF_A_CAMERA =
      Pattern.compile(
          "([\\w.-]+ ){0,2}(digital|dig\\.) (still )?camera( \\w+)?"
              + "|samsung( \\w+)?|sony dsc|sony|canon|nikon|olympus|panasonic|fujifilm|kodak"
              + "|pentax|casio|ricoh|minolta|konica minolta|gopro|dji|leica|jvc|hp|lenovo|oppo"
              + "|vivo|xiaomi|huawei|apple|google|motorola|lge?"
              + "|dcim[\\\\/].*|\\\\?dcim|([^\\n]*[\\\\/])?[\\w() .-]+\\.(jpe?g|tiff?|png|heic|webp|dng)"
              + "|default|untitled|unknown|none|null|n/a|screenshot|image|picture|photo|jpeg|exif"
              + "|exif_jpeg_\\w*|edf|cof|tof|mde|dav|ptr|nfd|btf|hdr|sdr|rhdr|hdrpl|bty|rpt|cuva"
              + "|_cuva|ozn\\w{2}|created with (the )?gimp.*|(processed|edited) with vsco.*"
              + "|[0-9a-f]{24,}|[^\\p{L}\\p{N}]*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** In characters. */
  private static final int OF_A_CAMERA_AT_MOST = 200;

  private Captions() {}

  /** The first that somebody wrote. */
  static Optional<String> in(List<String> texts) {
    return texts.stream().map(Captions::plain).filter(Captions::isWritten).findFirst();
  }

  private static boolean isWritten(String text) {
    return text.length() > OF_A_CAMERA_AT_MOST || !OF_A_CAMERA.matcher(text).matches();
  }

  /** Without what is no text; lines stay. */
  private static String plain(String text) {
    String plain =
        text.replace("\r\n", "\n")
            .replace('\r', '\n')
            .replaceAll("[\\p{Cs}\\uFFFD\\p{Cc}&&[^\\n\\t]]", "")
            .strip();
    if (plain.length() <= LONGEST) {
      return plain;
    }
    int end = Character.isHighSurrogate(plain.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return plain.substring(0, end) + "…";
  }
}
