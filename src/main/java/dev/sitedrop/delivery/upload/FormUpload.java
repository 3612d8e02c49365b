package dev.sitedrop.delivery.upload;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sitedrop.claim.Spool;
import dev.sitedrop.ledger.Attachment;
import dev.sitedrop.ledger.StoragePlace;
import dev.sitedrop.ledger.UploadProtocol;
import dev.sitedrop.procore.Company;
import dev.sitedrop.procore.FormUploadAnswer;
import dev.sitedrop.procore.ProcoreCall;
import dev.sitedrop.procore.ProcoreFailure.Passing;
import dev.sitedrop.procore.UploadRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.hc.client5.http.entity.mime.HttpMultipartMode;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.client5.http.entity.mime.StringBody;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.springframework.stereotype.Component;

/**
 * Uploads v1.1 without segments: create, then one multipart POST with the fields as Procore gave
 * them and the file last. There is nothing to complete.
 */
@Component
class FormUpload implements UploadSteps {
  @Override
  public UploadProtocol protocol() {
    return UploadProtocol.FORM;
  }

  @Override
  public ProcoreCall create(Attachment file, Company company, long projectId) {
    return ProcoreCall.post(
        SegmentedUpload.uploads(projectId),
        Map.of(),
        new UploadRequest(file.name(), file.contentType(), null));
  }

  @Override
  public CreatedUpload created(JsonNode json, Attachment file, Company company, Instant now) {
    FormUploadAnswer answer = Answers.read(json, FormUploadAnswer.class);
    if (answer.uuid() == null || answer.url() == null || answer.fields() == null) {
      throw new Passing("Procore's answer to the upload names no uuid, url or fields");
    }
    return new CreatedUpload(
        answer.uuid(),
        now.plus(SegmentedUpload.URLS_HOLD),
        now.plus(SegmentedUpload.UPLOAD_HOLDS),
        List.of(
            new StoragePlace(company.storageUrl().checked(answer.url()), answer.fields(), null)));
  }

  @Override
  public String method() {
    return "POST";
  }

  @Override
  public HttpEntity body(SegmentPut put, Spool spool) {
    Attachment file = put.attachment();
    MultipartEntityBuilder form =
        MultipartEntityBuilder.create()
            .setMode(HttpMultipartMode.LEGACY) // no headers of its own on a field, as browsers do
            .setCharset(StandardCharsets.UTF_8);
    ContentType text = ContentType.create("text/plain", StandardCharsets.UTF_8);
    put.segment().with().forEach((name, value) -> form.addPart(name, new StringBody(value, text)));
    ContentType type = ContentType.parseLenient(file.contentType());
    SpooledRegion whole = new SpooledRegion(spool, file.spoolKey(), file.name(), 0, file.size());
    return form.addPart("file", new FormFile(whole, type)).build();
  }

  @Override
  public ProcoreCall complete(Attachment file, Company company, long projectId) {
    throw new IllegalStateException("a form's upload is available when the storage has it");
  }

  @Override
  public ProcoreCall show(Attachment file, Company company, long projectId) {
    throw new IllegalStateException("a form's upload is available when the storage has it");
  }

  @Override
  public UploadState state(JsonNode answer) {
    throw new IllegalStateException("a form's upload is available when the storage has it");
  }
}
