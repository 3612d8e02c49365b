package dev.sitedrop.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sitedrop.sandbox.SandboxState.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What Procore does not have: an account of what the sandbox was told, for people and tests. */
@RestController
class AccountController {
  private final SandboxState state;
  private final SandboxAccount account;

  AccountController(SandboxState state, SandboxAccount account) {
    this.state = state;
    this.account = account;
  }

  /**
   * Calls by endpoint, calls that were refused, and every resource with the hashes of its files.
   *
   * @param resources false for their numbers only
   */
  @GetMapping("/sandbox/account")
  Map<String, Object> account(@RequestParam(defaultValue = "true") boolean resources) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("calls", account.calls());
    answer.put("violation_count", account.violationCount());
    answer.put("violations", account.violations());
    answer.put("image_count", state.resources(Kind.IMAGE).size());
    answer.put("accident_log_count", state.resources(Kind.ACCIDENT_LOG).size());
    if (resources) {
      answer.put("images", shown(Kind.IMAGE));
      answer.put("accident_logs", shown(Kind.ACCIDENT_LOG));
    }
    return answer;
  }

  private List<ObjectNode> shown(Kind kind) {
    List<ObjectNode> all = new ArrayList<>();
    for (ObjectNode resource : state.resources(kind)) {
      ObjectNode shown = resource.deepCopy();
      var files = shown.putArray("files");
      for (var uuid : resource.path("uploads")) {
        SandboxUpload upload = state.upload(uuid.asText());
        var sha256s = files.addObject().put("uuid", upload.uuid()).putArray("segment_sha256s");
        upload.segments().forEach(segment -> sha256s.add(segment.sha256));
      }
      all.add(shown);
    }
    return all;
  }
}
