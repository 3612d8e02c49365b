package dev.sitedrop.sandbox;

import dev.sitedrop.sandbox.StorageServlet.Denied;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The fields that a form upload has to bear. */
final class FormFields {
  private FormFields() {}

  /** Awkward on purpose: what is trimmed, decoded or encoded again is refused. */
  static Map<String, String> of(String uuid) {
    String policy = "{\"expiration\":\"2099-01-01T00:00:00Z\",\"conditions\":[[\"é\",\"" + uuid;
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("key", "objects/with plus+and%20space/é/" + uuid);
    fields.put("success_action_status", "204");
    fields.put("x-amz-credential", "AKIA/20261124/us-east-1/s3/aws4_request");
    fields.put(
        "policy", Base64.getEncoder().encodeToString(policy.getBytes(StandardCharsets.UTF_8)));
    fields.put("x-amz-signature", UUID.randomUUID().toString().replace("-", "") + "==");
    return fields;
  }

  /**
   * The file, which comes last, after every field unaltered.
   *
   * @throws Denied if another form was sent
   */
  static Part check(SandboxUpload upload, Collection<Part> parts) throws IOException, Denied {
    List<Part> all = new ArrayList<>(parts);
    if (all.isEmpty() || !all.get(all.size() - 1).getName().equals("file")) {
      throw new Denied(400, "InvalidArgument", "The file must be the last part, named file");
    }
    Part file = all.remove(all.size() - 1);
    Map<String, String> sent = new LinkedHashMap<>();
    for (Part part : all) {
      sent.put(
          part.getName(), new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }
    if (!sent.equals(upload.fields()) || all.size() != sent.size()) {
      throw new Denied(
          403, "SignatureDoesNotMatch", "The fields are not the ones that were signed");
    }
    if (file.getSubmittedFileName() == null) {
      throw new Denied(400, "InvalidArgument", "POST requires exactly one file upload per request");
    }
    return file;
  }
}
