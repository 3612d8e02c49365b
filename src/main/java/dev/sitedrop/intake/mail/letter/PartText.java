package dev.sitedrop.intake.mail.letter;

import java.util.regex.Pattern;

/** The text of a part, in whatever charset it is or claims to be. */
final class PartText {
  private static final Pattern SEALED = Pattern.compile("(?m)^-----BEGIN PGP MESSAGE-----");

  private PartText() {}

  static String of(byte[] bytes, HeaderParameters type) {
    String text = TextCharset.decode(bytes, type.get("charset"));
    boolean flowed =
        type.value().equals("text/plain") && type.get("format").equalsIgnoreCase("flowed");
    return flowed ? SpokenText.unflowed(text, type.get("delsp").equalsIgnoreCase("yes")) : text;
  }

  /** Whether only its recipient can read it. */
  static boolean isSealed(String text) {
    return SEALED.matcher(text).find();
  }
}
