package dev.sitedrop.intake.mail.server;

/** By name and password. */
public final class PasswordLogin implements Login {
  private final String user;
  private final String password;

  public PasswordLogin(String user, String password) {
    this.user = user;
    this.password = password;
  }

  @Override
  public String user() {
    return user;
  }

  @Override
  public String mechanisms() {
    return "PLAIN LOGIN";
  }

  @Override
  public String secret() {
    return password;
  }

  @Override
  public boolean refused(String secret) {
    return false;
  }
}
