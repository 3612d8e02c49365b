package dev.sitedrop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * What of a body nobody has read when its request is answered. A sender who still sends it does not
 * see the answer if the connection is closed under him, so some of it is read and thrown away.
 */
class UnreadBody implements ApplicationBufferHandler {
  static final long MOST_BYTES = 8 * 1024 * 1024;
  static final Duration LONGEST = Duration.ofSeconds(5);

  private static final long LOOK_AGAIN = Duration.ofMillis(10).toNanos();

  private final Request request;
  private ByteBuffer buffer = ByteBuffer.allocate(0);

  /**
   * @param request one that is answered
   */
  UnreadBody(Request request) {
    this.request = request;
  }

  /**
   * Reads the rest, no more than {@value #MOST_BYTES} bytes and for no longer than five seconds.
   *
   * @return whether all of it is read; otherwise what comes next on the connection is no request
   */
  boolean isReadToItsEnd() {
    long until = System.nanoTime() + LONGEST.toNanos();
    long bytes = 0;
    try {
      while (!isAllRead()) {
        // who waits for a 100 has been answered, and sends nothing any more
        if (request.hasExpectation() || bytes > MOST_BYTES || System.nanoTime() > until) {
          return false;
        }
        if (hasArrived()) {
          bytes += Math.max(0, request.doRead(this));
        } else {
          LockSupport.parkNanos(LOOK_AGAIN);
        }
      }
      return true;
    } catch (IOException senderIsGone) {
      return false;
    }
  }

  private boolean isAllRead() {
    AtomicBoolean read = new AtomicBoolean();
    request.action(ActionCode.REQUEST_BODY_FULLY_READ, read);
    return read.get();
  }

  /** Looks without waiting: a read waits for twenty seconds. */
  private boolean hasArrived() {
    request.action(ActionCode.AVAILABLE, true);
    return request.getAvailable() > 0;
  }

  @Override
  public void setByteBuffer(ByteBuffer buffer) {
    this.buffer = buffer;
  }

  @Override
  public ByteBuffer getByteBuffer() {
    return buffer;
  }

  @Override
  public void expand(int size) {
    // Tomcat hands in its own buffer
  }
}
