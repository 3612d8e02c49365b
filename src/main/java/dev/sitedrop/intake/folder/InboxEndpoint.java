package dev.sitedrop.intake.folder;

import dev.sitedrop.intake.Destinations;
import dev.sitedrop.intake.FolderNames;
import dev.sitedrop.intake.FolderSettings;
import dev.sitedrop.intake.IncomingDrop;
import dev.sitedrop.intake.LeftAlone;
import dev.sitedrop.intake.Lookable;
import dev.sitedrop.intake.Parameter;
import dev.sitedrop.intake.RawRule;
import dev.sitedrop.intake.Shown;
import dev.sitedrop.intake.WatchedPlace;
import dev.sitedrop.ledger.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.Route;
import org.apache.camel.support.ScheduledPollEndpoint;

/** A watched folder, and how it is watched; those on servers have a few parameters more. */
public class InboxEndpoint extends ScheduledPollEndpoint implements Lookable {
  private static final long POLL_DELAY = 500;

  /** A day, in milliseconds. */
  private static final int MOST_DELAY = 86_400_000;

  private final String source;
  private String company = "";
  private String destination;
  private Path directory;
  private String project;
  private Target target;
  private Duration settleTime = Duration.ofSeconds(1);
  private Duration sidecarGrace = Duration.ofSeconds(1);
  private Duration incompleteGrace = Duration.ofMinutes(1);
  private Duration lackingGrace = Duration.ofSeconds(60);
  private int parallel = 8;
  private boolean recursive = true;
  private boolean deleting;
  private FilePatterns include = FilePatterns.NONE;
  private FilePatterns exclude = FilePatterns.NONE;

  protected InboxEndpoint(String uri, Component component, String source) {
    super(uri, component);
    this.source = source;
    setDelay(POLL_DELAY);
    setInitialDelay(0);
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    if (place() == null) {
      throw new IllegalArgumentException("The source '" + source + "' names no directory");
    }
    WatchedPlace.refuseTakenName(getCamelContext(), this);
    for (Route route : getCamelContext().getRoutes()) {
      if (route.getEndpoint() instanceof InboxEndpoint other && other != this) {
        other.refuseOverlap(server(), place());
      }
    }
    destination = Destinations.in(getCamelContext()).of(company);
    InboxConsumer consumer = new InboxConsumer(this, processor);
    configureConsumer(consumer);
    return consumer;
  }

  /** Two sources that see the same file would both take it. */
  void refuseOverlap(String server, String place) {
    if (Objects.equals(server(), server)
        && (isWithin(place(), place) || isWithin(place, place()))) {
      throw new IllegalArgumentException(
          String.format(
              "its directory %s and that of the source '%s', %s, lie in one another",
              place, source, place()));
    }
  }

  private static boolean isWithin(String place, String folder) {
    String end = folder.endsWith("/") ? "" : "/";
    return (place + "/").replace('\\', '/').startsWith((folder + end).replace('\\', '/'));
  }

  /** The server that the folder lies on, for people and the ledger; null for this machine. */
  protected String server() {
    return null;
  }

  /** The folder as text; null as long as none is set. */
  protected String place() {
    return directory == null ? null : directory.toString();
  }

  /** Which names in it are no drops. */
  LeftAlone leftAlone() {
    return new LeftAlone(FolderSettings.in(getCamelContext()));
  }

  /** How the folders in it are called that show what became of the files. */
  FolderNames folderNames() {
    return FolderSettings.in(getCamelContext()).folders();
  }

  /** Whether a raw photo stays with the JPEG that it lies beside. */
  boolean keepsRawPhotos() {
    return FolderSettings.in(getCamelContext()).raw() == RawRule.BESIDE_JPEG;
  }

  /** What the folder lies on; called once for each start. */
  protected Volume createVolume() {
    return new LocalVolume(directory);
  }

  /** What of the directory can be checked before it is watched. */
  protected void checkDirectory() {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "its directory " + directory + " is not there and cannot be created");
    }
  }

  @Override
  public Producer createProducer() {
    throw new UnsupportedOperationException("files are put into an inbox by people");
  }

  @Override
  public String source() {
    return source;
  }

  @Override
  public String watched() {
    return source
        + ": "
        + (server() == null ? "" : Shown.of(server()) + " ")
        + Shown.of(place())
        + (company.isEmpty() ? "" : " (for " + company + ")")
        + (project == null ? "" : " (project " + project + ")")
        + (target == null ? "" : " (" + target.folder() + ")");
  }

  @Override
  public void reach() throws IOException {
    aLook().reach();
  }

  @Override
  public void look(java.util.function.Consumer<IncomingDrop> seen) throws IOException {
    aLook().look(seen);
  }

  private FolderLook aLook() {
    return new FolderLook(this, Destinations.in(getCamelContext()).of(company), deleting);
  }

  @Override
  public Optional<Path> folder() {
    return Optional.ofNullable(directory);
  }

  /** The folder that is watched; it is created if it is not there. */
  public void setDirectory(String directory) {
    this.directory = Path.of(directory).toAbsolutePath().normalize();
  }

  /** Which Procore and company its drops are for; known when it is about to be watched. */
  String destination() {
    return destination;
  }

  /** The company that the files are for; empty for the one without a name. */
  public void setCompany(String company) {
    this.company = company.strip();
  }

  String project() {
    return project;
  }

  /** The project of all files; empty if the folders directly below name the projects. */
  public void setProject(String project) {
    this.project = Parameter.project(project);
  }

  Target target() {
    return target;
  }

  /**
   * {@code images} or {@code accident_logs}; empty if folders of these names, or the content, say.
   */
  public void setTarget(String target) {
    this.target = Parameter.target(target);
  }

  boolean isRecursive() {
    return recursive;
  }

  /** Whether subfolders are looked into, besides those of projects, targets and accidents. */
  public void setRecursive(String recursive) {
    this.recursive = Parameter.yes("recursive", recursive);
  }

  /**
   * Whether a single file is to be taken.
   *
   * @param path below the folder
   */
  boolean isWanted(Path path) {
    return (include.isEmpty() || include.match(path)) && !exclude.match(path);
  }

  /** Ant patterns of the files that are taken, with commas between them; empty for all. */
  public void setInclude(String include) {
    this.include = FilePatterns.of(include);
  }

  /** Ant patterns of files that are left alone. */
  public void setExclude(String exclude) {
    this.exclude = FilePatterns.of(exclude);
  }

  boolean isDeleting() {
    return deleting;
  }

  /** {@code move} to keep what is delivered beside its receipt, {@code delete} to delete it. */
  public void setAfter(String after) {
    if (!List.of("move", "delete").contains(after.strip())) {
      throw Parameter.mistake("after", after, "move or delete");
    }
    this.deleting = after.strip().equals("delete");
  }

  Duration settleTime() {
    return settleTime;
  }

  /** How long a file must not have changed before it is taken. */
  public void setSettleTime(String settleTime) {
    this.settleTime = Parameter.time("settleTime", settleTime);
  }

  Duration sidecarGrace() {
    return sidecarGrace;
  }

  /** How long a file that does not change any more waits for its sidecar. */
  public void setSidecarGrace(String sidecarGrace) {
    this.sidecarGrace = Parameter.time("sidecarGrace", sidecarGrace);
  }

  Duration incompleteGrace() {
    return incompleteGrace;
  }

  /**
   * How long a file that lacks the end of its format must not have changed; for one that is empty,
   * ten seconds if that is less.
   */
  public void setIncompleteGrace(String incompleteGrace) {
    this.incompleteGrace = Parameter.time("incompleteGrace", incompleteGrace);
  }

  Duration lackingGrace() {
    return lackingGrace;
  }

  /** How long a sidecar waits for its file, and an accident folder for its first one. */
  public void setLackingGrace(String lackingGrace) {
    this.lackingGrace = Parameter.time("lackingGrace", lackingGrace);
  }

  protected int parallel() {
    return parallel;
  }

  /** Milliseconds between two looks. */
  public void setPollDelay(String pollDelay) {
    setDelay(Parameter.number("pollDelay", pollDelay, 1, MOST_DELAY));
  }

  /** How many drops are taken in at a time. */
  public void setParallel(int parallel) {
    if (parallel < 1 || parallel > 64) {
      throw new IllegalArgumentException("parallel is " + parallel + "; it may be 1 to 64");
    }
    this.parallel = parallel;
  }
}
