package dev.sitedrop.console.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sitedrop.console.page.Wording;
import dev.sitedrop.ledger.Attachment;
import dev.sitedrop.ledger.Delivery;
import dev.sitedrop.ledger.DeliveryLedger;
import dev.sitedrop.ledger.DeliveryStage;
import dev.sitedrop.ledger.DeliverySteering;
import dev.sitedrop.ledger.Target;
import dev.sitedrop.ledger.view.DeliveryList;
import dev.sitedrop.ledger.view.DeliveryState;
import dev.sitedrop.ledger.view.DeliverySummary;
import dev.sitedrop.ledger.view.Tallies;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BinaryOperator;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.server.ResponseStatusException;

/** Fills the page of one delivery. */
@Component
class OneDelivery {
  private static final DateTimeFormatter TAKEN = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

  private final DeliveryList list;
  private final DeliveryLedger ledger;
  private final Story story;
  private final EditedFields edited;
  private final Wording wording;
  private final Thumbnails thumbnails;
  private final Tallies tallies;

  OneDelivery(
      DeliveryList list,
      DeliveryLedger ledger,
      Story story,
      EditedFields edited,
      Wording wording,
      Thumbnails thumbnails,
      Tallies tallies) {
    this.tallies = tallies;
    this.thumbnails = thumbnails;
    this.wording = wording;
    this.list = list;
    this.ledger = ledger;
    this.story = story;
    this.edited = edited;
  }

  /**
   * A file as the page shows it.
   *
   * @param taken when the photo was taken; empty if it does not tell
   */
  record ShownFile(
      int position,
      String name,
      String contentType,
      long size,
      String sha256,
      String uploadUuid,
      String taken,
      boolean hasThumbnail,
      String progress) {}

  /**
   * @param said what stands in the form for a target's name and a field's; null for what the ledger
   *     has
   */
  DeliverySummary fill(Model page, UUID id, BinaryOperator<String> said) {
    DeliverySummary summary = list.find(id).orElseThrow(OneDelivery::notFound);
    Delivery delivery = ledger.find(id).orElseThrow(OneDelivery::notFound);
    ObjectNode fields = edited.read(delivery.fields());
    page.addAttribute("delivery", summary);
    page.addAttribute("ahead", tallies.ahead(id).orElse(0));
    page.addAttribute("title", wording.name(summary.name()));
    page.addAttribute("fields", shown(fields));
    page.addAttribute(
        "files", delivery.attachments().stream().map(f -> file(delivery, f)).toList());
    page.addAttribute("remark", delivery.remark());
    page.addAttribute("story", story.of(id));
    page.addAttribute("mayRetry", !delivery.isDelivered());
    page.addAttribute("maySendAgain", delivery.isPerhapsThere());
    page.addAttribute(
        "mayEdit", delivery.stage() == DeliveryStage.FAILED && delivery.intendedAt() == null);
    page.addAttribute(
        "mayDiscard",
        delivery.stage() == DeliveryStage.OPEN || summary.state() == DeliveryState.FAILED);
    page.addAttribute("longestReason", DeliverySteering.LONGEST_REASON);
    page.addAttribute("targets", Target.values());
    for (Target target : Target.values()) {
      page.addAttribute(
          "form" + target.name(),
          said != null
              ? edited.form(target, name -> said.apply(target.name(), name))
              : edited.form(target, target == delivery.target() ? fields : edited.read("{}")));
    }
    return summary;
  }

  static ResponseStatusException notFound() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND);
  }

  private static List<Map.Entry<String, String>> shown(ObjectNode fields) {
    List<Map.Entry<String, String>> shown = new ArrayList<>();
    fields
        .properties()
        .forEach(
            one ->
                shown.add(
                    Map.entry(
                        one.getKey(),
                        one.getValue().isTextual()
                            ? one.getValue().asText()
                            : one.getValue().toString())));
    return shown;
  }

  private ShownFile file(Delivery delivery, Attachment file) {
    return new ShownFile(
        file.position(),
        file.name(),
        file.contentType(),
        file.size(),
        file.sha256(),
        Optional.ofNullable(file.uploadUuid()).orElse(""),
        file.taken() == null
            ? ""
            : TAKEN.format(file.taken().at()) + " (" + file.taken().from() + ")",
        thumbnails.isPossible(delivery, file),
        progress(file));
  }

  private static String progress(Attachment file) {
    if (file.isUploaded()) {
      return "uploaded";
    }
    if (!file.hasUpload()) {
      return "Not uploaded yet";
    }
    long stored = file.segments().stream().filter(one -> one.isStored()).count();
    return stored + " of " + file.segments().size() + " parts stored";
  }
}
