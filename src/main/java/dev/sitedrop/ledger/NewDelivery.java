package dev.sitedrop.ledger;

import java.util.List;

/**
 * What an arrival asks for.
 *
 * @param destination which Procore it is meant for
 * @param projectId Procore's project id
 * @param contentKey SHA-256, lower-case hex, that is equal for equal content: with destination,
 *     project and target it names the delivery
 * @param fields Procore's fields of the resource as a JSON object, without the uploads
 * @param said the fields among them that its sender gave, as a JSON object
 * @param attachments its files in order; only an accident log may have none
 */
public record NewDelivery(
    String destination,
    long projectId,
    Target target,
    String contentKey,
    String fields,
    String said,
    List<Attachment> attachments) {

  public NewDelivery {
    attachments = List.copyOf(attachments);
    if (attachments.isEmpty() && target == Target.IMAGE) {
      throw new IllegalArgumentException("an image is a file");
    }
  }
}
