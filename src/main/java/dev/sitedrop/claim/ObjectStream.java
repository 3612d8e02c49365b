package dev.sitedrop.claim;

import java.io.FilterInputStream;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** An object's bytes as they come; whoever reads them knows no failures of an SDK. */
final class ObjectStream extends FilterInputStream {
  private final ResponseInputStream<GetObjectResponse> answer;
  private final SpoolPlace.Bucket bucket;
  private long left;

  ObjectStream(ResponseInputStream<GetObjectResponse> answer, SpoolPlace.Bucket bucket) {
    super(answer);
    this.answer = answer;
    this.bucket = bucket;
    this.left = answer.response().contentLength();
  }

  @Override
  public int read() throws IOException {
    try {
      int read = super.read();
      left -= read < 0 ? 0 : 1;
      return read;
    } catch (SdkException e) {
      throw new IOException(BucketTrouble.told(bucket, e));
    }
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      int read = super.read(bytes, offset, length);
      left -= Math.max(0, read);
      return read;
    } catch (SdkException e) {
      throw new IOException(BucketTrouble.told(bucket, e));
    }
  }

  /** What was not read is not fetched for nothing: the connection is given up. */
  @Override
  public void close() throws IOException {
    if (left > 0) {
      answer.abort();
    } else {
      super.close();
    }
  }
}
