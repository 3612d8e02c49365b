package dev.sitedrop.delivery;

import dev.sitedrop.claim.Spool;
import dev.sitedrop.ledger.Attachment;
import dev.sitedrop.ledger.DeliveryLedger;
import dev.sitedrop.ledger.Segment;
import dev.sitedrop.procore.ProcoreFailure.Damaged;
import dev.sitedrop.procore.ProcoreFailure.Refused;
import dev.sitedrop.procore.RequestTarget;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.Message;
import org.apache.camel.Variable;
import org.apache.hc.core5.http.ContentType;
import org.springframework.stereotype.Component;

/** Puts segments into Procore's storage: the bytes, the URL and the headers exactly as agreed. */
@Component
public class StoragePut {
  private final DeliveryLedger ledger;
  private final Spool spool;

  StoragePut(DeliveryLedger ledger, Spool spool) {
    this.ledger = ledger;
    this.spool = spool;
  }

  /** A PUT for each segment that storage has not accepted yet. */
  public List<SegmentPut> split(@Body Attachment attachment) {
    return attachment.segmentsToStore().stream()
        .map(segment -> new SegmentPut(attachment, segment))
        .toList();
  }

  /** The request: headers as Procore gave them, and the bytes as a streamed body. */
  public void prepare(@Body SegmentPut put, Exchange exchange) {
    Segment segment = put.segment();
    Path file = spool.file(put.attachment().spoolKey());
    ContentType contentType = ContentType.APPLICATION_OCTET_STREAM;
    Message message = exchange.getMessage();
    message.removeHeaders("*");
    for (Map.Entry<String, String> header : segment.headers().entrySet()) {
      switch (header.getKey().toLowerCase(Locale.ROOT)) {
        case "content-length" -> checkLength(header.getValue(), segment);
        case "content-type" -> contentType = ContentType.parseLenient(header.getValue());
        default -> message.setHeader(header.getKey(), header.getValue());
      }
    }
    message.setHeader(Exchange.HTTP_METHOD, "PUT");
    message.setHeader(Exchange.HTTP_URI, RequestTarget.origin(segment.url()));
    message.setHeader(RequestTarget.HEADER, RequestTarget.of(segment.url()));
    message.setBody(new FileRegion(file, segment.offset(), segment.size(), contentType));
  }

  /** The entity sends the length; it has to be the one that Procore signed. */
  private static void checkLength(String announced, Segment segment) {
    if (!announced.strip().equals(Long.toString(segment.size()))) {
      throw new Refused(
          "Procore signed a segment of "
              + announced
              + " bytes, but it has "
              + segment.size()
              + ": nothing was sent");
    }
  }

  /** Writes down the ETag. A plain MD5 must be the segment's own. */
  public void record(@Variable("put") SegmentPut put, @Header("ETag") String quotedEtag) {
    String etag = quotedEtag == null ? "" : quotedEtag.replace("\"", "").strip();
    if (etag.isEmpty()) {
      throw new Damaged("The storage answered without an ETag");
    }
    if (etag.matches("[0-9a-fA-F]{32}") && !etag.equalsIgnoreCase(put.segment().md5())) {
      throw new Damaged("The storage holds other bytes than were sent (its ETag differs)");
    }
    ledger.segmentStored(put.attachment(), put.segment(), etag);
  }
}
