package dev.sitedrop.intake.folder;

import java.util.List;

/**
 * The files around a drop that are no part of it.
 *
 * @param kept what stays with it wherever it is kept, and is not sent: the film of a Live Photo,
 *     the raw photo of a JPEG, JSON of other programs
 * @param read what Google Takeout says of it, whether it is kept with it or with the photo that it
 *     was edited of
 * @param awaited what it waits for, a bounded time: a film that is still copied, an edited photo
 *     that uses the JSON which is kept with it
 */
record Company(List<FoundFile> kept, List<FoundFile> read, List<FoundFile> awaited) {
  static final Company NONE = new Company(List.of(), List.of(), List.of());

  static Company of(List<FoundFile> kept) {
    return new Company(kept, List.of(), List.of());
  }
}
