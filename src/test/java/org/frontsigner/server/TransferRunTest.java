package org.frontsigner.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.frontsigner.answer.TransferPlan;
import org.frontsigner.answer.TransferStream;
import org.frontsigner.server.fixture.Wire;
import org.frontsigner.wire.Query;
import org.frontsigner.wire.QueryReader;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Type;

final class TransferRunTest {
  /** As Netty does when its limit for memory outside of the heap is reached. */
  private static final class FullAllocator extends AbstractByteBufAllocator {
    @Override
    protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
      throw new OutOfMemoryError("no octets left");
    }

    @Override
    protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
      throw new OutOfMemoryError("no octets left");
    }

    @Override
    public boolean isDirectBufferPooled() {
      return false;
    }
  }

  private final List<Throwable> ends = new ArrayList<>();

  private TransferStream stream() {
    byte[] octets = Wire.question(1, "example.", Type.AXFR).toWire();
    Query query = (Query) QueryReader.read(octets, 0, octets.length);
    TransferPlan plan = new TransferPlan.Refused(TransferPlan.Reason.NOT_ALLOWED);
    return new TransferStream(query, plan, 0, Runnable::run, 1);
  }

  private void run(EmbeddedChannel channel) {
    TransferRun.Turns turns = new TransferRun.Turns(Runnable::run, InstantSource.system());
    TransferRun.End end = (run, failure) -> ends.add(failure);
    new TransferRun(channel, stream(), null, turns, end).wake();
  }

  @Test
  void aRunEndsOnce() {
    EmbeddedChannel channel = new EmbeddedChannel();
    run(channel);
    assertThat(ends).hasSize(1).containsOnlyNulls();
    assertThat(channel.finishAndReleaseAll()).as("whether a message was sent").isTrue();
  }

  @Test
  void aRunEndsWhenThereIsNoMemoryForItsMessages() {
    EmbeddedChannel channel = new EmbeddedChannel();
    channel.config().setAllocator(new FullAllocator());
    run(channel);
    assertThat(ends).hasSize(1).doesNotContainNull();
    assertThat(channel.finishAndReleaseAll()).as("whether a message was sent").isFalse();
  }
}
