package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stopped by SIGTERM in the middle of what three companies wait for, while Procore is slow. */
class StopIT {
  /** Of one project, and of another that is to have its turns all the same. */
  private static final int MANY = 70;

  private static final int FEW = 8;

  /** What a JVM ends with that was told to by SIGTERM: 128 and the signal's number. */
  private static final int ENDED_BY_SIGTERM = 143;

  @TempDir private Path folder;
  private final List<Customer> customers =
      Stream.of("north", "south", "west").map(Customer::new).toList();

  /** A company, with what its people dropped. */
  private final class Customer {
    final String name;
    final SandboxServer procore;
    final List<String> contents = new ArrayList<>();

    Customer(String name) {
      this.name = name;
      this.procore = SandboxServer.start(name, 1, "api-latency=250ms", "storage-latency=100ms");
    }

    Inbox inbox() {
      return new Inbox(folder.resolve("work/sitedrop/" + name));
    }

    void drop(int project, int files) {
      for (int i = 0; i < files; i++) {
        byte[] photo = Samples.jpeg(3000, (name + project).hashCode() + i);
        contents.add(Samples.sha256(photo));
        inbox().drop(project + "/images/photo-" + i + ".jpg", photo);
      }
    }

    int made() {
      return procore.view().counts().path("image_count").asInt();
    }

    Stream<String> settings() {
      return Stream.of(
              "client-id=" + name + "-client",
              "client-secret=" + name + "-secret",
              "company-id=1",
              "api-url=" + procore.origin(),
              "login-url=" + procore.origin())
          .map(setting -> "--procore.companies." + name + "." + setting);
    }
  }

  @AfterEach
  void stop() {
    customers.forEach(customer -> customer.procore.close());
  }

  private JarProcess start() {
    Path routes =
        CompanySources.copyFor(customers.stream().map(one -> one.name).toArray(String[]::new));
    return JarProcess.start(
        folder.resolve("work"),
        List.of(),
        Map.of("SITEDROP_ROUTES", routes.toString()),
        customers.stream().flatMap(Customer::settings).toArray(String[]::new));
  }

  @Test
  void finishesItsStepsAndDeliversTheRestAfterTheNextStart() throws Exception {
    for (Customer customer : customers) {
      customer.drop(41, MANY);
      customer.drop(42, FEW);
    }
    try (JarProcess first = start()) {
      await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> customers.stream().allMatch(one -> one.made() >= 10));
      first.terminate();
      assertThat(first.awaitExit()).isEqualTo(ENDED_BY_SIGTERM);
      assertQuiet(first);
    }
    assertThat(customers).as("stopped in the middle").allMatch(one -> one.made() < MANY);

    try (JarProcess second = start().awaitReady()) {
      for (Customer customer : customers) {
        await()
            .atMost(Duration.ofMinutes(2))
            .untilAsserted(() -> assertThat(customer.inbox().unsettled()).isEmpty());
      }
      second.terminate();
      assertThat(second.awaitExit()).isEqualTo(ENDED_BY_SIGTERM);
      assertQuiet(second);
    }
    for (Customer customer : customers) {
      assertThat(customer.procore.view().imageSha256s())
          .as(customer.name)
          .containsExactlyInAnyOrderElementsOf(customer.contents);
      assertThat(customer.inbox().receipts()).hasSize(MANY + FEW);
      assertThat(customer.inbox().failed()).isEmpty();
      assertThat(lastOfTheFew(customer)).as("turns in " + customer.name).isLessThan(MANY);
    }
  }

  private static void assertQuiet(JarProcess ended) {
    assertThat(ended.output()).doesNotContain("\tat ", "Exception", "WARN", "ERROR");
  }

  /** How many of the project with many files were made before the last of the one with few. */
  private static long lastOfTheFew(Customer customer) {
    List<JsonNode> made =
        customer.procore.view().images().stream()
            .sorted(Comparator.comparing(image -> image.path("id").asLong()))
            .toList();
    long last = 0;
    long many = 0;
    for (JsonNode image : made) {
      if (image.path("project_id").asInt() == 42) {
        last = many;
      } else {
        many++;
      }
    }
    return last;
  }
}
