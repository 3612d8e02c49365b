package dev.sitedrop.delivery.upload;

import dev.sitedrop.claim.Spool;
import dev.sitedrop.delivery.BytesStored;
import dev.sitedrop.ledger.Attachment;
import dev.sitedrop.ledger.Delivery;
import dev.sitedrop.ledger.Segment;
import dev.sitedrop.ledger.UploadLedger;
import dev.sitedrop.ledger.UploadProtocol;
import dev.sitedrop.procore.ProcoreFailure.Damaged;
import dev.sitedrop.procore.ProcoreFailure.Passing;
import dev.sitedrop.procore.ProcoreFailure.Refused;
import dev.sitedrop.procore.RequestTarget;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.Message;
import org.apache.camel.Variable;
import org.apache.camel.component.http.HttpMethods;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Puts segments into Procore's storage: the bytes, the URL and the headers exactly as agreed. */
@Component
public class StoragePut {
  private final UploadLedger ledger;
  private final UploadProtocols protocols;
  private final Spool spool;
  private final ApplicationEventPublisher events;

  StoragePut(
      UploadLedger ledger,
      UploadProtocols protocols,
      Spool spool,
      ApplicationEventPublisher events) {
    this.events = events;
    this.ledger = ledger;
    this.protocols = protocols;
    this.spool = spool;
  }

  /** A request for each segment that storage has not accepted yet. */
  public List<SegmentPut> split(@Body Attachment attachment) {
    return attachment.segmentsToStore().stream()
        .map(segment -> new SegmentPut(attachment, segment))
        .toList();
  }

  /**
   * The request: the bytes as a streamed body, and what Procore said it must bear.
   *
   * @throws Damaged if the spooled bytes are not as many as were hashed
   * @throws java.nio.file.NoSuchFileException if they are not there
   */
  public void prepare(
      @Body SegmentPut put, @Variable("delivery") Delivery delivery, Exchange exchange)
      throws IOException {
    delivery.log().puts(put.attachment().name());
    Segment segment = put.segment();
    UploadSteps steps = protocols.of(put.attachment());
    if (spool.size(put.attachment().spoolKey()) != put.attachment().size()) {
      throw new Damaged("The spooled file has another size than was taken in");
    }
    Message message = exchange.getMessage();
    message.removeHeaders("*");
    if (put.attachment().protocol() != UploadProtocol.FORM) {
      setHeaders(message, segment);
    }
    message.setHeader(Exchange.HTTP_METHOD, HttpMethods.valueOf(steps.method()));
    message.setHeader(Exchange.HTTP_URI, RequestTarget.origin(segment.url()));
    message.setHeader(RequestTarget.HEADER, RequestTarget.of(segment.url()));
    message.setBody(steps.body(put, spool));
  }

  /** Length and type go with the body. */
  private static void setHeaders(Message message, Segment segment) {
    for (Map.Entry<String, String> header : segment.with().entrySet()) {
      switch (header.getKey().toLowerCase(Locale.ROOT)) {
        case "content-length" -> checkLength(header.getValue(), segment);
        case "content-type" -> {}
        default -> message.setHeader(header.getKey(), header.getValue());
      }
    }
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

  /**
   * Writes down the ETag, which is opaque: what it says of the bytes is known to the storage alone.
   * That they arrived as they were sent, the storage has checked against the signed headers.
   *
   * @throws Passing if there is none although it is needed to complete the upload
   */
  public void record(
      @Variable("put") SegmentPut put,
      @Variable("delivery") Delivery delivery,
      @Header("ETag") String header) {
    boolean form = put.attachment().protocol() == UploadProtocol.FORM;
    String etag = bare(header);
    if (etag.isEmpty() && !form) {
      throw new Passing("The storage answered without an ETag");
    }
    if (form) {
      ledger.wholeStored(put.attachment(), etag);
    } else {
      ledger.segmentStored(put.attachment(), put.segment(), etag);
    }
    delivery.log().stored(put.attachment().name(), put.segment().size());
    events.publishEvent(new BytesStored(delivery.destination(), put.segment().size()));
  }

  /** Without {@code W/} and quotes; empty if there is none. */
  static String bare(String etag) {
    return etag == null ? "" : etag.strip().replaceFirst("^W/", "").replace("\"", "").strip();
  }
}
