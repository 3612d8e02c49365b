package dev.sitedrop.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

class SlowLoginsTest {
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private int asked;

  private final SlowLogins logins =
      new SlowLogins(
          new AuthenticationProvider() {
            @Override
            public Authentication authenticate(Authentication attempt) {
              asked++;
              if (attempt.getCredentials().equals("concrete")) {
                return attempt;
              }
              throw new BadCredentialsException("wrong");
            }

            @Override
            public boolean supports(Class<?> kind) {
              return true;
            }
          },
          ((InstantSource) now::get).withZone(ZoneOffset.UTC));

  private Authentication attempt(String name, String password, String address) {
    UsernamePasswordAuthenticationToken attempt =
        new UsernamePasswordAuthenticationToken(name, password);
    attempt.setDetails(new WebAuthenticationDetails(address, null));
    return logins.authenticate(attempt);
  }

  private void guess(String name, String address) {
    assertThatThrownBy(() -> attempt(name, "sand", address))
        .isInstanceOf(BadCredentialsException.class);
  }

  @Test
  void afterFiveWrongOnesNoneIsLookedAtUntilATimeThatDoubles() {
    for (int i = 0; i < 5; i++) {
      guess("ann", "10.0.0." + i);
    }
    assertThatThrownBy(() -> attempt("ann", "concrete", "10.0.0.9"))
        .isInstanceOf(LockedException.class);
    assertThat(asked).isEqualTo(5);

    now.set(Instant.EPOCH.plusMillis(1000));
    guess("ann", "10.0.0.9");
    now.set(Instant.EPOCH.plusMillis(2900));
    assertThatThrownBy(() -> attempt("ann", "concrete", "10.0.0.9"))
        .isInstanceOf(LockedException.class);
    now.set(Instant.EPOCH.plusMillis(3000));
    assertThat(attempt("ann", "concrete", "10.0.0.9")).isNotNull();
    guess("ann", "10.0.0.9");
  }

  @Test
  void oneAddressThatTriesManyNamesIsHeldBackToo() {
    for (int i = 0; i < 5; i++) {
      guess("name" + i, "10.0.0.1");
    }

    assertThatThrownBy(() -> attempt("ann", "concrete", "10.0.0.1"))
        .isInstanceOf(LockedException.class);
    assertThat(attempt("ann", "concrete", "10.0.0.2")).isNotNull();
  }

  @Test
  void whoHasLoggedInThereBeforeIsNotHeldBackByTheGuessesOfOthers() {
    attempt("ann", "concrete", "10.0.0.1");
    for (int i = 0; i < 5; i++) {
      guess("ann", "10.0.0.2");
      guess("name" + i, "10.0.0.1");
    }

    assertThat(attempt("Ann", "concrete", "10.0.0.1")).isNotNull();
    assertThatThrownBy(() -> attempt("ann", "concrete", "10.0.0.3"))
        .isInstanceOf(LockedException.class);
  }

  @Test
  void whereSomebodyIsKnownGuessesAreSlowAllTheSame() {
    attempt("ann", "concrete", "10.0.0.1");
    for (int i = 0; i < 5; i++) {
      guess("ann", "10.0.0.1");
    }

    assertThatThrownBy(() -> attempt("ann", "concrete", "10.0.0.1"))
        .isInstanceOf(LockedException.class);
  }

  @Test
  void aUserWhoGuessesAnothersPasswordGainsNothingByHisOwn() {
    attempt("vic", "concrete", "10.0.0.2");
    for (int i = 0; i < 5; i++) {
      guess("ann", "10.0.0.2");
      attempt("vic", "concrete", "10.0.0.2");
    }

    assertThatThrownBy(() -> attempt("ann", "sand", "10.0.0.2"))
        .isInstanceOf(LockedException.class);
    assertThat(attempt("vic", "concrete", "10.0.0.2")).isNotNull();
  }
}
