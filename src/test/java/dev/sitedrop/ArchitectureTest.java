package dev.sitedrop;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;

/** The arrows between the packages: intake writes, delivery reads, and they meet in the ledger. */
@AnalyzeClasses(packages = "dev.sitedrop", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final List<String> PACKAGES =
      List.of(
          "claim",
          "ledger",
          "procore",
          "intake",
          "delivery",
          "signals",
          "sandbox",
          "api",
          "cli",
          "console",
          "status",
          "inspect");

  @ArchTest static final ArchRule claimStandsAlone = mayUse("claim");
  @ArchTest static final ArchRule ledgerStandsAlone = mayUse("ledger");
  @ArchTest static final ArchRule procoreStandsAlone = mayUse("procore");
  @ArchTest static final ArchRule sandboxStandsAlone = mayUse("sandbox");
  @ArchTest static final ArchRule intakeFillsSpoolAndLedger = mayUse("intake", "claim", "ledger");

  @ArchTest
  static final ArchRule deliveryEmptiesThem = mayUse("delivery", "claim", "ledger", "procore");

  /** Nobody knows who listens: the others only tell. */
  @ArchTest
  static final ArchRule signalsListen =
      mayUse("signals", "claim", "ledger", "procore", "intake", "delivery", "status");

  /** It asks all, and is told to whoever shows it. */
  @ArchTest
  static final ArchRule statusAsks = mayUse("status", "claim", "ledger", "procore", "intake");

  @ArchTest
  static final ArchRule apiLooksAndSteers = mayUse("api", "ledger", "intake", "procore", "status");

  /** It is a program of its own, which asks the one that runs. */
  @ArchTest static final ArchRule commandsStandAlone = mayUse("cli", "intake");

  @ArchTest static final ArchRule inspectionAsks = mayUse("inspect", "procore", "cli");

  @ArchTest
  static final ArchRule consoleShowsAndSteers =
      mayUse("console", "claim", "ledger", "procore", "intake", "status");

  @ArchTest
  static final ArchRule noCycles =
      slices().matching("dev.sitedrop.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nothingUsesTheMainClass =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.sitedrop")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.sitedrop");

  private static ArchRule mayUse(String name, String... allowed) {
    String[] forbidden =
        PACKAGES.stream()
            .filter(other -> !other.equals(name) && !Arrays.asList(allowed).contains(other))
            .map(other -> "dev.sitedrop." + other + "..")
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage("dev.sitedrop." + name + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(forbidden);
  }
}
