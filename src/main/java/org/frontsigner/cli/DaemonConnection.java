package org.frontsigner.cli;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A connection to a control socket. It is closed when nothing was sent or received for too long;
 * channels to such sockets have no time limits of their own.
 */
final class DaemonConnection implements AutoCloseable {
  private static final long REPLY_OCTETS_MAX = 2L << 30;

  private final SocketChannel channel;
  private final ScheduledThreadPoolExecutor watch;
  private final int silenceSecondsMax;
  private final ScheduledFuture<?> watching;
  private volatile long lastOctetNanos = System.nanoTime();
  private volatile boolean silent;

  private DaemonConnection(SocketChannel channel, int silenceSecondsMax) {
    this.channel = channel;
    this.silenceSecondsMax = silenceSecondsMax;
    this.watch = new ScheduledThreadPoolExecutor(1, DaemonConnection::thread);
    this.watching = watch.scheduleWithFixedDelay(this::closeWhenSilent, 1, 1, TimeUnit.SECONDS);
  }

  static DaemonConnection open(Path socket, int silenceSecondsMax) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(UnixDomainSocketAddress.of(socket));
      return new DaemonConnection(channel, silenceSecondsMax);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "control-silence");
    thread.setDaemon(true);
    return thread;
  }

  private void closeWhenSilent() {
    if (System.nanoTime() - lastOctetNanos > TimeUnit.SECONDS.toNanos(silenceSecondsMax)) {
      silent = true;
      try {
        channel.close();
      } catch (IOException e) {
        throw new IllegalStateException("a socket that can't even be closed", e);
      }
    }
  }

  OutputStream request() {
    return new FilterOutputStream(Channels.newOutputStream(channel)) {
      @Override
      public void write(byte[] octets, int from, int count) throws IOException {
        try {
          out.write(octets, from, count);
          lastOctetNanos = System.nanoTime();
        } catch (ClosedChannelException e) {
          throw reason(e);
        }
      }
    };
  }

  void endRequest() throws IOException {
    channel.shutdownOutput();
  }

  InputStream reply() {
    return new FilterInputStream(Channels.newInputStream(channel)) {
      private long left = REPLY_OCTETS_MAX;

      @Override
      public int read(byte[] target, int from, int count) throws IOException {
        try {
          int got = in.read(target, from, count);
          lastOctetNanos = System.nanoTime();
          left -= Math.max(0, got);
          if (left < 0) {
            throw new IOException("it is longer than " + REPLY_OCTETS_MAX + " octets");
          }
          return got;
        } catch (ClosedChannelException e) {
          throw reason(e);
        }
      }
    };
  }

  @Override
  public void close() throws IOException {
    watching.cancel(false);
    watch.shutdownNow();
    channel.close();
  }

  private IOException reason(ClosedChannelException cause) {
    String reason =
        silent ? "it sent nothing for " + silenceSecondsMax + " seconds" : "it was closed";
    return new IOException(reason, cause);
  }
}
