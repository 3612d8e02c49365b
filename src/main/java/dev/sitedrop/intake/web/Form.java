package dev.sitedrop.intake.web;

import dev.sitedrop.intake.IncomingFile;
import dev.sitedrop.intake.LeftAlone;
import dev.sitedrop.intake.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What came with one upload.
 *
 * @param fields as written, in their order; a name may have several values
 * @param files with their bytes in a scratch folder
 * @param sidecars the files with fields
 * @param leftOut of files that are not sent, each name with the reason behind it
 */
record Form(
    Map<String, List<String>> fields,
    List<IncomingFile> files,
    List<IncomingFile> sidecars,
    List<String> leftOut) {
  Form {
    leftOut = List.copyOf(leftOut);
    files = List.copyOf(files);
    sidecars = List.copyOf(sidecars);
  }

  /**
   * Leaves out what is nobody's file: whoever chooses all files of a folder sends what systems have
   * put there, too.
   *
   * @throws NotTaken if there is nothing else: that the file was chosen must not be passed over
   */
  static Form of(
      Map<String, List<String>> fields,
      List<IncomingFile> files,
      List<IncomingFile> sidecars,
      LeftAlone leftAlone) {
    List<IncomingFile> meant = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    for (IncomingFile file : files) {
      leftAlone
          .whyNotSent(file.name())
          .ifPresentOrElse(
              why -> leftOut.add(Shown.of(file.name()) + " " + why), () -> meant.add(file));
    }
    if (meant.isEmpty() && !leftOut.isEmpty()) {
      throw new NotTaken(422, leftOut.get(0) + ". Nothing was sent.");
    }
    return new Form(fields, meant, sidecars, leftOut);
  }

  /**
   * @throws NotTaken if one of these fields is there twice: which one is meant?
   */
  void refuseTwice(Set<String> names) {
    names.stream()
        .filter(name -> fields.getOrDefault(name, List.of()).size() > 1)
        .findFirst()
        .ifPresent(
            name -> {
              throw new NotTaken(422, name + " is there twice. Say it once.");
            });
  }

  /** The value of a field without blanks around it; null if it is not said, or blank. */
  String said(String name) {
    List<String> values = fields.getOrDefault(name, List.of());
    return values.isEmpty() || values.get(0).isBlank() ? null : values.get(0).strip();
  }
}
