package dev.sitedrop.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.sitedrop.procore.Company;
import dev.sitedrop.procore.ProcoreCall;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VisibleProjectsTest {
  private final Company company = mock(Company.class);
  private final List<ProcoreCall> calls = new ArrayList<>();

  @BeforeEach
  void name() {
    when(company.id()).thenReturn("7");
  }

  private static Answer page(String link, long... ids) {
    List<String> all = new ArrayList<>();
    for (long id : ids) {
      all.add("{\"id\":" + id + ",\"name\":\"P" + id + "\"}");
    }
    return new Answer(200, all.toString(), null, false, null, link);
  }

  private VisibleProjects projects(Function<ProcoreCall, Answer> answers) {
    return VisibleProjects.of(
        company,
        call -> {
          calls.add(call);
          return answers.apply(call);
        });
  }

  private static int number(ProcoreCall call) {
    return Integer.parseInt(call.query().get("page"));
  }

  @Test
  void aLinkIsFollowedByItsQueryAlone() {
    VisibleProjects all =
        projects(
            call ->
                "c 2".equals(call.query().get("cursor"))
                    ? page("<https://api.example/x?page=1>; rel=\"prev\"", 3)
                    : page(
                        "<https://api.example/x?page=9>; rel=\"last\","
                            + " <https://evil.example/y?company_id=7&cursor=c%202>; rel=\"next\"",
                        1, 2));

    assertThat(all.names()).containsOnlyKeys("1", "2", "3");
    assertThat(all.isAll()).isTrue();
    assertThat(calls).extracting(ProcoreCall::path).containsOnly("/rest/v1.0/projects").hasSize(2);
  }

  @Test
  void withoutLinksPagesAreReadUntilOneIsEmpty() {
    VisibleProjects all =
        projects(call -> number(call) <= 3 ? page(null, number(call)) : page(null));

    assertThat(all.names()).containsOnlyKeys("1", "2", "3");
    assertThat(all.isAll()).isTrue();
  }

  @Test
  void aListThatDoesNotPageIsReadOnceMoreAndNoFurther() {
    VisibleProjects all = projects(call -> page(null, 1, 2));

    assertThat(all.names()).hasSize(2);
    assertThat(all.isAll()).isTrue();
    assertThat(calls).hasSize(2);
  }

  @Test
  void aListWithoutEndIsReadUpToABound() {
    VisibleProjects some = projects(call -> page(null, number(call)));

    assertThat(some.names()).hasSize(10);
    assertThat(some.isAll()).isFalse();
    assertThat(some.failure()).isNull();
  }

  @Test
  void aListThatIsTooLargeIsAFailure() {
    Answer large = new Answer(200, "", "larger", true, null, null);

    assertThat(projects(call -> large).failure()).contains("--project");
  }

  @Test
  void whatIsNoListIsAFailure() {
    assertThat(projects(call -> new Answer(200, "<html>", null, false, null, null)).failure())
        .isEqualTo("Procore answered 200 with something that is no list");
  }
}
