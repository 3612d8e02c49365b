package dev.sitedrop.intake.folder;

import dev.sitedrop.intake.Aim;
import dev.sitedrop.intake.IncomingDrop;
import dev.sitedrop.intake.OwnSources;
import dev.sitedrop.intake.Shown;
import dev.sitedrop.ledger.Target;
import dev.sitedrop.words.FailureText;
import java.io.InputStream;
import java.util.Arrays;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.DefaultProducer;

/**
 * Takes in what a route hands in before the route goes on: when this step ends well, the ledger has
 * it, or it lies set aside with its reason. Any failure is the route's, and what it read from keeps
 * the file.
 */
final class HandInProducer extends DefaultProducer {
  /** What a message says of its file; others than the route must not be able to set them. */
  private static final String PROJECT = "SiteDropProject";

  private static final String TARGET = "SiteDropTarget";
  private static final String FIELDS = "SiteDropFields";

  /** What the route is told: accepted, or refused and why. */
  private static final String OUTCOME = "SiteDropOutcome";

  private static final String REASON = "SiteDropReason";

  private final HandInEndpoint endpoint;
  private final String destination;
  private final HandedIn files;
  private final OwnSources sources;
  private ProducerTemplate door;

  HandInProducer(HandInEndpoint endpoint, String destination, HandedIn files, OwnSources sources) {
    super(endpoint);
    this.sources = sources;
    this.endpoint = endpoint;
    this.destination = destination;
    this.files = files;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    door = endpoint.getCamelContext().createProducerTemplate(0);
    files.tidyUp();
    sources.opened(endpoint);
  }

  @Override
  protected void doStop() throws Exception {
    if (door != null) {
      door.stop();
    }
    super.doStop();
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    Message message = exchange.getMessage();
    String refusal;
    try {
      refusal = handIn(message);
    } catch (Exception e) {
      sources.failed(endpoint.source(), told(e));
      throw e;
    }
    if (refusal == null) {
      sources.accepted(endpoint.source());
    } else {
      sources.refused(endpoint.source(), Shown.of(refusal));
    }
    message.setHeader(OUTCOME, refusal == null ? "accepted" : "refused");
    message.setHeader(REASON, refusal);
  }

  /** Why it was refused; null if it was not. */
  private String handIn(Message message) throws Exception {
    HandedIn.Kept kept = keep(message);
    IncomingDrop drop = drop(message, kept);
    Exchange handed = door.send("direct:intake", inner -> inner.getMessage().setBody(drop));
    if (handed.getException() != null) {
      files.forget(kept);
      throw handed.getException();
    }
    Exception refusal = handed.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    return refusal == null
        ? null
        : FolderOrigin.of(drop.origin()).told(String.valueOf(refusal.getMessage()));
  }

  /** What is wrong with the route is told in its own words, and else what is behind it all. */
  private static String told(Exception failure) {
    return Shown.of(
        failure instanceof IllegalArgumentException
            ? failure.getMessage()
            : FailureText.of(failure));
  }

  private HandedIn.Kept keep(Message message) throws Exception {
    String name = message.getHeader(Exchange.FILE_NAME, String.class);
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException(
          "What is handed in to sitedrop:"
              + endpoint.source()
              + " has no name. Set the header CamelFileName before");
    }
    Long modified = message.getHeader(Exchange.FILE_LAST_MODIFIED, Long.class);
    try (InputStream body = message.getMandatoryBody(InputStream.class)) {
      return files.keep(name, modified, body, message.getHeader(FIELDS));
    } catch (InvalidPayloadException e) {
      throw new IllegalArgumentException(
          "What is handed in to sitedrop:" + endpoint.source() + " has no bytes", e);
    }
  }

  private IncomingDrop drop(Message message, HandedIn.Kept kept) {
    String project = said(message, PROJECT);
    String target = said(message, TARGET);
    return kept.drop(
        endpoint.source(),
        destination,
        new Aim(project, targetOf(target)),
        new Aim(endpoint.project(), endpoint.target()),
        target != null && targetOf(target) == null
            ? TARGET + " is '" + target + "'; it may be images or accident_logs"
            : null);
  }

  private static String said(Message message, String header) {
    String said = message.getHeader(header, String.class);
    return said == null || said.isBlank() ? null : said.strip();
  }

  private static Target targetOf(String said) {
    return Arrays.stream(Target.values())
        .filter(one -> one.folder().equals(said))
        .findFirst()
        .orElse(null);
  }
}
