package dev.sitedrop.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** One page of a list, with the headers that tell of the others. */
final class Paging {
  private static final int USUAL = 100;
  private static final int MOST = 1000;

  private Paging() {}

  static ResponseEntity<List<ObjectNode>> page(List<ObjectNode> all, HttpServletRequest request) {
    int page = Math.max(1, number(request.getParameter("page"), 1));
    int perPage = Math.min(MOST, Math.max(1, number(request.getParameter("per_page"), USUAL)));
    int from = Math.min(all.size(), (page - 1) * perPage);
    int to = Math.min(all.size(), from + perPage);
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.ok()
            .header("Per-Page", Integer.toString(perPage))
            .header("Total", Integer.toString(all.size()));
    if (to < all.size()) {
      String next =
          ServletUriComponentsBuilder.fromCurrentRequest()
              .replaceQueryParam("page", page + 1)
              .toUriString();
      answer.header("Link", "<" + next + ">; rel=\"next\"");
    }
    return answer.body(all.subList(from, to).stream().map(Paging::shown).toList());
  }

  /** A resource without what only the sandbox needs to know of it. */
  static ObjectNode shown(ObjectNode resource) {
    ObjectNode shown = resource.deepCopy();
    shown.remove("uploads");
    shown.remove("project_id");
    return shown;
  }

  private static int number(String text, int otherwise) {
    return text != null && text.matches("\\d{1,6}") ? Integer.parseInt(text) : otherwise;
  }
}
