package dev.sitedrop.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sitedrop.sandbox.SandboxState.Kind;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who one is, which projects there are, and the albums of a project. */
@RestController
@RequestMapping("/rest/v1.0")
class CompanyController {
  private final SandboxState state;
  private final SandboxProjects projects;
  private final SandboxSettings settings;

  CompanyController(SandboxState state, SandboxProjects projects, SandboxSettings settings) {
    this.state = state;
    this.projects = projects;
    this.settings = settings;
  }

  record Create(Category imageCategory) {}

  record Category(String name) {}

  @GetMapping("/me")
  Map<String, Object> me() {
    return Map.of("id", 1, "login", "service-account@sandbox", "name", "SiteDrop sandbox");
  }

  @GetMapping("/projects")
  ResponseEntity<List<ObjectNode>> projects(
      @RequestParam("company_id") long company, HttpServletRequest request) {
    if (company != settings.companyId()) {
      throw Refusal.errors(403, "App is not connected to this company");
    }
    List<Long> ids =
        settings.projects().isEmpty() ? List.of(42L) : List.copyOf(settings.projects());
    return Paging.page(
        ids.stream()
            .sorted()
            .map(
                id ->
                    StrictJson.MAPPER
                        .createObjectNode()
                        .put("id", id)
                        .put("name", "Project " + id)
                        .put("display_name", id + " - Project " + id)
                        .put("project_number", Long.toString(id))
                        .put("active", true))
            .toList(),
        request);
  }

  @GetMapping("/image_categories")
  ResponseEntity<List<ObjectNode>> categories(
      @RequestParam("project_id") long project, HttpServletRequest request) {
    projects.check(project);
    return Paging.page(
        state.resources(Kind.CATEGORY).stream()
            .filter(category -> category.path("project_id").asLong() == project)
            .toList(),
        request);
  }

  @PostMapping("/image_categories")
  @ResponseStatus(HttpStatus.CREATED)
  ObjectNode createCategory(@RequestParam("project_id") long project, @RequestBody String body) {
    projects.check(project);
    Category wanted = StrictJson.read(body, Create.class).imageCategory();
    if (wanted == null || wanted.name() == null || wanted.name().isBlank()) {
      throw Refusal.field(422, "name", "can't be blank");
    }
    ObjectNode category =
        StrictJson.MAPPER
            .createObjectNode()
            .put("id", state.nextId())
            .put("name", wanted.name())
            .put("private", false)
            .put("project_id", project);
    state.made(Kind.CATEGORY, category);
    return Paging.shown(category);
  }
}
