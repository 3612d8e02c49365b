package dev.sitedrop;

import java.util.UUID;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.DynamicPropertyRegistry;

/** Another Procore, on a port of its own: one company's, which may fail by itself. */
public final class SandboxServer implements AutoCloseable {
  private final String company;
  private final ConfigurableApplicationContext sandbox;

  private SandboxServer(String company, ConfigurableApplicationContext sandbox) {
    this.company = company;
    this.sandbox = sandbox;
  }

  /**
   * Its service account is {@code <company>-client} with {@code <company>-secret}.
   *
   * @param company as the settings are to call it
   * @param id of the company
   */
  public static SandboxServer start(String company, int id) {
    String home = "target/homes/" + UUID.randomUUID();
    return new SandboxServer(
        company,
        new SpringApplicationBuilder(SiteDrop.class, Faults.class)
            .profiles("sandbox")
            .properties("logging.file.name=")
            .run(
                "--server.port=0",
                "--sitedrop.home=" + home,
                "--sandbox.directory=" + home + "/sandbox",
                "--sandbox.client-id=" + company + "-client",
                "--sandbox.client-secret=" + company + "-secret",
                "--sandbox.company-id=" + id));
  }

  /** Makes it a company of the settings. */
  public void register(DynamicPropertyRegistry settings, int id) {
    String prefix = "procore.companies." + company + ".";
    settings.add(prefix + "client-id", () -> company + "-client");
    settings.add(prefix + "client-secret", () -> company + "-secret");
    settings.add(prefix + "company-id", () -> id);
    settings.add(prefix + "api-url", this::origin);
    settings.add(prefix + "login-url", this::origin);
  }

  public String origin() {
    return "http://127.0.0.1:" + port();
  }

  public int port() {
    return ((ServletWebServerApplicationContext) sandbox).getWebServer().getPort();
  }

  public SandboxView view() {
    return new SandboxView(port());
  }

  public Faults faults() {
    return sandbox.getBean(Faults.class);
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
