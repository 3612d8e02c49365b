package dev.sitedrop.procore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sitedrop.procore.ProcoreFailure.Passing;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Goes through one of Procore's lists, page by page: along {@code Link: rel="next"} where the
 * answers bear it, and else until a page is empty or begins as the one before, which is how a list
 * that does not page looks. A short page proves nothing: a server may give fewer than it was asked
 * for.
 */
public final class ListPages {
  private static final int PER_PAGE = 100;

  /** A list that does not end by then tells nothing any more. */
  private static final int MOST = 1000;

  private static final Pattern NEXT =
      Pattern.compile("<([^<>]+)>\\s*;[^<]*?\\brel=\"?next\"?", Pattern.CASE_INSENSITIVE);

  private final ProcoreCall list;
  private final Consumer<JsonNode> each;
  private final ArrayNode all;
  private ProcoreCall next;
  private JsonNode firstOfPageBefore;
  private boolean linked;
  private int page = 1;

  /**
   * @param list without a page
   * @param each is given each element, in the list's order
   */
  public ListPages(ProcoreCall list, Consumer<JsonNode> each) {
    this(list, each, JsonNodeFactory.instance.arrayNode());
  }

  private ListPages(ProcoreCall list, Consumer<JsonNode> each, ArrayNode all) {
    this.list = list;
    this.each = each;
    this.all = all;
    this.next = page(1);
  }

  /** A list whose elements are all kept, for {@link #all}. */
  static ListPages collecting(ProcoreCall list) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    return new ListPages(list, all::add, all);
  }

  public boolean isUnfinished() {
    return next != null;
  }

  /** The call that gets the next page; null if there is none. */
  public ProcoreCall next() {
    return next;
  }

  /** What was read so far, if it is {@linkplain #collecting kept}. */
  public ArrayNode all() {
    return all;
  }

  /**
   * Reads the page that was called for.
   *
   * @param links its {@code Link}; null if it has none
   * @throws Passing if it is no list: that shows nothing, and is no proof that nothing is there
   */
  public void read(JsonNode elements, String links) {
    if (!elements.isArray()) {
      throw new Passing("Procore answered with something that is no list");
    }
    JsonNode first = elements.path(0);
    boolean again = firstOfPageBefore != null && isSame(firstOfPageBefore, first);
    if (!again) {
      elements.forEach(each);
    }
    page++;
    if (elements.isEmpty() || again || page > MOST) {
      next = null;
      return;
    }
    firstOfPageBefore = first;
    Matcher link = NEXT.matcher(links == null ? "" : links);
    if (link.find()) {
      linked = true;
      next = along(link.group(1));
    } else {
      next = linked ? null : page(page);
    }
  }

  private static boolean isSame(JsonNode one, JsonNode other) {
    return one.has("id") ? one.path("id").equals(other.path("id")) : one.equals(other);
  }

  private ProcoreCall page(int number) {
    return list.with(
        Map.of("page", Integer.toString(number), "per_page", Integer.toString(PER_PAGE)));
  }

  /** Takes nothing but the parameters from a link: the token goes to no other host or path. */
  private ProcoreCall along(String link) {
    Map<String, String> query = new TreeMap<>();
    try {
      String raw = URI.create(link.strip().replace("[", "%5B").replace("]", "%5D")).getRawQuery();
      for (String pair : (raw == null ? "" : raw).split("&")) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          query.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
        }
      }
    } catch (IllegalArgumentException unreadable) {
      return page(page);
    }
    boolean tellsPage = query.keySet().stream().anyMatch(name -> !list.query().containsKey(name));
    return tellsPage ? list.with(query) : page(page);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
