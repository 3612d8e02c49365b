package dev.sitedrop.delivery.upload;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.hc.client5.http.entity.mime.AbstractContentBody;
import org.apache.hc.core5.http.ContentType;

/** Spooled bytes as a file of a form: streamed, with their length known. */
final class FormFile extends AbstractContentBody {
  private final SpooledRegion bytes;

  FormFile(SpooledRegion bytes, ContentType type) {
    super(type);
    this.bytes = bytes;
  }

  @Override
  public String getFilename() {
    return bytes.name();
  }

  @Override
  public long getContentLength() {
    return bytes.length();
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    bytes.writeTo(out);
  }
}
