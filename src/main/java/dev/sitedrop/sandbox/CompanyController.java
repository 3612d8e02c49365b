package dev.sitedrop.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sitedrop.sandbox.Resource.Kind;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who one is, which companies and projects there are, and the albums of a project. */
@RestController
@RequestMapping("/rest/v1.0")
class CompanyController {
  private final SandboxState state;
  private final SandboxSettings settings;
  private final Paging paging;

  CompanyController(SandboxState state, SandboxSettings settings, Paging paging) {
    this.state = state;
    this.settings = settings;
    this.paging = paging;
  }

  record Create(Category imageCategory) {}

  record Category(String name) {}

  @GetMapping("/me")
  Map<String, Object> me(@RequestAttribute(ApiGate.ACCOUNT) String account) {
    return Map.of("id", Tokens.id(account), "login", account, "name", account);
  }

  @GetMapping("/companies")
  ResponseEntity<List<ObjectNode>> companies(HttpServletRequest request) {
    ObjectNode company =
        StrictJson.MAPPER
            .createObjectNode()
            .put("id", settings.companyId())
            .put("name", "Company " + settings.companyId())
            .put("is_active", true);
    return paging.page(List.of(company), request);
  }

  @GetMapping("/projects")
  ResponseEntity<List<ObjectNode>> projects(
      @RequestParam("company_id") long company, HttpServletRequest request) {
    if (!settings.knowsCompany(company)) {
      throw Refusal.errors(403, "App is not connected to this company");
    }
    List<Long> ids =
        settings.projects().isEmpty() ? List.of(42L) : List.copyOf(settings.projects());
    return paging.page(
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
    return paging.page(
        state.resources(Kind.CATEGORY).stream()
            .filter(category -> category.projectId() == project)
            .map(CompanyController::shown)
            .toList(),
        request);
  }

  @PostMapping("/image_categories")
  @ResponseStatus(HttpStatus.CREATED)
  ObjectNode createCategory(
      @RequestParam("project_id") long project,
      @RequestAttribute(ApiGate.ACCOUNT) String account,
      @RequestBody String body) {
    Category wanted = StrictJson.read(body, Create.class).imageCategory();
    if (wanted == null) {
      throw Refusal.missing("image_category");
    }
    if (wanted.name() == null || wanted.name().isBlank()) {
      throw Refusal.field(422, "name", "can't be blank");
    }
    Resource category =
        new Resource(
            Kind.CATEGORY,
            state.nextId(),
            project,
            account,
            Instant.now(),
            StrictJson.MAPPER.createObjectNode().put("name", wanted.name()),
            List.of(),
            null,
            null);
    state.made(category);
    return shown(category);
  }

  private static ObjectNode shown(Resource category) {
    return category.fields().deepCopy().put("id", category.id()).put("private", false);
  }
}
