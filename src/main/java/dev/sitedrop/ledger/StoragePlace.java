package dev.sitedrop.ledger;

import java.util.Map;

/**
 * Where a segment goes.
 *
 * @param url opaque: byte for byte as Procore gave it
 * @param with the headers of the PUT, or the fields of the form, exactly as Procore gave them
 */
public record StoragePlace(String url, Map<String, String> with) {}
