package dev.sitedrop.sandbox;

import org.springframework.stereotype.Component;

/** Which projects the account can see. */
@Component
class SandboxProjects {
  private final SandboxSettings settings;

  SandboxProjects(SandboxSettings settings) {
    this.settings = settings;
  }

  /** A project that is not there and one that is not visible answer alike. */
  void check(long projectId) {
    boolean visible = settings.projects().isEmpty() || settings.projects().contains(projectId);
    if (projectId <= 0 || !visible) {
      throw Refusal.message(404, "Not Found");
    }
  }
}
