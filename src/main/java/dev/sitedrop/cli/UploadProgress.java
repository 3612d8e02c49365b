package dev.sitedrop.cli;

import java.io.PrintWriter;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far an upload has come, drawn over and over in one line; on a terminal only. */
final class UploadProgress implements AutoCloseable {
  private static final int WIDTH = 79;

  private final ProgressBar bar;
  private final PrintWriter err;

  /**
   * @param err null where nobody looks
   */
  UploadProgress(String name, long bytes, PrintWriter err) {
    this.err = err;
    this.bar =
        err == null
            ? null
            : new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(bytes)
                .setUnit(" kB", 1_000)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                .setConsumer(new DelegatingProgressBarConsumer(this::draw, WIDTH))
                .build();
  }

  private void draw(String line) {
    err.print("\r" + line);
    err.flush();
  }

  void sent(long bytes) {
    if (bar != null) {
      bar.stepTo(bytes);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      err.print("\r" + " ".repeat(WIDTH) + "\r");
      err.flush();
    }
  }
}
