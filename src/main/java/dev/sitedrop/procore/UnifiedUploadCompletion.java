package dev.sitedrop.procore;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Tells Procore which parts of an upload (v2.1) are stored.
 *
 * @param etags in the order of creation, without quotes; null for a part that is missing yet
 */
public record UnifiedUploadCompletion(@JsonProperty("part_etags") List<String> etags) {
  public UnifiedUploadCompletion {
    etags = Collections.unmodifiableList(new ArrayList<>(etags));
  }
}
