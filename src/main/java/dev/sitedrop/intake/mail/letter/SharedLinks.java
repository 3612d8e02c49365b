package dev.sitedrop.intake.mail.letter;

import java.util.List;
import java.util.regex.Pattern;

/** Knows the links that stand in a mail in place of the files. */
final class SharedLinks {
  /** A service, and how its links look. */
  private record Service(String name, Pattern link) {
    static Service of(String name, String host) {
      return new Service(
          name, Pattern.compile("(?i)\\bhttps?://(?:[a-z0-9-]+\\.){0,4}(?:" + host + ")"));
    }
  }

  private static final Service MAIL_DROP =
      Service.of("iCloud Mail Drop", "icloud\\.com/attachment\\b|icloud-content\\.com/");

  /** The first that fits is told. */
  private static final List<Service> SERVICES =
      List.of(
          MAIL_DROP,
          Service.of(
              "iCloud",
              "share\\.icloud\\.com/|icloud\\.com/(?:iclouddrive|photos|sharedalbum|share)"),
          Service.of("Google Photos", "photos\\.google\\.com/|photos\\.app\\.goo\\.gl/"),
          Service.of("Google Drive", "(?:drive|docs)\\.google\\.com/"),
          Service.of(
              "OneDrive",
              "1drv\\.ms/|onedrive\\.(?:live|com)\\b|[a-z0-9-]+-my\\.sharepoint\\.com/"),
          Service.of("SharePoint", "sharepoint\\.com/"),
          Service.of("WeTransfer", "wetransfer\\.com/|we\\.tl/"),
          Service.of("Dropbox", "dropbox\\.com/|dropboxusercontent\\.com/|db\\.tt/"),
          Service.of("Box", "app\\.box\\.com/|box\\.com/s/"),
          Service.of("MEGA", "mega\\.(?:nz|io)/"),
          Service.of("SwissTransfer", "swisstransfer\\.com/"),
          Service.of("Smash", "fromsmash\\.com/"),
          Service.of("TransferNow", "transfernow\\.net/"),
          Service.of("Amazon Photos", "amazon\\.[a-z.]{2,6}/(?:photos|clouddrive)"),
          Service.of("Flickr", "flic\\.kr/|flickr\\.com/"),
          Service.of("Yandex Disk", "disk\\.yandex\\.[a-z]{2,3}/|yadi\\.sk/"));

  private SharedLinks() {}

  /** The names of the services that a text links to, each once. */
  static List<String> in(String text) {
    String left = text;
    List<String> found = new java.util.ArrayList<>();
    for (Service service : SERVICES) {
      String without = service.link().matcher(left).replaceAll(" ");
      if (!without.equals(left)) {
        found.add(service.name());
        left = without;
      }
    }
    return found;
  }

  /** Whether it shows what the iPhone writes in place of large files, wherever that stands. */
  static boolean isMailDrop(String text) {
    return MAIL_DROP.link().matcher(text).find();
  }
}
