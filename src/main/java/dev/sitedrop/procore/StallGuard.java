package dev.sitedrop.procore;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/**
 * Ends a request that does not get on. A socket's own time-out covers neither a server that stops
 * taking bytes nor one that sends a byte now and then: either would hold a worker for ever. A
 * request gets on when a piece of its body is taken; once all of it is, the whole answer has to
 * come within the same time.
 */
final class StallGuard implements ExecChainHandler {
  private final ScheduledExecutorService timer;
  private final Duration patience;

  StallGuard(ScheduledExecutorService timer, Duration patience) {
    this.timer = timer;
    this.patience = patience;
  }

  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    Watch watch = new Watch(scope.originalRequest);
    if (request.getEntity() != null) {
      request.setEntity(watch.sent(request.getEntity()));
    }
    try {
      ClassicHttpResponse response = chain.proceed(request, scope);
      HttpEntity answer = response.getEntity();
      if (answer == null || answer.getContentLength() == 0) {
        watch.end(); // nobody need read what is empty
      } else {
        response.setEntity(watch.received(answer));
      }
      return response;
    } catch (IOException | HttpException | RuntimeException e) {
      if (watch.end()) {
        throw e;
      }
      throw watch.stalled(e);
    }
  }

  /** The time of one request. */
  private final class Watch {
    private final ClassicHttpRequest request;
    private final ScheduledFuture<?> look;
    private volatile long lastProgress = System.nanoTime();
    private volatile boolean stalled;

    Watch(ClassicHttpRequest request) {
      this.request = request;
      long every = Math.max(1, patience.toMillis() / 4);
      this.look = timer.scheduleWithFixedDelay(this::look, every, every, TimeUnit.MILLISECONDS);
    }

    private void look() {
      if (System.nanoTime() - lastProgress > patience.toNanos()
          && request instanceof Cancellable cancellable) {
        stalled = true;
        look.cancel(false);
        cancellable.cancel();
      }
    }

    /** Whether it ended before it was ended. */
    boolean end() {
      look.cancel(false);
      return !stalled;
    }

    IOException stalled(Exception cause) {
      IOException failure =
          new InterruptedIOException(
              "the server did not get on with the request for " + patience.toSeconds() + " s");
      failure.initCause(cause);
      return failure;
    }

    HttpEntity sent(HttpEntity entity) {
      return new HttpEntityWrapper(entity) {
        @Override
        public void writeTo(OutputStream out) throws IOException {
          super.writeTo(
              new FilterOutputStream(out) {
                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                  out.write(bytes, offset, length);
                  lastProgress = System.nanoTime();
                }
              });
          lastProgress = System.nanoTime();
        }
      };
    }

    HttpEntity received(HttpEntity entity) {
      return new HttpEntityWrapper(entity) {
        @Override
        public InputStream getContent() throws IOException {
          return new FilterInputStream(super.getContent()) {
            @Override
            public void close() throws IOException {
              end();
              super.close();
            }
          };
        }

        @Override
        public void close() throws IOException {
          end();
          super.close();
        }
      };
    }
  }
}
