package dev.sitedrop.procore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sitedrop.procore.ProcoreFailure.Passing;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListPagesTest {
  private final ListPages pages =
      ListPages.collecting(
          ProcoreCall.get("/rest/v1.0/images", Map.of("project_id", "42", "filters[id]", "1")));

  private static JsonNode page(int... ids) throws Exception {
    StringBuilder json = new StringBuilder("[");
    for (int id : ids) {
      json.append(json.length() > 1 ? "," : "").append("{\"id\":").append(id).append('}');
    }
    return new ObjectMapper().readTree(json.append(']').toString());
  }

  @Test
  void withoutLinksItEndsWithAnEmptyPage() throws Exception {
    assertThat(pages.next().query()).containsEntry("page", "1").containsEntry("project_id", "42");
    pages.read(page(1, 2), null);
    assertThat(pages.next().query()).containsEntry("page", "2");
    pages.read(page(3), null);
    assertThat(pages.isUnfinished()).as("a short page proves nothing").isTrue();
    pages.read(page(), null);

    assertThat(pages.isUnfinished()).isFalse();
    assertThat(pages.all()).hasSize(3);
  }

  @Test
  void aListThatDoesNotPageIsReadOnce() throws Exception {
    pages.read(page(1, 2), null);
    pages.read(page(1, 2), null);

    assertThat(pages.isUnfinished()).isFalse();
    assertThat(pages.all()).hasSize(2);
  }

  @Test
  void linksAreFollowedToTheirEnd() throws Exception {
    pages.read(
        page(1),
        "<https://x/rest/v1.0/images?cursor=a%2Bb&project_id=42>; rel=\"next\","
            + " <https://x/rest/v1.0/images?page=9>; rel=\"last\"");
    assertThat(pages.next().query())
        .containsEntry("cursor", "a+b")
        .containsEntry("filters[id]", "1");
    pages.read(page(2), "<https://x/rest/v1.0/images?page=1>; rel=\"first\"");

    assertThat(pages.isUnfinished()).isFalse();
  }

  @Test
  void aLinkLeadsToNoOtherPlace() throws Exception {
    pages.read(page(1), "<https://evil.example/steal?page=2>; rel=\"next\"");

    assertThat(pages.next().path()).isEqualTo("/rest/v1.0/images");
    assertThat(pages.next().query()).containsEntry("page", "2");
  }

  @Test
  void aLinkWithBracketsIsReadAsWell() throws Exception {
    pages.read(page(1), "<https://x/images?filters[id]=1&page=2>; rel=next");

    assertThat(pages.next().query()).containsEntry("filters[id]", "1").containsEntry("page", "2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "{\"data\":[{\"id\":1}]}", "\"\"", "7"})
  void whatIsNoListProvesNothing(String answer) throws Exception {
    JsonNode json = new ObjectMapper().readTree(answer);

    assertThatThrownBy(() -> pages.read(json, null)).isInstanceOf(Passing.class);
  }
}
