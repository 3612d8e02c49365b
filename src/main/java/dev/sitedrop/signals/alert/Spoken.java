package dev.sitedrop.signals.alert;

import dev.sitedrop.intake.Shown;

/** What strangers wrote, for a chat: it calls nobody, links nowhere, and is no novel. */
final class Spoken {
  private static final int LONGEST = 300;

  private Spoken() {}

  static String of(String text) {
    String plain =
        Shown.of(text)
            .replace('<', '‹')
            .replace('>', '›')
            .replace("](", "] (")
            .replaceAll("@(?=\\w)", "@ ");
    return plain.length() > LONGEST ? plain.substring(0, LONGEST) + "…" : plain;
  }
}
