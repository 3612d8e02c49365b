package dev.sitedrop.sandbox;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings {@code sandbox.world.*}: one for each question that Procore's documentation leaves open
 * or answers in two ways. The defaults are the strictest reading.
 *
 * @param etag what storage answers a PUT with. Procore's examples of 2022 show the MD5; its
 *     security page says that storage is encrypted by KMS, where S3's ETag is not the MD5
 * @param signedHeaders which headers a PUT is to bear (tutorial-uploads: those that are handed
 *     out): the {@code usual} ones, length and hashes, or {@code more}, the file's type and the
 *     encryption too
 * @param completion what completing an upload needs of each segment: {@code full} as the OpenAPI of
 *     2026 requires (ETag, size, SHA-256, and the MD5 if the create gave one), or {@code etag-only}
 *     as in the guide (tutorial-uploads), which tolerates more
 * @param completed what completing an upload answers: a status word, or a 2xx without a body
 *     (tutorial-uploads)
 * @param freshUrls whether GET of an upload hands out new URLs for the segments that are missing;
 *     otherwise it shows none (undocumented)
 * @param goneStatus how completing or showing an upload is refused that has been deleted: 410
 *     (OpenAPI) or 404 (error-reference)
 * @param names of files in answers: as sent, or {@code cleaned} as Rails' uploaders do, in lower
 *     case and with an underscore for whatever is no letter, digit, dot, hyphen or plus
 *     (undocumented)
 * @param urls of files in answers: with a {@code token} that does not tell the upload (attachments
 *     guide), or with its {@code uuid} (examples of other resources)
 * @param uploadIds what an accident log makes of {@code upload_ids}, which only the guide and the
 *     newest OpenAPI know: {@code taken}, ignored {@code until-patched} by PATCH of the log, or
 *     {@code ignored} for good
 * @param attachments of an accident log in answers, when they have been taken: {@code shown} at
 *     once or {@code later}, or always {@code null} or {@code absent} (undocumented)
 * @param attachmentsAfter how long after they were taken attachments are shown, where they are
 *     shown {@code later}
 * @param patch whether {@code upload_ids} of a PATCH of an accident log are added to those that it
 *     has, of which none may be named again, or replace them (undocumented)
 * @param logTimeRequired whether {@code time_hour} and {@code time_minute} of an accident log are
 *     required (OpenAPI of 2024 and 2026) or may be left out (the guide's example)
 * @param imageBody which of the two documented bodies makes an image: that of the {@code guide},
 *     {@code upload} with {@code uuid} and {@code image_name}, that of the OpenAPI {@code
 *     reference}, {@code upload_uuid} and {@code image_name} beside {@code image}, or {@code
 *     either}
 * @param wrongImageBody how the other body is refused: 400 (a parameter is missing), 406 (an
 *     unknown field) or 422 (a field is blank), as the error reference has it
 * @param privateImagesListed whether private images are shown to the account; the Photos tool shows
 *     them to its administrators only
 * @param imageExtensions the only extensions of images that the company allows, in lower case;
 *     empty for any
 * @param createdAtFilter whether {@code filters[created_at]} of images takes {@code whole-seconds}
 *     only (filtering-on-list-actions) or is {@code lenient}
 * @param paging of lists: with {@code links} to the other pages (pagination guide), {@code
 *     without-links}, or {@code ignored}, so that every page is the whole list
 * @param pageSize how many elements a page has if the call does not say (undocumented)
 * @param largestPage how many elements a page has at most, whatever the call says
 * @param elementPadding how many bytes are added to each element of a list; Procore's pages may be
 *     larger than 1 MB
 * @param expiresIn whether a token comes with {@code expires_in}, which the guide's answer has and
 *     the reference leaves optional
 * @param tokenType the word {@code bearer} or {@code Bearer} (oauth guides)
 * @param retryAfter whether a 429 bears {@code Retry-After}; it may be missing (rate-limiting)
 * @param idempotency whether {@code Idempotency-Token}, which Procore's Ruby SDK sends, is {@code
 *     ignored} or {@code honoured}: a second POST with the same body is answered 200 with the first
 *     one's resource, one with another body 422
 */
@Validated
@ConfigurationProperties("sandbox.world")
public record World(
    @DefaultValue("opaque") Etag etag,
    @DefaultValue("more") SignedHeaders signedHeaders,
    @DefaultValue("full") Completion completion,
    @DefaultValue("complete") Completed completed,
    @DefaultValue("false") boolean freshUrls,
    @DefaultValue("410") @Min(400) @Max(499) int goneStatus,
    @DefaultValue("cleaned") Names names,
    @DefaultValue("token") Urls urls,
    @DefaultValue("taken") UploadIds uploadIds,
    @DefaultValue("shown") Attachments attachments,
    @DefaultValue("5s") @DurationMin(seconds = 0) @DurationMax(days = 1) Duration attachmentsAfter,
    @DefaultValue("adds") Patch patch,
    @DefaultValue("false") boolean logTimeRequired,
    @DefaultValue("guide") ImageBody imageBody,
    @DefaultValue("400") @Min(400) @Max(499) int wrongImageBody,
    @DefaultValue("false") boolean privateImagesListed,
    @DefaultValue Set<String> imageExtensions,
    @DefaultValue("whole-seconds") CreatedAtFilter createdAtFilter,
    @DefaultValue("links") Paging paging,
    @DefaultValue("20") @Min(1) @Max(2000) int pageSize,
    @DefaultValue("100") @Min(1) @Max(2000) int largestPage,
    @DefaultValue("0B") DataSize elementPadding,
    @DefaultValue("true") boolean expiresIn,
    @DefaultValue("bearer") String tokenType,
    @DefaultValue("false") boolean retryAfter,
    @DefaultValue("ignored") Idempotency idempotency) {

  /** The ETag of stored bytes. */
  public enum Etag {
    /** 32 hex digits that are not the MD5. */
    OPAQUE,
    MD5,
    /** {@code W/"…"}. */
    WEAK,
    /** {@code "…-2"}. */
    MULTIPART
  }

  /** What has to come with a PUT. */
  public enum SignedHeaders {
    USUAL,
    MORE
  }

  /** What is asked of each segment when an upload is completed. */
  public enum Completion {
    FULL,
    ETAG_ONLY
  }

  /** The answer to a completion. */
  public enum Completed {
    COMPLETE,
    AVAILABLE,
    EMPTY
  }

  /** Names of files in answers. */
  public enum Names {
    KEPT,
    CLEANED
  }

  /** URLs of files in answers. */
  public enum Urls {
    TOKEN,
    UUID
  }

  /** What becomes of an accident log's {@code upload_ids}. */
  public enum UploadIds {
    TAKEN,
    UNTIL_PATCHED,
    IGNORED
  }

  /** How an accident log shows its files. */
  public enum Attachments {
    SHOWN,
    LATER,
    NULL,
    ABSENT
  }

  /** What a PATCH of an accident log does to the files it has. */
  public enum Patch {
    ADDS,
    REPLACES
  }

  /** The body that makes an image. */
  public enum ImageBody {
    GUIDE,
    REFERENCE,
    EITHER
  }

  /** Which times the filter of images takes. */
  public enum CreatedAtFilter {
    WHOLE_SECONDS,
    LENIENT
  }

  /** How a list comes in pages. */
  public enum Paging {
    LINKS,
    WITHOUT_LINKS,
    IGNORED
  }

  /** What becomes of an {@code Idempotency-Token}. */
  public enum Idempotency {
    IGNORED,
    HONOURED
  }
}
