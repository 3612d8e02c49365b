package dev.sitedrop.words;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.camel.RuntimeCamelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessResourceFailureException;

class FailureTextTest {

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new IOException("the disk is full"), "the disk is full"),
        Arguments.of(
            new UncheckedIOException(new IOException("the disk is full")), "the disk is full"),
        Arguments.of(new IOException("it cannot be read", new EOFException()), "it cannot be read"),
        Arguments.of(new IOException(new EOFException()), "it ends too early"),
        Arguments.of(new IOException((String) null), "it cannot be read or written"),
        Arguments.of(
            new NoSuchFileException("/home/ann/inbox"), "/home/ann/inbox: it is not there"),
        Arguments.of(
            new UncheckedIOException(new AccessDeniedException("a.jpg")),
            "a.jpg: permission is denied"),
        Arguments.of(
            new FileSystemException("/x", null, "Stale file handle"), "/x: Stale file handle"),
        Arguments.of(new FileSystemException(null, null, "Failure"), "Failure"),
        Arguments.of(
            new UnknownHostException("imap.exmaple"), "there is no such host: imap.exmaple"),
        Arguments.of(new ConnectException(), "the connection is refused"),
        Arguments.of(new ConnectException("Connection refused"), "Connection refused"),
        Arguments.of(new ClosedChannelException(), "it was closed meanwhile"),
        Arguments.of(new ExecutionException(new TimeoutException()), "no answer came in time"),
        Arguments.of(
            new DataAccessResourceFailureException(
                "JDBC", new SQLException("General error", new SocketException("Connection reset"))),
            "Connection reset"),
        Arguments.of(
            new IllegalStateException(
                "HV000", new ExecutionException(new IOException("No space left on device"))),
            "No space left on device"),
        Arguments.of(new IllegalStateException("it is over", new RuntimeException()), "it is over"),
        Arguments.of(
            new RuntimeCamelException("Exception at [Exchange]", new IOException("no")), "no"),
        Arguments.of(
            new SSLHandshakeException(
                "PKIX path building failed: sun.security.provider.certpath"
                    + ".SunCertPathBuilderException: unable to find valid certification path"),
            "PKIX path building failed: unable to find valid certification path"),
        Arguments.of(new IllegalStateException("first\nsecond"), "first"),
        Arguments.of(new IllegalStateException(), "illegal state"),
        Arguments.of(new OutOfMemoryError(), "there is not enough memory"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void isSaidInWords(Throwable failure, String words) {
    assertThat(FailureText.of(failure)).isEqualTo(words);
  }

  @Test
  void aMistakeInTheProgramTellsADeveloperWhereItIs() {
    assertThat(FailureText.of(new NullPointerException("\"<local4>\" is null")))
        .matches("an error of SiteDrop itself \\(FailureTextTest\\.java, line \\d+\\)");
  }

  @Test
  void theKindTellsNothingOfTheMessage() {
    assertThat(FailureText.kind(new ExecutionException(new ConnectException("https://x/secret"))))
        .isEqualTo("the connection is refused");
    assertThat(FailureText.kind(new SSLHandshakeException("https://x/secret")))
        .isEqualTo("its certificate or its encryption is not accepted");
    assertThat(FailureText.kind(new IOException("secret")))
        .isEqualTo("it cannot be read or written");
  }

  /** All others would show the names of classes, wherever they show it. */
  @Test
  void nobodyElseMakesATextOfAFailureItself() {
    JavaClasses all =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.sitedrop");

    noClasses()
        .that()
        .doNotBelongToAnyOf(FailureText.class)
        .and()
        .resideOutsideOfPackage("dev.sitedrop.signals.trace") // whose standard names classes
        .should()
        .callMethodWhere(
            describe(
                "a failure is written by itself",
                (JavaMethodCall call) ->
                    call.getName().equals("toString")
                        && call.getTargetOwner().isAssignableTo(Throwable.class)))
        .orShould()
        .callMethod(Class.class, "getSimpleName")
        .check(all);
  }
}
