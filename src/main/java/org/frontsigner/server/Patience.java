package org.frontsigner.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import java.util.concurrent.TimeUnit;

/**
 * How long a connection may do nothing. Whether it did something is looked at from time to time.
 * For the thread of the channel.
 */
final class Patience {
  private static final long LOOK_MILLIS_MAX = 1000;
  private static final long LOOKS_A_LIMIT = 4;

  /** What becomes of a connection. */
  enum Verdict {
    WAIT,
    /** Nothing was asked for too long. */
    CLOSE,
    /** Nothing was taken for too long. */
    RESET
  }

  private final long idleNanos;
  private final long stalledNanos;
  private long idleSince;
  private long takenSince;
  private long lastWaiting;
  private long lastProgress;
  private Object lastMessage;

  Patience(ServerSettings.TcpLimits limits, long now) {
    this.idleNanos = TimeUnit.SECONDS.toNanos(limits.idleSeconds());
    this.stalledNanos = TimeUnit.SECONDS.toNanos(limits.stalledSeconds());
    this.idleSince = now;
    this.takenSince = now;
  }

  /** How often to look. */
  long lookMillis() {
    long shorter = TimeUnit.NANOSECONDS.toMillis(Math.min(idleNanos, stalledNanos));
    return Math.min(LOOK_MILLIS_MAX, shorter / LOOKS_A_LIMIT);
  }

  /** A whole query came, or a transfer ended. */
  void asked(long now) {
    idleSince = now;
  }

  /** Octets that the client has yet to take. */
  static long waitingOctets(Channel channel) {
    ChannelOutboundBuffer output = channel.unsafe().outboundBuffer();
    return output == null ? 0 : output.totalPendingWriteBytes();
  }

  Verdict look(Channel channel, boolean transferring, long now) {
    if (hasTaken(channel)) {
      takenSince = now;
    }
    if (lastWaiting > 0 || transferring) {
      idleSince = now;
    }
    if (now - takenSince >= stalledNanos) {
      return Verdict.RESET;
    }
    return now - idleSince >= idleNanos ? Verdict.CLOSE : Verdict.WAIT;
  }

  /** Whether anything has changed of what waits, or nothing waits. */
  private boolean hasTaken(Channel channel) {
    ChannelOutboundBuffer output = channel.unsafe().outboundBuffer();
    long waiting = waitingOctets(channel);
    long progress = output == null ? 0 : output.currentProgress();
    Object message = output == null ? null : output.current();
    boolean changed = waiting != lastWaiting || progress != lastProgress || message != lastMessage;
    lastWaiting = waiting;
    lastProgress = progress;
    lastMessage = message;
    return changed || waiting == 0;
  }
}
