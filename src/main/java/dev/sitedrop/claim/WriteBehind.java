package dev.sitedrop.claim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Writes a file that must lie on the disk before it counts as written. What has come of a large one
 * goes to the disk while the rest is still read and hashed, instead of all of it at the end.
 */
final class WriteBehind implements AutoCloseable {
  /** Enough that a disk is kept busy, and that a small file is written at once. */
  private static final long RUN = 64 << 20;

  private final FileChannel file;
  private final Executor executor;
  private long sinceLast;
  private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);

  WriteBehind(FileChannel file, Executor executor) {
    this.file = file;
    this.executor = executor;
  }

  void write(byte[] bytes, int length) throws IOException {
    ByteBuffer toWrite = ByteBuffer.wrap(bytes, 0, length);
    while (toWrite.hasRemaining()) {
      file.write(toWrite);
    }
    sinceLast += length;
    if (sinceLast >= RUN && running.isDone()) {
      await(); // an error is told by the system only once, and so it must not be passed over
      running = CompletableFuture.runAsync(this::startWriting, executor);
      sinceLast = 0;
    }
  }

  private void startWriting() {
    try {
      file.force(false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns when all of it lies on the disk. */
  void finish() throws IOException {
    await();
    file.force(true);
  }

  private void await() throws IOException {
    try {
      running.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof UncheckedIOException failed) {
        throw failed.getCause();
      }
      throw e;
    }
  }

  /** Waits for what is under way; the file may be closed then. */
  @Override
  public void close() {
    running.exceptionally(told -> null).join();
  }
}
