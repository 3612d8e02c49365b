package dev.sitedrop;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;

/** The whole application on embedded defaults and the shipping routes, with a home of its own. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    classes = SiteDrop.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "sitedrop.home=target/homes/${random.uuid}",
      "logging.file.name=",
      "intake.heic=keep", // whatever is installed on this machine
      "delivery.first-retry=100ms",
      "delivery.absence-after=300ms"
    })
@DirtiesContext
public @interface SiteDropTest {}
