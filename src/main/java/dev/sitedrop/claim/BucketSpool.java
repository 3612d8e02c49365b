package dev.sitedrop.claim;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A spool in a bucket of S3, or of a server that speaks its protocol. An object is there with all
 * its bytes or not at all, so nothing half-written is ever seen.
 */
final class BucketSpool implements Spool {
  private final SpoolPlace.Bucket bucket;
  private final S3Client s3;
  private final SpoolSettings settings;
  private final ScratchSpace scratch;
  private final HashedCopy copy;

  BucketSpool(
      SpoolPlace.Bucket bucket,
      S3Client s3,
      SpoolSettings settings,
      ScratchSpace scratch,
      Executor hashers) {
    this.bucket = bucket;
    this.s3 = s3;
    this.settings = settings;
    this.scratch = scratch;
    this.copy = new HashedCopy(hashers);
  }

  @Override
  public String id() {
    return place();
  }

  @Override
  public String place() {
    return bucket.toString();
  }

  @Override
  public boolean isInABucket() {
    return true;
  }

  @Override
  public SegmentPlan plan(long fileSize) {
    return SegmentPlan.of(fileSize, settings);
  }

  @Override
  public ClaimCheck checkIn(InputStream bytes, long expectedSize, SegmentPlan plan)
      throws IOException {
    String key = UUID.randomUUID().toString();
    try (ObjectUpload upload = new ObjectUpload(s3, bucket.name(), object(key), expectedSize)) {
      ClaimCheck ticket = copy.copy(bytes, expectedSize, plan, key, upload::write);
      upload.complete();
      return ticket;
    } catch (SdkException e) {
      throw trouble(e);
    }
  }

  private String object(String key) {
    return bucket.prefix() + key;
  }

  @Override
  public long size(String key) throws IOException {
    try {
      return s3.headObject(r -> r.bucket(bucket.name()).key(object(key))).contentLength();
    } catch (NoSuchKeyException e) {
      check(); // to this question a missing bucket answers the same
      throw new NoSuchFileException(object(key));
    } catch (SdkException e) {
      throw trouble(e);
    }
  }

  @Override
  public InputStream open(String key, long offset, long length) throws IOException {
    if (length == 0) {
      return InputStream.nullInputStream();
    }
    String range = "bytes=" + offset + "-" + (offset + length - 1);
    try {
      return new ObjectStream(
          s3.getObject(r -> r.bucket(bucket.name()).key(object(key)).range(range)), bucket);
    } catch (NoSuchKeyException e) {
      check();
      throw new NoSuchFileException(object(key));
    } catch (SdkException e) {
      throw trouble(e);
    }
  }

  @Override
  public boolean isIntact(String key, long size, String sha256) throws IOException {
    if (size(key) != size) {
      return false;
    }
    try (InputStream in = open(key, 0, size)) {
      return HashedCopy.matches(in, sha256);
    }
  }

  /** To remove what is not there is no failure in S3. */
  @Override
  public void release(String key) {
    try {
      s3.deleteObject(r -> r.bucket(bucket.name()).key(object(key)));
    } catch (SdkException e) {
      throw new UncheckedIOException(trouble(e));
    }
  }

  @Override
  public Scratch openScratch() throws IOException {
    return scratch.open();
  }

  @Override
  public Path fileOf(String key, Scratch folder) throws IOException {
    Path file = folder.path().resolve(key);
    try (InputStream in = open(key, 0, size(key))) {
      Files.copy(in, file);
    }
    return file;
  }

  @Override
  public void sweep(Instant before, Predicate<String> isNeeded) throws IOException {
    scratch.sweep(before);
    try {
      sweepObjects(before, isNeeded);
      abortUploads(before);
    } catch (SdkException e) {
      throw trouble(e);
    }
  }

  /** Page by page; what lies deeper, or is called otherwise, is not of a spool. */
  private void sweepObjects(Instant before, Predicate<String> isNeeded) {
    var pages =
        s3.listObjectsV2Paginator(
            r -> r.bucket(bucket.name()).prefix(bucket.prefix()).delimiter("/"));
    for (S3Object object : pages.contents()) {
      String key = object.key().substring(bucket.prefix().length());
      if (isKey(key) && object.lastModified().isBefore(before) && !isNeeded.test(key)) {
        release(key);
      }
    }
  }

  /** Not every server can list those of a prefix, and there are few at a time. */
  private void abortUploads(Instant before) {
    for (MultipartUpload upload :
        s3.listMultipartUploadsPaginator(r -> r.bucket(bucket.name())).uploads()) {
      boolean ours =
          upload.key().startsWith(bucket.prefix())
              && isKey(upload.key().substring(bucket.prefix().length()));
      if (ours && upload.initiated().isBefore(before)) {
        s3.abortMultipartUpload(
            r -> r.bucket(bucket.name()).key(upload.key()).uploadId(upload.uploadId()));
      }
    }
  }

  private static boolean isKey(String key) {
    return key.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  }

  @Override
  public void check() throws IOException {
    try {
      s3.headBucket(r -> r.bucket(bucket.name()));
    } catch (SdkException e) {
      throw trouble(e);
    }
  }

  private IOException trouble(SdkException e) {
    return new IOException(BucketTrouble.told(bucket, e));
  }
}
