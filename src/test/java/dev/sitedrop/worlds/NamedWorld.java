package dev.sitedrop.worlds;

import java.util.List;
import java.util.Locale;

/**
 * A Procore as it may be: the answers that it gives to questions which its documentation leaves
 * open, or what goes wrong on the way to it.
 *
 * @param name short, in kebab case
 * @param description one line for the documentation
 * @param images how the drops of images may end
 * @param logs how those of accident logs may end
 * @param settings of the sandbox, below {@code sandbox.}
 */
record NamedWorld(
    String name, String description, Ending images, Ending logs, List<String> settings) {

  /** How the drops of a kind may end. */
  enum Ending {
    /** Each is delivered, with a receipt. */
    DELIVERED,
    /**
     * Procore does not show it what a person can see: those whose answer was lost are set aside,
     * with a reason, and the others delivered.
     */
    ASIDE_IF_LOST,
    /** It is in Procore, but not shown whole: delivered, or set aside with its id. */
    DELIVERED_OR_ASIDE,
    /** It is in Procore without its files: set aside with its id and link. */
    ASIDE_WITHOUT_FILES
  }

  private static NamedWorld of(String name, String description, String... settings) {
    return of(name, description, Ending.DELIVERED, Ending.DELIVERED, settings);
  }

  private static NamedWorld of(
      String name, String description, Ending images, Ending logs, String... settings) {
    return new NamedWorld(name, description, images, logs, List.of(settings));
  }

  /** Whether its photos are private ones. */
  boolean isOfPrivatePhotos() {
    return name.startsWith("private-");
  }

  /** Whether its calls are few, so that it may not have come far when SiteDrop is killed. */
  boolean isLimited() {
    return settings.stream().anyMatch(setting -> setting.startsWith("spike-limit="));
  }

  /** Whether files that an accident log has are not shown at once: a PATCH may name them again. */
  boolean hidesAttachments() {
    return settings.stream().anyMatch(setting -> setting.startsWith("world.attachments="));
  }

  /** As the settings call its companies: one word each. Their ids count from 1. */
  List<String> companies() {
    String company = name.replace("-", "");
    return name.equals("one-app") ? List.of(company, company + "too") : List.of(company);
  }

  @Override
  public String toString() {
    return name;
  }

  /** All of them; a new one is a line here. */
  static List<NamedWorld> all() {
    return List.of(
        of("strict", "the strictest reading of everything: the sandbox's defaults"),
        of("md5-etag", "storage answers the MD5 as ETag", "world.etag=md5"),
        of("weak-etag", "storage answers a weak ETag", "world.etag=weak"),
        of(
            "multipart-etag",
            "storage answers the ETag of a multipart upload",
            "world.etag=multipart"),
        of("usual-headers", "a PUT bears length and hashes only", "world.signed-headers=usual"),
        of("etag-only", "an upload is completed by its ETags alone", "world.completion=etag-only"),
        of("available", "a completed upload is called available", "world.completed=available"),
        of("empty-completion", "completing an upload answers nothing", "world.completed=empty"),
        of("gone-410", "the first upload of each file is gone: 410", "faults.uploads-gone=1"),
        of(
            "gone-404",
            "the first upload of each file is gone: 404",
            "world.gone-status=404",
            "faults.uploads-gone=1"),
        of("names-kept", "answers bear the names as they were sent", "world.names=kept"),
        of("urls-with-uuid", "URLs in answers tell the upload", "world.urls=uuid"),
        of(
            "attachments-later",
            "an accident log shows its files after 2 s",
            "world.attachments=later",
            "world.attachments-after=2s"),
        of(
            "attachments-null",
            "an accident log never shows the files that it has",
            Ending.DELIVERED,
            Ending.DELIVERED_OR_ASIDE,
            "world.attachments=null"),
        of(
            "attachments-absent",
            "an accident log has no field for its files",
            Ending.DELIVERED,
            Ending.DELIVERED_OR_ASIDE,
            "world.attachments=absent",
            "world.patch=replaces"),
        of(
            "upload-ids-patched-adds",
            "upload_ids are ignored until a PATCH, which adds",
            "world.upload-ids=until-patched"),
        of(
            "upload-ids-patched-replaces",
            "upload_ids are ignored until a PATCH, which replaces",
            "world.upload-ids=until-patched",
            "world.patch=replaces"),
        of(
            "upload-ids-ignored",
            "upload_ids are ignored for good",
            Ending.DELIVERED,
            Ending.ASIDE_WITHOUT_FILES,
            "world.upload-ids=ignored"),
        of("log-time-required", "an accident's time is required", "world.log-time-required=true"),
        of(
            "image-guide-406",
            "images by the guide's body; the other is a 406",
            "world.wrong-image-body=406"),
        of(
            "image-guide-422",
            "images by the guide's body; the other is a 422",
            "world.wrong-image-body=422"),
        of(
            "image-reference-400",
            "images by the reference's body; the other is a 400",
            "world.image-body=reference"),
        of(
            "image-reference-406",
            "images by the reference's body; the other is a 406",
            "world.image-body=reference",
            "world.wrong-image-body=406"),
        of(
            "image-reference-422",
            "images by the reference's body; the other is a 422",
            "world.image-body=reference",
            "world.wrong-image-body=422"),
        of("image-either", "images by either body", "world.image-body=either"),
        of(
            "private-hidden",
            "private photos, which are not shown to the account",
            Ending.ASIDE_IF_LOST,
            Ending.DELIVERED),
        of(
            "private-listed",
            "private photos, which are shown to the account",
            "world.private-images-listed=true"),
        of("lenient-times", "filters take any time", "world.created-at-filter=lenient"),
        of("pages-of-two", "lists have two elements a page", "world.largest-page=2"),
        of(
            "pages-without-links",
            "lists have two elements a page and no links",
            "world.largest-page=2",
            "world.paging=without-links"),
        of("pages-ignored", "every page of a list is the whole list", "world.paging=ignored"),
        of("large-pages", "an element of a list has 600 kB", "world.element-padding=600KB"),
        of("no-expiry", "a token does not tell its end", "world.expires-in=false"),
        of(
            "login-redirects",
            "the first login is redirected; a token is a Bearer",
            "world.token-type=Bearer",
            "faults.login-redirects=1"),
        of("rate-limit", "30 calls in 10 s, and no Retry-After", "spike-limit=30"),
        of(
            "rate-limit-told",
            "30 calls in 10 s, and Retry-After",
            "spike-limit=30",
            "world.retry-after=true"),
        of(
            "one-app",
            "two companies by one app, which have 30 calls in 10 s together",
            "spike-limit=30",
            "more-company-ids=2"),
        of("idempotent", "Idempotency-Token is honoured", "world.idempotency=honoured"),
        storage("TemporaryRedirect"),
        storage("RequestTimeout"),
        storage("IncompleteBody"),
        storage("SlowDown"),
        storage("InternalError"),
        storage("ExpiredToken"),
        storage("AccessDenied"),
        storage("NoSuchUpload"),
        storage("SomethingNew"),
        of("answers-502", "lost answers are a 502", "faults.lost-as=bad-gateway"),
        of("answers-504", "lost answers are a 504", "faults.lost-as=gateway-timeout"),
        of(
            "requests-lost",
            "a call is lost before it is carried out, and then the answer to the next",
            "faults.requests-lost=1"));
  }

  private static NamedWorld storage(String code) {
    return of(
        "storage-" + code.replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT),
        "storage answers the first PUT of each segment " + code,
        "faults.puts=1",
        "faults.put-code=" + code);
  }
}
