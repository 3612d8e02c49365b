package dev.sitedrop.claim;

import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * One object on its way into a bucket, through one buffer: a small one with one PUT, a larger one
 * in parts. Each request bears the MD5 of its bytes, which every S3 server looks at: bytes that
 * were changed on their way are refused. Closed before it is complete, it leaves nothing.
 */
final class ObjectUpload implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ObjectUpload.class);

  /** In bytes: S3 takes no smaller part than 5 MiB but the last. */
  static final int PART = 8 << 20;

  /** S3 takes no more. */
  private static final int MOST_PARTS = 10_000;

  private final S3Client s3;
  private final String bucket;
  private final String key;
  private final byte[] buffer;
  private final boolean inParts;
  private final List<CompletedPart> parts = new ArrayList<>();
  private int filled;
  private String uploadId;
  private boolean complete;

  ObjectUpload(S3Client s3, String bucket, String key, long size) {
    this.s3 = s3;
    this.bucket = bucket;
    this.key = key;
    this.inParts = size > PART;
    this.buffer = new byte[inParts ? partOf(size) : (int) size];
  }

  private static int partOf(long size) {
    return Math.toIntExact(Math.max(PART, (size + MOST_PARTS - 1) / MOST_PARTS));
  }

  /** No more bytes in all than were announced. */
  void write(byte[] bytes, int length) {
    for (int at = 0; at < length; ) {
      if (filled == buffer.length) {
        putPart();
      }
      int run = Math.min(length - at, buffer.length - filled);
      System.arraycopy(bytes, at, buffer, filled, run);
      filled += run;
      at += run;
    }
  }

  private void putPart() {
    if (uploadId == null) {
      uploadId = s3.createMultipartUpload(r -> r.bucket(bucket).key(key)).uploadId();
    }
    int number = parts.size() + 1;
    String etag =
        s3.uploadPart(
                r ->
                    r.bucket(bucket)
                        .key(key)
                        .uploadId(uploadId)
                        .partNumber(number)
                        .contentMD5(md5()),
                body())
            .eTag();
    parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
    filled = 0;
  }

  /** Repeated by the SDK where the server was busy. */
  private RequestBody body() {
    int length = filled;
    return RequestBody.fromContentProvider(
        () -> new ByteArrayInputStream(buffer, 0, length), length, "application/octet-stream");
  }

  private String md5() {
    MessageDigest md5 = SegmentDigests.digest("MD5");
    md5.update(buffer, 0, filled);
    return Base64.getEncoder().encodeToString(md5.digest());
  }

  /** The object is there when this returns. */
  void complete() {
    if (inParts) {
      putPart();
      s3.completeMultipartUpload(
          r -> r.bucket(bucket).key(key).uploadId(uploadId).multipartUpload(m -> m.parts(parts)));
    } else {
      s3.putObject(r -> r.bucket(bucket).key(key).contentMD5(md5()), body());
    }
    complete = true;
  }

  /** What cannot be aborted now is aborted by a sweep. */
  @Override
  public void close() {
    if (!complete && uploadId != null) {
      try {
        s3.abortMultipartUpload(r -> r.bucket(bucket).key(key).uploadId(uploadId));
      } catch (SdkException e) {
        LOG.debug("An upload into the spool could not be aborted", e);
      }
    }
  }
}
