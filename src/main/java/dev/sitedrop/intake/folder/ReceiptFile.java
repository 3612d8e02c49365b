package dev.sitedrop.intake.folder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sitedrop.ledger.Arrival;
import dev.sitedrop.ledger.Attachment;
import dev.sitedrop.ledger.Delivery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What a sender finds beside a delivered file: where it is in Procore, and the proof of it. */
final class ReceiptFile {
  static final String SUFFIX = ".receipt.json";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private ReceiptFile() {}

  static String of(Arrival arrival, Delivery delivery, ZoneId zone) {
    ObjectNode receipt = JSON.createObjectNode();
    receipt.put("name", arrival.name());
    receipt.put("project", delivery.projectId());
    receipt.put("target", delivery.target().folder());
    if (arrival.rule() != null) {
      receipt.put("rule", arrival.rule());
    }
    ObjectNode procore = receipt.putObject("procore");
    procore.put("id", delivery.resourceId());
    procore.put("url", delivery.resourceUrl());
    procore.put("destination", delivery.destination());
    ArrayNode files = receipt.putArray("files");
    for (Attachment attachment : delivery.attachments()) {
      ObjectNode file = files.addObject();
      file.put("name", attachment.name());
      file.put("size", attachment.size());
      file.put("contentType", attachment.contentType());
      if (attachment.taken() != null) {
        file.put("takenAt", DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(attachment.taken().at()));
        file.put("takenFrom", attachment.taken().from());
      }
      file.put("sha256", attachment.sha256());
      file.put("uploadUuid", attachment.uploadUuid());
    }
    List<String> beside = FolderOrigin.of(arrival.origin()).beside();
    if (!beside.isEmpty()) {
      ArrayNode notSent = receipt.putArray("keptBesideAndNotSent");
      beside.forEach(notSent::add);
    }
    receipt.put("arrivedAt", time(arrival.arrivedAt(), zone));
    receipt.put("deliveredAt", time(delivery.finishedAt(), zone));
    receipt.put("duplicate", arrival.duplicate());
    if (arrival.duplicate()) {
      receipt.put("note", note(arrival, delivery));
    }
    if (delivery.remark() != null) {
      receipt.put("remark", delivery.remark());
    }
    receipt.put("arrival", arrival.id().toString());
    try {
      return JSON.writeValueAsString(receipt) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is always JSON", e);
    }
  }

  private static String note(Arrival arrival, Delivery delivery) {
    String note =
        "The same content came before, and is "
            + delivery.target().label()
            + " "
            + delivery.resourceId()
            + " of this project. No second one was made.";
    return arrival.unsent().isEmpty()
        ? note
        : note + " What is said here of " + arrival.unsent() + " was not sent: change it there.";
  }

  /** Whether the receipt at this place was written for this arrival. */
  static boolean isFor(Path receipt, Arrival arrival) {
    try {
      JsonNode found = JSON.readTree(Files.readAllBytes(receipt));
      return arrival.id().toString().equals(found.path("arrival").asText());
    } catch (IOException none) {
      return false;
    }
  }

  private static String time(Instant instant, ZoneId zone) {
    return instant.truncatedTo(ChronoUnit.MILLIS).atZone(zone).toOffsetDateTime().toString();
  }
}
