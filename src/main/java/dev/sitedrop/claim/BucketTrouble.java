package dev.sitedrop.claim;

import dev.sitedrop.words.FailureText;
import java.net.UnknownHostException;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * What is wrong with a bucket, in words of our own: a server's message may repeat the key that it
 * was given, or what was signed with it.
 */
final class BucketTrouble {
  private static final String LOGIN = "it refuses the access key. Look at AWS_ACCESS_KEY_ID";

  private static final Map<String, String> BY_CODE =
      Map.ofEntries(
          Map.entry("NoSuchBucket", "there is no such bucket. Make it"),
          Map.entry("InvalidAccessKeyId", LOGIN),
          Map.entry("SignatureDoesNotMatch", "the secret is wrong. Look at AWS_SECRET_ACCESS_KEY"),
          Map.entry("ExpiredToken", "the session's credentials are past their time"),
          Map.entry("InvalidToken", LOGIN),
          Map.entry("RequestTimeTooSkewed", "the clock of this machine is wrong (NTP)"),
          Map.entry("PermanentRedirect", "it is in another region. Set SPOOL_S3_REGION"),
          Map.entry("AuthorizationHeaderMalformed", "its region is another. Set SPOOL_S3_REGION"),
          Map.entry("BadDigest", "bytes were changed on their way"),
          Map.entry("SlowDown", "it is busy"));

  private static final Map<Integer, String> BY_STATUS =
      Map.of(
          301, "it is in another region. Set SPOOL_S3_REGION",
          400, "it refuses the request. Look at SPOOL_S3_REGION and the credentials",
          401, LOGIN,
          403,
              "it refuses the access, or the credentials. It needs s3:PutObject, s3:GetObject,"
                  + " s3:DeleteObject, s3:ListBucket, s3:ListBucketMultipartUploads and"
                  + " s3:AbortMultipartUpload",
          404, "there is no such bucket. Make it");

  private BucketTrouble() {}

  static String told(SpoolPlace.Bucket bucket, SdkException failure) {
    return "The spool " + bucket + " cannot be used: " + why(failure);
  }

  private static String why(SdkException failure) {
    if (failure instanceof S3Exception answer) {
      String code = answer.awsErrorDetails() == null ? null : answer.awsErrorDetails().errorCode();
      String words = code == null ? null : BY_CODE.get(code);
      if (words == null) {
        words = BY_STATUS.get(answer.statusCode());
      }
      return words == null ? "it answers with " + answer.statusCode() : words;
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException) {
        return "its server is not known. Look at SPOOL_S3_ENDPOINT, and at the network";
      }
      if (cause instanceof java.io.IOException) {
        return "its server cannot be reached (" + FailureText.kind(cause) + ")";
      }
    }
    if (String.valueOf(failure.getMessage()).contains("credentials")) {
      return "there are no credentials. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give"
          + " this machine a role";
    }
    return FailureText.of(failure);
  }
}
