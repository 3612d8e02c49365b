package dev.sitedrop.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.doNothing;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

class WriteBehindTest {
  private static final byte[] MEBIBYTE = new byte[1 << 20];

  private final Queue<Runnable> later = new ArrayDeque<>();
  private final FileChannel disk = mock(FileChannel.class);
  private final WriteBehind writing = new WriteBehind(disk, later::add);

  /** Takes half of what it is given, as a channel may. */
  @BeforeEach
  void takeHalf() throws IOException {
    when(disk.write(any(ByteBuffer.class)))
        .thenAnswer(
            call -> {
              ByteBuffer bytes = call.getArgument(0);
              int taken = (bytes.remaining() + 1) / 2;
              bytes.position(bytes.position() + taken);
              return taken;
            });
  }

  @Test
  void writesASmallFileToTheDiskOnceAtItsEnd() throws IOException {
    write(63);
    assertThat(later).isEmpty();

    writing.finish();

    verify(disk).force(true);
    verify(disk, never()).force(false);
  }

  @Test
  void beginsWithALargeFileWhileItsRestIsStillComing() throws IOException {
    write(64);
    later.remove().run();
    write(1);
    writing.finish();

    InOrder order = inOrder(disk);
    order.verify(disk).force(false);
    order.verify(disk, atLeastOnce()).write(any(ByteBuffer.class));
    order.verify(disk).force(true);
  }

  @Test
  void asksForOneThingAtATime() throws IOException {
    write(200);
    assertThat(later).hasSize(1);

    later.remove().run();
    write(1);
    assertThat(later).hasSize(1);

    later.remove().run();
    write(63);
    assertThat(later).isEmpty();
    verify(disk, times(2)).force(false);
  }

  /** The system tells of it once; whoever asks next is told that all is well. */
  @Test
  void whatTheDiskCouldNotKeepMeanwhileIsNotPassedOver() throws IOException {
    write(64);
    doThrow(new IOException("Input/output error")).when(disk).force(false);
    later.remove().run();
    doNothing().when(disk).force(anyBoolean());

    assertThatThrownBy(() -> write(64))
        .isInstanceOf(IOException.class)
        .hasMessage("Input/output error");
    assertThatThrownBy(writing::finish)
        .isInstanceOf(IOException.class)
        .hasMessage("Input/output error");
    verify(disk, never()).force(true);
    writing.close();
  }

  private void write(int mebibytes) throws IOException {
    for (int i = 0; i < mebibytes; i++) {
      writing.write(MEBIBYTE, MEBIBYTE.length);
    }
  }
}
