package dev.sitedrop.procore;

import java.util.Map;
import org.springframework.stereotype.Component;

/** Asks for the albums of a project, which Procore's API calls image categories. */
@Component
public class AlbumList {
  /** The most that Procore gives at once. */
  private static final int PER_PAGE = 100;

  /**
   * @param wanted the id of a {@code project}, and the number of a {@code page}, from 1
   */
  public ProcoreCall page(Map<String, Object> wanted) {
    return ProcoreCall.get(
        "/rest/v1.0/image_categories",
        Map.of(
            "project_id", wanted.get("project").toString(),
            "page", wanted.get("page").toString(),
            "per_page", Integer.toString(PER_PAGE)));
  }
}
