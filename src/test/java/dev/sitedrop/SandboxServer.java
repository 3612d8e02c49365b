package dev.sitedrop;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorMvcAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.DynamicPropertyRegistry;

/** Another Procore, on a port of its own: one company's, which may fail by itself. */
public final class SandboxServer implements AutoCloseable {
  private final String company;
  private final ConfigurableApplicationContext sandbox;

  private SandboxServer(String company, ConfigurableApplicationContext sandbox) {
    this.company = company;
    this.sandbox = sandbox;
  }

  /** No more than the sandbox needs: tests start it by the dozen. */
  @Configuration(proxyBeanMethods = false)
  @ImportAutoConfiguration({
    ServletWebServerFactoryAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    ErrorMvcAutoConfiguration.class
  })
  @ComponentScan("dev.sitedrop.sandbox")
  @ConfigurationPropertiesScan("dev.sitedrop.sandbox")
  static class Alone {}

  /**
   * Its service account is {@code <company>-client} with {@code <company>-secret}.
   *
   * @param company as the settings are to call it
   * @param id of the company
   * @param settings of the sandbox, as {@code world.etag=md5}
   */
  public static SandboxServer start(String company, int id, String... settings) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("directory", "target/homes/" + UUID.randomUUID() + "/sandbox");
    all.put("client-id", company + "-client");
    all.put("client-secret", company + "-secret");
    all.put("company-id", Integer.toString(id));
    for (String setting : settings) {
      String[] parts = setting.split("=", 2);
      all.put(parts[0], parts[1]);
    }
    return new SandboxServer(
        company,
        new SpringApplicationBuilder(Alone.class, Faults.class)
            .profiles("sandbox")
            .properties("logging.file.name=", "server.tomcat.threads.min-spare=1")
            .run(
                Stream.concat(
                        Stream.of("--server.port=0", "--server.shutdown=immediate"),
                        all.entrySet().stream()
                            .map(one -> "--sandbox." + one.getKey() + "=" + one.getValue()))
                    .toArray(String[]::new)));
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
