package dev.sitedrop.crash;

import dev.sitedrop.SiteDrop;
import org.springframework.boot.SpringApplication;

/** SiteDrop with {@link CrashPoints}. */
public final class CrashingSiteDrop {
  private CrashingSiteDrop() {}

  public static void main(String[] arguments) {
    new SpringApplication(SiteDrop.class, CrashPoints.class).run(arguments);
  }
}
