package dev.sitedrop.ledger;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Where a segment goes.
 *
 * @param url opaque: byte for byte as Procore gave it
 * @param with the headers of the PUT, or the fields of the form, exactly as Procore gave them
 * @param md5 the segment's MD5 as Procore named it, to be repeated on completion; null if it named
 *     none
 */
public record StoragePlace(String url, Map<String, String> with, String md5) {

  /** What Procore names without a value is not sent. */
  public StoragePlace {
    with = new LinkedHashMap<>(with == null ? Map.of() : with);
    with.values().removeIf(Objects::isNull);
  }
}
