package dev.sitedrop.sandbox;

import jakarta.servlet.MultipartConfigElement;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** How the sandbox is served. */
@Configuration(proxyBeanMethods = false)
class SandboxWeb {

  @Bean
  ServletRegistrationBean<StorageServlet> storage(
      SandboxState state,
      SandboxSettings settings,
      World world,
      SandboxFaults faults,
      SandboxAccount account) {
    ServletRegistrationBean<StorageServlet> storage =
        new ServletRegistrationBean<>(
            new StorageServlet(state, settings, world, faults, account), "/storage/*");
    storage.setMultipartConfig(
        new MultipartConfigElement(settings.directory().toAbsolutePath().toString(), -1, -1, 8192));
    return storage;
  }

  @Bean
  WebMvcConfigurer gate(ApiGate gate) {
    return new WebMvcConfigurer() {
      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(gate).addPathPatterns("/rest/**");
      }
    };
  }

  /** A servlet cannot cut a connection, so the valve around it does. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> cutConnections() {
    return factory -> factory.addContextValves(new LostAnswers.Cut());
  }

  /** Storage URLs contain encoded slashes, which Tomcat refuses unless it is told not to. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> encodedSlashes() {
    return factory ->
        factory.addConnectorCustomizers(
            connector ->
                connector.setEncodedSolidusHandling(
                    EncodedSolidusHandling.PASS_THROUGH.getValue()));
  }
}
