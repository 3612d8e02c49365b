package dev.sitedrop.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.sitedrop.ledger.Attachment;
import dev.sitedrop.ledger.Delivery;
import dev.sitedrop.ledger.view.ArrivalRecord;
import dev.sitedrop.ledger.view.AttemptRecord;
import dev.sitedrop.ledger.view.Intervention;
import java.util.List;

/**
 * One delivery with all that is known of it.
 *
 * @param ahead how many deliveries have their turn before it; left out if it does not wait for its
 *     turn
 * @param fields Procore's fields as they are sent, without the uploads
 * @param contents its files
 * @param arrivals each time it came, oldest first
 * @param attempts those that have ended, oldest first
 * @param interventions what people have done about it, oldest first
 */
@JsonInclude(Include.NON_NULL)
record DeliveryDetailJson(
    @JsonUnwrapped DeliveryJson delivery,
    Long ahead,
    @JsonRawValue String fields,
    List<FileJson> contents,
    List<ArrivalRecord> arrivals,
    List<AttemptRecord> attempts,
    List<Intervention> interventions) {

  /**
   * One file.
   *
   * @param name as Procore shows it
   * @param size in bytes
   * @param sha256 lower-case hex
   * @param uploadUuid Procore's name of the upload; left out until it is created
   */
  @JsonInclude(Include.NON_NULL)
  record FileJson(String name, String contentType, long size, String sha256, String uploadUuid) {
    static FileJson of(Attachment file) {
      return new FileJson(
          file.name(), file.contentType(), file.size(), file.sha256(), file.uploadUuid());
    }
  }

  static List<FileJson> contents(Delivery delivery) {
    return delivery.attachments().stream().map(FileJson::of).toList();
  }
}
