package dev.sitedrop.console.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.sitedrop.Samples;
import dev.sitedrop.claim.Scratch;
import dev.sitedrop.claim.Spool;
import dev.sitedrop.console.ConsoleSettings;
import dev.sitedrop.intake.folder.DeliveredFiles;
import dev.sitedrop.intake.heic.HeicViewer;
import dev.sitedrop.intake.heic.NotConverted;
import dev.sitedrop.ledger.Attachment;
import dev.sitedrop.ledger.Delivery;
import dev.sitedrop.ledger.UploadProtocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThumbnailsTest {
  @TempDir private Path folder;
  private final Spool spool = mock(Spool.class);
  private final DeliveredFiles delivered = mock(DeliveredFiles.class);
  private final HeicViewer viewer = mock(HeicViewer.class);
  private final Delivery waiting = mock(Delivery.class);

  @BeforeEach
  void fill() throws IOException {
    when(viewer.mayWork()).thenReturn(true);
    when(spool.fileOf(any(), any())).thenReturn(Samples.file("IMG_2041.HEIC"));
    when(spool.openScratch())
        .thenAnswer(
            asked -> {
              Scratch scratch = mock(Scratch.class);
              when(scratch.path()).thenReturn(Files.createTempDirectory(folder, "scratch"));
              return scratch;
            });
  }

  private Thumbnails thumbnails(boolean heic) {
    return new Thumbnails(
        spool, delivered, viewer, new ConsoleSettings(true, false, Map.of(), List.of(), heic));
  }

  private static Attachment heic(String sha256) {
    return file("image/heic", 17_000, sha256);
  }

  private static Attachment file(String type, long size) {
    return file(type, size, "a");
  }

  private static Attachment file(String type, long size, String sha256) {
    return new Attachment(
        UUID.randomUUID(),
        0,
        "IMG_2041.HEIC",
        type,
        size,
        sha256,
        "key",
        UploadProtocol.SEGMENTED,
        null,
        List.of());
  }

  @Test
  void heicIsTriedOnlyWhereAConverterIsInstalledAndWanted() {
    assertThat(thumbnails(true).isPossible(waiting, file("image/heic", 17_000))).isTrue();
    assertThat(thumbnails(true).isPossible(waiting, file("image/heic", 70_000_000))).isFalse();
    assertThat(thumbnails(false).isPossible(waiting, file("image/heic", 17_000))).isFalse();
    when(viewer.mayWork()).thenReturn(false);
    assertThat(thumbnails(true).isPossible(waiting, file("image/heic", 17_000))).isFalse();
    assertThat(thumbnails(true).isPossible(waiting, file("image/jpeg", 17_000))).isTrue();
  }

  @Test
  void onePhotoIsConvertedOnceHoweverManyLook() throws Exception {
    when(viewer.convert(any(), any())).thenReturn(Samples.file("crane.jpg"));
    Thumbnails thumbnails = thumbnails(true);

    byte[] first = thumbnails.of(waiting, heic("a")).orElseThrow();

    assertThat(thumbnails.of(waiting, heic("a"))).containsSame(first);
    verify(viewer, times(1)).convert(any(), any());
  }

  @Test
  void whatCannotBeConvertedIsNotTriedAgainAndWhatCannotBeReadNowIs() throws Exception {
    when(viewer.convert(any(), any())).thenThrow(mock(NotConverted.class));
    Thumbnails thumbnails = thumbnails(true);
    assertThat(thumbnails.of(waiting, heic("a"))).isEmpty();
    assertThat(thumbnails.of(waiting, heic("a"))).isEmpty();
    verify(viewer, times(1)).convert(any(), any());

    when(spool.fileOf(any(), any())).thenThrow(new IOException("the bucket is away"));
    assertThat(thumbnails.of(waiting, heic("b"))).isEmpty();
    assertThat(thumbnails.of(waiting, heic("b"))).isEmpty();
    verify(spool, times(3)).fileOf(any(), any());
  }
}
