package dev.sitedrop.intake.folder;

import java.nio.file.FileSystems;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** How files are opened: never through a link that was put in their place, where one can say so. */
final class Reading {
  private static final OpenOption[] HERE = {StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS};
  private static final OpenOption[] ELSEWHERE = {StandardOpenOption.READ};

  private Reading() {}

  static OpenOption[] of(Path file) {
    return (file.getFileSystem() == FileSystems.getDefault() ? HERE : ELSEWHERE).clone();
  }
}
