package dev.sitedrop.claim;

import java.io.IOException;
import software.amazon.awssdk.services.s3.S3Client;

/** Looks whether a bucket can be used, for those who have no spool in it. */
public final class BucketTrial {
  private BucketTrial() {}

  /**
   * @param place such as {@code s3://bucket/prefix}
   * @param settings where its server is
   * @return whether the place is a bucket at all
   * @throws IOException if it cannot be used; the message says why, and what to do
   */
  public static boolean check(String place, SpoolSettings settings) throws IOException {
    if (!(SpoolPlace.of(place) instanceof SpoolPlace.Bucket bucket)) {
      return false;
    }
    try (S3Client client = SpoolConfiguration.client(settings)) {
      ScratchSpace scratch = new ScratchSpace(settings.scratch());
      new BucketSpool(bucket, client, settings, scratch, Runnable::run).check();
    }
    return true;
  }
}
