package dev.sitedrop;

import dev.sitedrop.cli.CannotLook;
import dev.sitedrop.cli.CheckScope;
import dev.sitedrop.cli.Finding;
import dev.sitedrop.cli.Look;
import dev.sitedrop.inspect.Findings;
import dev.sitedrop.intake.Explaining;
import dev.sitedrop.intake.Explanation;
import dev.sitedrop.intake.IncomingDrop;
import dev.sitedrop.intake.Lookable;
import dev.sitedrop.intake.SourceFileMistakes;
import dev.sitedrop.intake.SourceFileMistakes.SourceFileMistake;
import dev.sitedrop.intake.WatchedPlace;
import dev.sitedrop.intake.web.UploadExplaining;
import dev.sitedrop.words.FailureText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.direct.DirectEndpoint;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/**
 * SiteDrop with a ledger in memory and a spool that is thrown away, so that one which runs with the
 * same home is not touched. Only what is asked for is made.
 */
final class Looking implements Look {
  private final ConfigurableApplicationContext context;
  private final InsteadOfOwn instead;
  private final Path scratch;

  private Looking(ConfigurableApplicationContext context, InsteadOfOwn instead, Path scratch) {
    this.context = context;
    this.instead = instead;
    this.scratch = scratch;
  }

  static Look open(String[] settings) {
    try {
      Path scratch = Files.createTempDirectory("sitedrop-look");
      try {
        InsteadOfOwn instead = InsteadOfOwn.of(settings, scratch);
        ConfigurableApplicationContext context =
            StartFailure.leftToCaller(() -> start(instead.arguments()));
        startPipeline(context.getBean(CamelContext.class));
        return new Looking(context, instead, scratch);
      } catch (RuntimeException e) {
        FileSystemUtils.deleteRecursively(scratch);
        String told = StartFailure.messageFor(e);
        throw new CannotLook(told == null ? FailureText.of(e) : told);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ConfigurableApplicationContext start(List<String> arguments) {
    SpringApplication application = new SpringApplication(SiteDrop.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    application.setAdditionalProfiles("look");
    application.setLazyInitialization(true);
    return application.run(arguments.toArray(String[]::new));
  }

  /** Procore may have to be asked; the sources stay as they are. */
  private static void startPipeline(CamelContext camel) {
    for (Route route : camel.getRoutes()) {
      if (route.getEndpoint() instanceof DirectEndpoint) {
        try {
          camel.getRouteController().startRoute(route.getRouteId());
        } catch (Exception e) {
          throw new IllegalStateException(route.getRouteId() + " cannot be started", e);
        }
      }
    }
  }

  @Override
  public void check(CheckScope scope, Consumer<Finding> found) {
    new Checkup(context, instead, sources(), new Findings(found)).run(scope);
  }

  private List<Lookable> sources() {
    return WatchedPlace.in(context.getBean(CamelContext.class)).stream()
        .filter(Lookable.class::isInstance)
        .map(Lookable.class::cast)
        .toList();
  }

  @Override
  public Explanation explain(Path file) throws IOException {
    Path wanted = file.toAbsolutePath().normalize();
    Explaining explaining = context.getBean(Explaining.class);
    for (Lookable source : sources()) {
      Optional<Path> folder = source.folder().filter(wanted::startsWith);
      if (folder.isPresent()) {
        try {
          source.look(
              drop -> {
                if (wanted.startsWith(folder.get().resolve(drop.name()))) {
                  throw new Found(explaining.explain(drop));
                }
              });
        } catch (Found found) {
          return found.explanation;
        }
      }
    }
    return null;
  }

  /** No more need be looked at. */
  private static final class Found extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Explanation explanation;

    Found(Explanation explanation) {
      super(null, null, false, false);
      this.explanation = explanation;
    }
  }

  @Override
  public Explanation explain(List<Path> files, Path sidecar, Map<String, List<String>> said)
      throws IOException {
    return context.getBean(UploadExplaining.class).explain(files, sidecar, said);
  }

  @Override
  public void explainAll(Consumer<Explanation> seen, Consumer<Finding> away) {
    for (SourceFileMistake one : context.getBean(SourceFileMistakes.class).all()) {
      away.accept(new Finding(one.file(), false, one.problem()));
    }
    Explaining explaining = context.getBean(Explaining.class);
    Consumer<IncomingDrop> each = drop -> seen.accept(explaining.explain(drop));
    for (Lookable source : sources()) {
      try {
        source.look(each);
      } catch (IOException | RuntimeException e) {
        away.accept(new Finding(source.source(), false, FailureText.of(e)));
      }
    }
  }

  @Override
  public void close() {
    context.close();
    try {
      FileSystemUtils.deleteRecursively(scratch);
    } catch (IOException left) {
      // in the system's folder for such things
    }
  }
}
