package dev.sitedrop.intake.web;

import dev.sitedrop.intake.IncomingFile;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What came with one upload.
 *
 * @param fields as written, in their order; a name may have several values
 * @param files with their bytes in a scratch folder
 * @param sidecars the files with fields
 */
record Form(
    Map<String, List<String>> fields, List<IncomingFile> files, List<IncomingFile> sidecars) {
  Form {
    files = List.copyOf(files);
    sidecars = List.copyOf(sidecars);
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
