package dev.sitedrop.procore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sitedrop.procore.ProcoreFailure.Refused;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StorageUrlTest {

  private static StorageUrl storage(String api) {
    ProcoreAccount account =
        new ProcoreAccount(
            "", "id", "secret", "1", api, () -> URI.create(api), () -> URI.create(api), "PROCORE");
    return new StorageUrl(account, List.of("amazonaws.com", "storage.example"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.procore.com/x?y=%2F",
        "https://storage.example/x",
        "https://storage.example:8443/x",
      })
  void sendsToTheApiItselfAndToTheHostsThatAreNamed(String url) {
    assertThat(storage("https://api.procore.com").checked(url)).isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://169.254.169.254/latest/meta-data",
        "http://localhost:8080/x",
        "https://127.0.0.1/x",
        "http://storage.example/x",
        "https://evil.example/x",
        "https://amazonaws.com.evil.example/x",
        "https://notamazonaws.com/x",
        "https://user:pw@storage.example/x",
        "https://storage.example@evil.example/x",
        "file:///etc/passwd",
        "ftp://storage.example/x",
        "//storage.example/x",
        "https://storage.example/a b",
        "https://storage.example/a\r\nHost:x",
        "https://storage.example/a#b",
        "nonsense",
        "",
      })
  void sendsNowhereElse(String url) {
    StorageUrl storage = storage("https://api.procore.com");

    assertThatThrownBy(() -> storage.checked(url)).isInstanceOf(Refused.class);
  }

  @ParameterizedTest
  @CsvSource({"'', PROCORE_STORAGE_HOSTS", "north, PROCORE_COMPANIES_NORTH_STORAGE_HOSTS"})
  void aForeignHostIsRefusedWithTheSettingThatWouldAllowIt(String company, String setting) {
    URI api = URI.create("https://api.procore.com");
    ProcoreAccount account =
        new ProcoreAccount(company, "id", "secret", "1", "x", () -> api, () -> api, "PROCORE");
    StorageUrl storage = new StorageUrl(account, List.of("amazonaws.com", " Procore.com"));

    assertThatThrownBy(() -> storage.checked("https://Bucket.Storage.example/x?y=z"))
        .hasMessageEndingWith(
            "it is not one of "
                + setting
                + ". Ask Procore or your IT whether bucket.storage.example is Procore's storage."
                + " If it is, set "
                + setting
                + "=amazonaws.com,procore.com,bucket.storage.example and restart SiteDrop");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://169.254.169.254/x", "https://localhost/x", "https://[fe80::1]/x"})
  void nobodyIsAdvisedToSendBytesToAMachineNearby(String url) {
    assertThatThrownBy(() -> storage("https://api.procore.com").checked(url))
        .isInstanceOf(Refused.class)
        .hasMessageNotContaining("If it is, set");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:9000/x", "http://localhost:9000/x?a=|b"})
  void besideAnApiOnThisMachineTheStorageMayBeToo(String url) {
    assertThat(storage("http://127.0.0.1:8080").checked(url)).isEqualTo(url);
  }
}
