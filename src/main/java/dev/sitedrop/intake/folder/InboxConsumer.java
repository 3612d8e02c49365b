package dev.sitedrop.intake.folder;

import dev.sitedrop.intake.KnownArrivals;
import dev.sitedrop.intake.Shown;
import dev.sitedrop.intake.SourceLooks;
import dev.sitedrop.intake.folder.FoundDrop.Watched;
import dev.sitedrop.ledger.SenderAway;
import dev.sitedrop.ledger.SourceLease;
import dev.sitedrop.ledger.SourceLeases;
import dev.sitedrop.words.FailureText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.camel.Processor;
import org.apache.camel.support.ScheduledPollConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks through the folder at every poll, and hands in what is ready. */
class InboxConsumer extends ScheduledPollConsumer implements FolderScan.Visitor {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");

  private final InboxEndpoint inbox;
  private final Stillness stillness = new Stillness();
  private final ReportedOnce reports = new ReportedOnce();
  private final FolderScan scan;
  private final Readiness readiness;
  private final Volume volume;
  private Handover handover;
  private SourceLease lease;
  private SourceLooks looks;
  private Path root;
  private boolean hasGivenBack;

  InboxConsumer(InboxEndpoint inbox, Processor processor) {
    super(inbox, processor);
    this.inbox = inbox;
    this.scan = new FolderScan(inbox, reports);
    this.readiness = new Readiness(inbox, reports);
    this.volume = inbox.createVolume();
  }

  @Override
  protected void doStart() throws Exception {
    inbox.checkDirectory();
    Volumes volumes = bean(Volumes.class);
    if (volumes != null) {
      volumes.add(volume);
    }
    SourceLeases leases = bean(SourceLeases.class);
    lease =
        leases == null ? SourceLease.ofTheOnlyCopy(inbox.source()) : leases.want(inbox.source());
    looks = bean(SourceLooks.class);
    handover = new Handover(this, inbox.parallel());
    super.doStart();
  }

  @Override
  protected void doStop() throws Exception {
    super.doStop();
    if (handover != null) {
      handover.stop();
    }
    Volumes volumes = bean(Volumes.class);
    if (volumes != null) {
      volumes.remove(volume);
    }
    if (lease != null) {
      lease.close();
    }
    if (looks != null) {
      looks.ended(inbox.source());
    }
    volume.close();
  }

  /** Null where only the component is there, as in a test. */
  private <T> T bean(Class<T> type) {
    return getEndpoint().getCamelContext().getRegistry().findSingleByType(type);
  }

  @Override
  protected int poll() {
    int before = handover.count();
    try {
      root = volume.folder(); // connected in any case: deliveries of this source are settled here
      if (lease.isMine()) {
        look();
      } else if (looks != null) {
        looks.ended(inbox.source());
      }
    } catch (SenderAway told) {
      LOG.debug("{}: {}", inbox.source(), told.getMessage());
      failed(told.getMessage());
    }
    return handover.count() - before;
  }

  private void failed(String why) {
    if (looks != null && isRunAllowed()) {
      looks.failed(inbox.source(), Shown.of(String.valueOf(why)));
    }
  }

  private void look() throws SenderAway {
    readiness.startLook(root);
    stillness.startLook();
    try {
      giveBackLeftovers();
      scan.walk(
          new Watched(
              inbox.source(), inbox.destination(), volume.server(), inbox.isDeleting(), root),
          this);
      stillness.endLook();
      if (reports.clear(root)) {
        LOG.info("The folder {} can be read again", Shown.of(root.toString()));
      }
      if (looks != null) {
        looks.looked(inbox.source());
      }
    } catch (SenderAway told) {
      throw told;
    } catch (IOException e) {
      reports.warn(
          root,
          "Cannot read the folder {} of the source {} ({}). It is tried again",
          Shown.of(root.toString()),
          inbox.source(),
          Shown.of(FailureText.of(e)));
      failed(FailureText.of(e));
    }
  }

  /**
   * What a lost ledger left accepted: once, but again as long as a folder cannot be read. What is
   * taken in meanwhile is in the ledger before it lies there.
   */
  private void giveBackLeftovers() throws IOException {
    KnownArrivals known = bean(KnownArrivals.class);
    if (!hasGivenBack) {
      hasGivenBack =
          known == null
              || new Leftovers(root, inbox.folderNames(), inbox.leftAlone()).giveBack(known);
    }
  }

  @Override
  public boolean enters(String project) {
    boolean wanted = mayGoOn() && !handover.isBusyWith(project);
    if (!wanted) {
      stillness.isCutShort(project);
    }
    return wanted;
  }

  @Override
  public boolean offer(FoundDrop drop) {
    if (handover.isUnderWay(drop)) {
      return true;
    }
    Duration still = stillness.of(drop);
    if (stillness.isRestless(drop)) {
      reports.warn(
          drop.path(),
          "Not taken yet: {} has {} bytes at each look, but another time of change: something"
              + " writes it again and again, or the server tells its times wrongly",
          Shown.of(drop.path().toString()),
          drop.files().stream().mapToLong(file -> file.stamp().size()).sum());
    }
    if (readiness.isReached(drop, still)) {
      switch (handover.give(drop)) {
        case YES -> stillness.forget(drop);
        case LATER -> {}
        case NO_MORE -> {
          stillness.isCutShort(drop.project());
          return false;
        }
      }
    }
    return mayGoOn();
  }

  private boolean mayGoOn() {
    return isRunAllowed() && lease.isMine();
  }
}
