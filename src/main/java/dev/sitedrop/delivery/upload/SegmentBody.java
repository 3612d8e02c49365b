package dev.sitedrop.delivery.upload;

import dev.sitedrop.claim.Spool;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/** A run of spooled bytes as a request body: streamed, with its length known. */
final class SegmentBody extends AbstractHttpEntity {
  private final SpooledRegion region;

  SegmentBody(SpooledRegion region, ContentType contentType) {
    super(contentType, null);
    this.region = region;
  }

  /** The bytes of a segment, with the type that was signed for it; without one if none was. */
  static SegmentBody of(SegmentPut put, Spool spool) {
    ContentType type = null;
    for (Map.Entry<String, String> header : put.segment().with().entrySet()) {
      if (header.getKey().equalsIgnoreCase("Content-Type")) {
        type = ContentType.parseLenient(header.getValue());
      }
    }
    return new SegmentBody(SpooledRegion.of(put, spool), type);
  }

  @Override
  public long getContentLength() {
    return region.length();
  }

  @Override
  public boolean isRepeatable() {
    return true;
  }

  @Override
  public boolean isStreaming() {
    return false;
  }

  @Override
  public InputStream getContent() throws IOException {
    return region.open();
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    region.writeTo(out);
  }

  @Override
  public void close() {
    // the bytes are open only while they are written
  }
}
