package dev.sitedrop.crash;

import dev.sitedrop.crash.TroubledDrops.Ending;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What may go wrong with a delivery, so that SiteDrop does what it otherwise never does.
 *
 * @param name short, in kebab case
 * @param settings of the sandbox, below {@code sandbox.}
 * @param drops puts in what this trouble is met with
 * @param purges whether what is over leaves the ledger when all is settled
 * @param moments that this is for: each is met, before and after
 */
record Trouble(
    String name,
    List<String> settings,
    Consumer<TroubledDrops> drops,
    boolean purges,
    List<String> moments) {
  private static final String IMAGE = "POST /rest/v1.0/images";
  private static final String LOG = "POST .*/accident_logs";
  private static final String REFUSAL = "{\"errors\":{\"description\":[\"is not allowed\"]}}";

  /** As the settings call its company: one word. */
  String company() {
    return name.replace("-", "");
  }

  boolean isNone() {
    return name.equals("none");
  }

  /** Whether its Procore takes no image, so that each refusal may be meant for the body's form. */
  boolean takesNoImage() {
    return name.equals("refused");
  }

  @Override
  public String toString() {
    return name;
  }

  /** Nothing goes wrong: what is met here needs no trouble. */
  static Trouble none() {
    return new Trouble(
        "none",
        List.of(),
        drops -> {
          drops.photo("photo.jpg", Ending.DELIVERED);
          drops.photo("large.jpg", 6_500_000, Ending.DELIVERED, "");
          drops.accident("fall", Ending.DELIVERED);
        },
        false,
        List.of());
  }

  /** All others; a new one is a few lines here. */
  static List<Trouble> all() {
    return List.of(
        new Trouble(
            "answers-lost",
            List.of("faults.answers-lost-every=1", "world.largest-page=2"),
            drops -> {
              drops.photo("photo.jpg", Ending.DELIVERED);
              drops.accident("fall", Ending.DELIVERED);
            },
            false,
            List.of(
                "DeliveryLedger.outcomeUnknown",
                "Leases.take",
                "find-associated/bean[ref:findAssociated method:decide]")),
        new Trouble(
            "requests-lost",
            List.of(),
            drops -> {
              drops.faults().refuse(IMAGE, 1, 502, Map.of(), "");
              drops.faults().refuse(LOG, 1, 502, Map.of(), "");
              drops.photo("photo.jpg", Ending.DELIVERED);
              drops.accident("fall", Ending.DELIVERED);
            },
            false,
            List.of(
                "DeliveryLedger.outcomeUnknown",
                "DeliveryLedger.absent",
                "find-associated/bean[ref:findAssociated method:decide]")),
        new Trouble(
            "refused-after-lost",
            List.of(),
            drops -> {
              drops.faults().refuse(IMAGE, 1, 502, Map.of(), "");
              drops.faults().refuse(IMAGE, 1, 422, Map.of(), REFUSAL);
              drops.photo("photo.jpg", Ending.DELIVERED);
            },
            false,
            List.of("DeliveryLedger.undecided", "DeliverySteering.retry")),
        new Trouble(
            "private-hidden",
            List.of(),
            drops -> {
              drops.faults().loseAnswer(IMAGE, 1, 502, "");
              drops.faults().refuse(IMAGE, 1, 502, Map.of(), "");
              drops.photo("one.jpg", 3000, Ending.THERE, "private: true\n");
              drops.photo("two.jpg", 3000, Ending.THERE, "private: true\n");
            },
            false,
            List.of(
                "DeliveryLedger.undecided",
                "DeliverySteering.retry",
                "DeliverySteering.sendAgain",
                "DeliverySteering.discard")),
        new Trouble(
            "files-ignored",
            List.of("world.upload-ids=until-patched"),
            drops -> drops.accident("fall", Ending.MADE),
            false,
            List.of(
                "DeliveryLedger.made",
                "DeliveryLedger.intendsToRepair",
                "accident-log-files/bean[ref:accidentLogFiles method:judge]")),
        new Trouble(
            "refused-once",
            List.of(),
            drops -> {
              drops.faults().refuse(IMAGE, 1, 422, Map.of(), REFUSAL);
              drops.faults().refuse(LOG, 1, 422, Map.of(), REFUSAL);
              drops.photo("photo.jpg", Ending.DELIVERED);
              drops.accident("fall", Ending.DELIVERED);
            },
            false,
            List.of(
                "DeliveryLedger.notAssociated",
                "DeliveryLedger.failed",
                "FolderSettlement.fail",
                "DeliverySteering.retry",
                "FolderSettlement.deliver")),
        new Trouble(
            "refused",
            List.of("world.image-extensions=jpg"),
            drops -> {
              drops.photo("photo.jpeg", Ending.GIVEN_BACK);
              drops.photo("odd.jpg", 3000, Ending.GIVEN_BACK, "comments: no field of an image\n");
            },
            false,
            List.of(
                "DeliveryLedger.failed",
                "DeliverySteering.discard",
                "FolderSettlement.refuse",
                "RefusalLedger.refused")),
        new Trouble(
            "uploads-gone",
            List.of("faults.uploads-gone=1", "faults.puts=1", "faults.put-code=ExpiredToken"),
            drops -> {
              drops.photo("photo.jpg", Ending.DELIVERED);
              drops.accident("fall", Ending.DELIVERED);
            },
            false,
            List.of("UploadLedger.uploadLost")),
        new Trouble(
            "purged",
            List.of("world.image-extensions=jpg"),
            drops -> {
              drops.photo("photo.jpg", Ending.DELIVERED);
              drops.accident("fall", Ending.DELIVERED);
              drops.photo("photo.jpeg", Ending.GIVEN_BACK);
              drops.photo("odd.jpg", 3000, Ending.GIVEN_BACK, "comments: no field of an image\n");
            },
            true,
            List.of("Purge.delivered", "Purge.failed", "Purge.letters", "Purge.refusals")));
  }
}
