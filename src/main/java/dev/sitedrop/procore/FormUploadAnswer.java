package dev.sitedrop.procore;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Map;

/**
 * An upload (v1.1) that is sent as a form.
 *
 * @param uuid names it
 * @param url opaque: byte for byte as given
 * @param fields of the form, unaltered; the file follows them
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FormUploadAnswer(String uuid, String url, Map<String, String> fields) {}
