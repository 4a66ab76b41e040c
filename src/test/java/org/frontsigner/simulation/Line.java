package org.frontsigner.simulation;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.frontsigner.keeper.Primary;
import org.frontsigner.transfer.Carrier;
import org.frontsigner.transfer.Pace;

/** The way from the front signer to its primaries. What it waits for, the timeline brings. */
final class Line implements Carrier {
  private final Timeline timeline;
  private final Internet internet;
  private final Map<InetSocketAddress, HiddenPrimary> primaries;
  private final Waiter process;

  /** The process that waits: it may be gone when the wait is over. */
  interface Waiter {
    /** Throws {@link Crash} when it is gone; goes on only when it is not frozen. */
    void resume(int generation);

    int generation();
  }

  Line(
      Timeline timeline,
      Internet internet,
      Map<InetSocketAddress, HiddenPrimary> primaries,
      Waiter process) {
    this.timeline = timeline;
    this.internet = internet;
    this.primaries = primaries;
    this.process = process;
  }

  @Override
  public Stream connect(Primary primary, int connectSeconds, Pace pace) throws IOException {
    int generation = process.generation();
    boolean isCut = internet.isCut(primary.address());
    timeline.pass(isCut ? connectSeconds * 1000L : internet.delayMillis());
    process.resume(generation);
    if (isCut) {
      throw new IOException("no connection");
    }
    return new Connection(primary.address(), pace, generation);
  }

  @Override
  public Datagrams datagrams(Primary primary) {
    return new Port(primary.address(), process.generation());
  }

  private final class Connection implements Stream {
    private final InetSocketAddress peer;
    private final Pace pace;
    private final int generation;
    private final Deque<byte[]> came = new ArrayDeque<>();
    private boolean ended;
    private boolean broken;

    Connection(InetSocketAddress peer, Pace pace, int generation) {
      this.peer = peer;
      this.pace = pace;
      this.generation = generation;
    }

    @Override
    public void send(byte[] message) {
      timeline.in(internet.delayMillis(), () -> answer(message));
    }

    private void answer(byte[] message) {
      if (internet.isCut(peer)) {
        return;
      }
      List<byte[]> messages = primaries.get(peer).answer(message);
      long at = timeline.millis();
      for (byte[] each : messages) {
        at += internet.delayMillis();
        if (internet.breaks(peer)) {
          timeline.at(at, () -> broken = true);
          return;
        }
        timeline.at(at, () -> came.add(each));
      }
      timeline.at(at + internet.delayMillis(), () -> ended = true);
    }

    @Override
    public Optional<byte[]> receive() throws IOException {
      while (came.isEmpty() && !ended && !broken) {
        long deadline = timeline.millis() + pace.waitMillis();
        timeline.await(() -> !came.isEmpty() || ended || broken, deadline);
        process.resume(generation);
      }
      if (came.isEmpty() && broken) {
        throw new IOException("connection reset");
      }
      if (came.isEmpty()) {
        return Optional.empty();
      }
      byte[] message = came.poll();
      pace.received(message.length + 2);
      pace.receivedMessage();
      return Optional.of(message);
    }

    @Override
    public void close() {
      ended = true;
    }
  }

  private final class Port implements Datagrams {
    private final InetSocketAddress peer;
    private final int generation;
    private final Deque<byte[]> came = new ArrayDeque<>();

    Port(InetSocketAddress peer, int generation) {
      this.peer = peer;
      this.generation = generation;
    }

    @Override
    public void send(byte[] message) {
      if (!internet.loses(peer)) {
        timeline.in(internet.delayMillis(), () -> answer(message));
      }
    }

    private void answer(byte[] message) {
      for (byte[] each : primaries.get(peer).answer(message)) {
        if (!internet.loses(peer)) {
          timeline.in(internet.delayMillis(), () -> came.add(each));
        }
      }
    }

    @Override
    public Optional<byte[]> receive(long waitMillis) {
      timeline.await(() -> !came.isEmpty(), timeline.millis() + waitMillis);
      process.resume(generation);
      return Optional.ofNullable(came.poll());
    }

    @Override
    public void close() {
      came.clear();
    }
  }
}
