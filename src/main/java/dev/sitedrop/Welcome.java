package dev.sitedrop;

import dev.sitedrop.claim.Spool;
import dev.sitedrop.intake.FolderNames;
import dev.sitedrop.intake.FolderSettings;
import dev.sitedrop.intake.WatchedPlace;
import dev.sitedrop.ledger.ArrivalLedger;
import dev.sitedrop.procore.Companies;
import dev.sitedrop.procore.Company;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.Ssl;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;

/** Says what runs, in a few lines, when all of it does. */
class Welcome {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");

  private final CamelContext camel;
  private final Companies companies;
  private final Spool spool;
  private final ArrivalLedger ledger;
  private final Path home;
  private final boolean sandbox;
  private final InetAddress address;
  private final Environment environment;
  private final boolean isEncrypted;
  private final FolderNames folders;

  Welcome(
      CamelContext camel,
      Companies companies,
      Spool spool,
      ArrivalLedger ledger,
      FolderSettings folders,
      @Value("${sitedrop.home}") Path home,
      @Value("${server.address}") InetAddress address,
      ServerProperties server,
      Environment environment) {
    this.environment = environment;
    this.isEncrypted = Ssl.isEnabled(server.getSsl());
    this.folders = folders.folders();
    this.camel = camel;
    this.companies = companies;
    this.spool = spool;
    this.ledger = ledger;
    this.home = home;
    this.sandbox = companies.all().get(0).isBuiltIn();
    this.address = address;
  }

  @EventListener(ApplicationReadyEvent.class)
  void say() {
    UnknownSetting.slips(System.getenv().keySet())
        .forEach(
            (variable, meant) ->
                LOG.warn("{} is no setting and does nothing. Is {} meant?", variable, meant));
    LOG.info("SiteDrop runs. Its home is {}", home);
    for (WatchedPlace place : WatchedPlace.in(camel)) {
      LOG.info("Watching       {}", place.watched());
    }
    sayWhereBytesAre();
    for (Company company : companies.all()) {
      LOG.info(
          "Delivering to  {}{}",
          company.name().isEmpty() ? "" : company.name() + ": ",
          company.destination());
    }
    if (sandbox) {
      LOG.info(
          "               (set PROCORE_CLIENT_ID, _CLIENT_SECRET and _COMPANY_ID for Procore)");
    }
    if (environment.getProperty("console.enabled", Boolean.class, true)) {
      LOG.info(
          "Console        {}://{}:{}",
          isEncrypted ? "https" : "http",
          address.getHostAddress(),
          environment.getProperty("local.server.port"));
    }
    if (!"UTF-8".equals(System.getProperty("sun.jnu.encoding"))) {
      LOG.warn(
          "File names are not UTF-8 here: start SiteDrop with LANG=C.UTF-8, or it cannot take in");
      LOG.warn("files whose names hold other than plain letters");
    }
    if (!address.isLoopbackAddress()) {
      LOG.warn(
          "Others can reach this port (SERVER_ADDRESS is {}){}",
          address.getHostAddress(),
          sandbox ? ", and the built-in sandbox shows what is delivered to whoever asks" : "");
    }
    sayWhatNext();
  }

  /** The inbox of the shipping routes, wherever it lies, or else whatever is watched. */
  private void sayWhatNext() {
    Optional<Path> inbox =
        WatchedPlace.in(camel).stream()
            .filter(place -> place.source().equals("inbox"))
            .findFirst()
            .flatMap(WatchedPlace::folder);
    if (inbox.isEmpty()) {
      LOG.info(
          "Next           put or send a photo to what is watched; this log says what becomes of it");
      return;
    }
    LOG.info(
        "Next           put a photo into {} (42 is a project id)",
        inbox.get().resolve("42/images"));
    LOG.info("               and find it, with its receipt, in {} there", folders.delivered());
  }

  /** Of the folder in its own home one copy alone has nothing to tell. */
  private void sayWhereBytesAre() {
    if (ledger.isShared() || !spool.place().equals(home.resolve("spool").toString())) {
      LOG.info("Spool          {}", spool.place());
    }
    if (ledger.isShared() && !spool.isInABucket()) {
      LOG.info(
          "               (what this copy takes in is delivered by copies that see this folder;");
      LOG.info(
          "               if others do not see it, and this one stops, it waits until it is back)");
    }
  }
}
