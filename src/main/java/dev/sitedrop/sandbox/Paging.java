package dev.sitedrop.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** One page of a list, with the headers that tell of the others. */
@Component
class Paging {
  private final World world;

  Paging(World world) {
    this.world = world;
  }

  ResponseEntity<List<ObjectNode>> page(List<ObjectNode> all, HttpServletRequest request) {
    if (world.paging() == World.Paging.IGNORED) {
      return ResponseEntity.ok(padded(all));
    }
    int page = Math.max(1, number(request.getParameter("page"), 1));
    int perPage = number(request.getParameter("per_page"), world.pageSize());
    perPage = Math.min(world.largestPage(), Math.max(1, perPage));
    int last = Math.max(1, (all.size() + perPage - 1) / perPage);
    int from = Math.min(all.size(), (page - 1) * perPage);
    int to = Math.min(all.size(), from + perPage);
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.ok()
            .header("Per-Page", Integer.toString(perPage))
            .header("Total", Integer.toString(all.size()));
    if (world.paging() == World.Paging.LINKS && last > 1) {
      answer.header("Link", String.join(", ", links(page, last)));
    }
    return answer.body(padded(all.subList(from, to)));
  }

  private static List<String> links(int page, int last) {
    List<String> links = new ArrayList<>();
    links.add(link("first", 1));
    if (page > 1) {
      links.add(link("prev", page - 1));
    }
    if (page < last) {
      links.add(link("next", page + 1));
    }
    links.add(link("last", last));
    return links;
  }

  private static String link(String name, int page) {
    String url =
        ServletUriComponentsBuilder.fromCurrentRequest()
            .replaceQueryParam("page", page)
            .toUriString();
    return "<" + url + ">; rel=\"" + name + "\"";
  }

  private List<ObjectNode> padded(List<ObjectNode> page) {
    int bytes = (int) world.elementPadding().toBytes();
    if (bytes > 0) {
      String padding = "x".repeat(bytes);
      page.forEach(element -> element.put("padding", padding));
    }
    return page;
  }

  private static int number(String text, int otherwise) {
    return text != null && text.matches("\\d{1,6}") ? Integer.parseInt(text) : otherwise;
  }
}
