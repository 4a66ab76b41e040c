package org.frontsigner.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.frontsigner.api.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One call that came through the control socket. */
final class ControlConnection {
  private static final Logger LOG = LoggerFactory.getLogger(ControlConnection.class);

  private final SocketChannel channel;
  private final ControlCalls calls;
  private final ControlLimits limits;
  private final ScheduledExecutorService timer;
  private boolean working;

  ControlConnection(
      SocketChannel channel,
      ControlCalls calls,
      ControlLimits limits,
      ScheduledExecutorService timer) {
    this.channel = channel;
    this.calls = calls;
    this.limits = limits;
    this.timer = timer;
  }

  /** Reads the call, makes it and writes its outcome, then closes. */
  void serve() {
    try (channel) {
      write(outcome());
    } catch (JsonProcessingException | RuntimeException e) {
      LOG.error("a call through the control socket failed", e);
    } catch (IOException e) {
      LOG.debug("a call was cut off: {}", e.getMessage());
    }
  }

  /** Writes a refusal without reading the call, then closes. */
  void refuse(Problem problem) {
    try (channel) {
      write(calls.refusal(problem));
    } catch (IOException e) {
      LOG.debug("a refused call was cut off: {}", e.getMessage());
    }
  }

  private Object outcome() throws IOException {
    ControlCalls.Call call;
    ScheduledFuture<?> late = closeAfter(limits.requestSeconds());
    try {
      call = calls.read(new Bounded(Channels.newInputStream(channel), limits.requestOctetsMax()));
    } catch (Problem problem) {
      return calls.refusal(problem);
    } catch (TooLong e) {
      return calls.refusal(
          Problem.failed(
              "What is asked has more than " + limits.requestOctetsMax() + " octets",
              "Ask for less at once"));
    } finally {
      late.cancel(false);
    }
    return outcome(call);
  }

  private Object outcome(ControlCalls.Call call) {
    setWorking(true);
    ScheduledFuture<?> beats =
        timer.scheduleWithFixedDelay(
            this::beat, limits.beatSeconds(), limits.beatSeconds(), TimeUnit.SECONDS);
    try {
      return calls.outcome(call);
    } finally {
      setWorking(false);
      beats.cancel(false);
    }
  }

  /** Once this is false no blank is written any more: none may come within the outcome. */
  private synchronized void setWorking(boolean value) {
    working = value;
  }

  /** A blank before a JSON document means nothing but that somebody is at work. */
  private synchronized void beat() {
    try {
      if (working) {
        channel.write(ByteBuffer.wrap(new byte[] {' '}));
      }
    } catch (IOException gone) {
      LOG.debug("who called does not wait any more");
    }
  }

  private void write(Object outcome) throws IOException {
    ScheduledFuture<?> late = closeAfter(limits.replySeconds());
    try {
      calls.write(Channels.newOutputStream(channel), outcome);
    } finally {
      late.cancel(false);
    }
  }

  private ScheduledFuture<?> closeAfter(int seconds) {
    return timer.schedule(this::close, seconds, TimeUnit.SECONDS);
  }

  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("a call can't be closed: {}", e.getMessage());
    }
  }

  /** Ends in an error when there is more than allowed. */
  private static final class Bounded extends FilterInputStream {
    private long left;

    Bounded(InputStream source, long octetsMax) {
      super(source);
      this.left = octetsMax;
    }

    @Override
    public int read(byte[] target, int from, int count) throws IOException {
      int got = super.read(target, from, count);
      left -= Math.max(0, got);
      if (left < 0) {
        throw new TooLong();
      }
      return got;
    }
  }

  private static final class TooLong extends IOException {
    private static final long serialVersionUID = 1;
  }
}
