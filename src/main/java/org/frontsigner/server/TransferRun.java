package org.frontsigner.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.frontsigner.answer.TransferStream;
import org.frontsigner.bridge.TsigSigner;
import org.frontsigner.wire.MessageWriter;

/**
 * One transfer on its way out. While the client takes what is sent, messages are made on a thread
 * of the executor, a few at a time so that transfers take turns; when it does not, no thread is
 * held: {@link #wake} goes on. Thread-safe.
 */
// What fails ends the channel, and is seen there.
@SuppressWarnings("FutureReturnValueIgnored")
final class TransferRun implements Runnable {
  private static final int MESSAGES_A_TURN = 16;
  private static final long RETRY_MILLIS = 50;

  /** Each thread makes one message at a time. */
  private static final ThreadLocal<MessageWriter> WRITERS =
      ThreadLocal.withInitial(MessageWriter::new);

  private enum State {
    WAITING,
    ACTIVE,
    ENDED
  }

  /** Is told that a run has ended. */
  @FunctionalInterface
  interface End {
    /** {@code failure} is null when every message was sent. */
    void ended(TransferRun run, Throwable failure);
  }

  private final Channel channel;
  private final TransferStream stream;
  private final TsigSigner signer;
  private final InstantSource clock;
  private final Executor executor;
  private final End end;
  private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
  private volatile boolean cancelled;
  private long octets;

  /**
   * A run that has not begun.
   *
   * @param signer null when the request was not signed
   * @param end is told once, on any thread, when the run has ended
   */
  TransferRun(Channel channel, TransferStream stream, TsigSigner signer, Turns turns, End end) {
    this.channel = channel;
    this.stream = stream;
    this.signer = signer;
    this.clock = turns.clock();
    this.executor = turns.executor();
    this.end = end;
  }

  /** What all runs have in common. */
  record Turns(Executor executor, InstantSource clock) {}

  /** Octets of the messages sent; to be asked once the run has ended. */
  long octets() {
    return octets;
  }

  /** Goes on if it waits for the client. */
  void wake() {
    if (state.compareAndSet(State.WAITING, State.ACTIVE)) {
      execute();
    }
  }

  /** Ends soon, whatever is left. */
  void cancel() {
    cancelled = true;
    wake();
  }

  private void execute() {
    try {
      executor.execute(this);
    } catch (RejectedExecutionException busy) {
      state.set(State.WAITING);
      retryLater();
    }
  }

  private void retryLater() {
    try {
      channel.eventLoop().schedule(this::wake, RETRY_MILLIS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closing) {
      finish(closing);
    }
  }

  @Override
  public void run() {
    try {
      boolean more = takeTurn();
      if (!more) {
        finish(null);
      } else if (channel.isWritable()) {
        execute();
      } else {
        await();
      }
    } catch (RuntimeException | Error failure) {
      // Netty's own limit for memory is an Error, too; a run that never ends holds its place
      // forever.
      finish(failure);
    }
  }

  /** Sends messages as long as the client takes them; false when there is none left. */
  private boolean takeTurn() {
    for (int left = MESSAGES_A_TURN; left > 0 && channel.isWritable(); left--) {
      if (cancelled || !channel.isActive()) {
        throw new ClientGone();
      }
      MessageWriter writer = WRITERS.get();
      if (!stream.next(writer)) {
        return false;
      }
      send(writer);
    }
    if (cancelled || !channel.isActive()) {
      throw new ClientGone();
    }
    return true;
  }

  private void send(MessageWriter writer) {
    byte[] message = writer.octets();
    int length = writer.length();
    if (signer != null) {
      message = signer.sign(Arrays.copyOf(message, length), clock.instant());
      length = message.length;
    }
    ByteBuf frame = channel.alloc().ioBuffer(2 + length);
    frame.writeShort(length).writeBytes(message, 0, length);
    octets += length;
    channel.writeAndFlush(frame, channel.voidPromise());
  }

  private void await() {
    state.set(State.WAITING);
    // What changed before this was set has woken nobody.
    if (channel.isWritable() || cancelled || !channel.isActive()) {
      wake();
    }
  }

  private void finish(Throwable failure) {
    state.set(State.ENDED);
    stream.close();
    end.ended(this, failure);
  }

  /** The client is gone, or may not stay. */
  static final class ClientGone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClientGone() {
      super("the client is gone", null, false, false);
    }
  }
}
