package dev.sitedrop.intake.folder;

import dev.sitedrop.intake.Destinations;
import dev.sitedrop.intake.FolderSettings;
import dev.sitedrop.intake.KnownArrivals;
import dev.sitedrop.intake.OwnSources;
import dev.sitedrop.intake.Parameter;
import dev.sitedrop.intake.Shown;
import dev.sitedrop.intake.WatchedPlace;
import dev.sitedrop.ledger.IntakeLedger;
import dev.sitedrop.ledger.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.Route;
import org.apache.camel.support.DefaultEndpoint;

/** The last step of a source of one's own, and what it says of everything that comes by it. */
public class HandInEndpoint extends DefaultEndpoint implements WatchedPlace {
  private final String source;
  private String company = "";
  private Path directory;
  private String project;
  private Target target;

  HandInEndpoint(String uri, Component component, String source) {
    super(uri, component);
    this.source = source;
  }

  @Override
  public Producer createProducer() throws Exception {
    CamelContext camel = getCamelContext();
    if (directory == null) {
      setDirectory(camel.resolvePropertyPlaceholders("{{sitedrop.home}}") + "/sources/" + source);
    }
    WatchedPlace.refuseTakenName(camel, this);
    for (Route route : camel.getRoutes()) {
      if (route.getEndpoint() instanceof InboxEndpoint inbox) {
        inbox.refuseOverlap(null, directory.toString());
      }
    }
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "its directory " + directory + " is not there and cannot be created");
    }
    return new HandInProducer(
        this,
        Destinations.in(camel).of(company),
        new HandedIn(
            directory,
            FolderSettings.in(camel).folders(),
            camel.getRegistry().findSingleByType(IntakeLedger.class),
            camel.getRegistry().findSingleByType(KnownArrivals.class)),
        camel.getRegistry().findSingleByType(OwnSources.class));
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    throw new UnsupportedOperationException("routes hand in here; nothing comes out");
  }

  @Override
  public String source() {
    return source;
  }

  @Override
  public String watched() {
    return source
        + ": a route of your own, kept in "
        + Shown.of(String.valueOf(directory))
        + (company.isEmpty() ? "" : " (for " + company + ")")
        + (project == null ? "" : " (project " + project + ")")
        + (target == null ? "" : " (" + target.folder() + ")");
  }

  @Override
  public boolean isHandedIn() {
    return true;
  }

  @Override
  public Optional<Path> folder() {
    return Optional.ofNullable(directory);
  }

  /** The company that the files are for; empty for the one without a name. */
  public void setCompany(String company) {
    this.company = company.strip();
  }

  /** The folder that keeps what was handed in; {@code sources/<name>} of SiteDrop's home. */
  public void setDirectory(String directory) {
    this.directory = Path.of(directory).toAbsolutePath().normalize();
  }

  String project() {
    return project;
  }

  /** The project of what does not say it itself. */
  public void setProject(String project) {
    this.project = Parameter.project(project);
  }

  Target target() {
    return target;
  }

  /** {@code images} or {@code accident_logs}, for what does not say it; empty for the content. */
  public void setTarget(String target) {
    this.target = Parameter.target(target);
  }
}
