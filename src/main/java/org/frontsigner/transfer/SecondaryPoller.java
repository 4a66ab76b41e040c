package org.frontsigner.transfer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.frontsigner.bridge.TsigFailure;
import org.frontsigner.keeper.Endpoint;
import org.frontsigner.keeper.PeerTimes;
import org.frontsigner.keeper.SecondaryAnswer;
import org.frontsigner.keeper.SecondaryQuestions;
import org.frontsigner.keeper.SecondaryQuestions.Question;
import org.frontsigner.wire.Header;
import org.frontsigner.wire.MalformedMessage;
import org.frontsigner.wire.Rcode;
import org.frontsigner.wire.RecordCursor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks secondaries for what they serve: over UDP, and over TCP when the answer is cut. All of it
 * happens in one thread, but for what waits on TCP. Thread-safe.
 */
public final class SecondaryPoller implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SecondaryPoller.class);
  private static final int IDS = 1 << 16;
  private static final int DRAWS_MAX = 64;
  private static final long IDLE_MILLIS = 500;
  private static final long CLOSE_MILLIS = 5000;
  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final SecondaryQuestions questions;
  private final PollLimits limits;
  private final InstantSource clock;
  private final SecureRandom random;
  private final PeerTimes times;
  private final NotifySockets sockets;
  private final TcpAsker tcp;
  private final Map<Expected, OpenQuestion> byAnswer = new HashMap<>();
  private final TreeSet<OpenQuestion> byDeadline = new TreeSet<>(OpenQuestion.BY_DEADLINE);
  private final Queue<Runnable> cameOverTcp = new ConcurrentLinkedQueue<>();
  private final RecordCursor cursor = new RecordCursor();
  private final Thread thread;
  private long nextSendNanos = System.nanoTime();
  private volatile boolean closed;

  private record Expected(InetSocketAddress from, int id) {}

  /**
   * A poller, at work at once.
   *
   * @param clock the time that TSIG signs and is verified by
   * @param random gives the IDs of questions
   * @param times is told the times of secondaries, by their TSIG
   */
  public SecondaryPoller(
      SecondaryQuestions questions,
      PollLimits limits,
      InstantSource clock,
      SecureRandom random,
      PeerTimes times) {
    this.times = times;
    this.questions = questions;
    this.limits = limits;
    this.clock = clock;
    this.random = random;
    try {
      this.sockets = new NotifySockets(List.of());
    } catch (IOException failure) {
      throw new UncheckedIOException("Nobody can be asked: " + failure.getMessage(), failure);
    }
    this.tcp = new TcpAsker("secondary-tcp", limits.connections(), limits.tcpSeconds());
    this.thread = new Thread(this::run, "secondary-poller");
    this.thread.setDaemon(true);
    this.thread.start();
  }

  private void run() {
    try (sockets) {
      while (!closed) {
        step();
      }
    } catch (IOException failure) {
      LOG.warn("The sockets to secondaries did not close: {}", Reasons.of(failure));
    }
  }

  private void step() {
    try {
      giveUp();
      sockets.await(send(), this::received);
      for (Runnable came = cameOverTcp.poll(); came != null; came = cameOverTcp.poll()) {
        came.run();
      }
    } catch (IOException failure) {
      LOG.warn("A socket to secondaries failed and is opened anew: {}", Reasons.of(failure));
    } catch (RuntimeException fault) {
      // What one secondary brought about must not keep all the others from being asked.
      LOG.error("A question to a secondary is dropped for a fault of this program", fault);
    }
  }

  /** Sends what is due, and returns for how many milliseconds nothing more is. */
  private long send() {
    while (byAnswer.size() < limits.outstandingMax()) {
      long now = System.nanoTime();
      if (nextSendNanos - now > 0) {
        return millis(nextSendNanos - now);
      }
      Optional<Question> question = questions.next();
      if (question.isEmpty()) {
        return untilNext(now, Math.max(1, questions.quietMillis(IDLE_MILLIS)));
      }
      begin(question.get(), now);
    }
    return untilNext(System.nanoTime(), IDLE_MILLIS);
  }

  private long untilNext(long now, long most) {
    return byDeadline.isEmpty()
        ? most
        : Math.min(most, millis(Math.max(0, byDeadline.first().deadlineNanos() - now)));
  }

  private static long millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos) + 1;
  }

  private void begin(Question question, long now) {
    InetSocketAddress address = question.target().address();
    OptionalInt id =
        random
            .ints(DRAWS_MAX, 0, IDS)
            .filter(drawn -> !byAnswer.containsKey(new Expected(address, drawn)))
            .findFirst();
    if (id.isEmpty()) {
      questions.answered(question, new SecondaryAnswer.Silence("too many questions wait for it"));
      return;
    }
    OpenQuestion open = new OpenQuestion(question, id.getAsInt());
    byAnswer.put(new Expected(address, id.getAsInt()), open);
    attempt(open, now);
  }

  private void attempt(OpenQuestion open, long now) {
    byte[] message =
        open.attempt(clock.instant(), now + TimeUnit.MILLISECONDS.toNanos(limits.waitMillis()));
    byDeadline.add(open);
    nextSendNanos = now + SECOND_NANOS / limits.perSecondMax();
    try {
      sockets.send(message, open.address());
    } catch (IOException failure) {
      // Counts as a try: the way there may be back for the next one.
      LOG.debug("A question to {}: {}", Endpoint.print(open.address()), Reasons.of(failure));
    }
  }

  private void giveUp() {
    long now = System.nanoTime();
    while (!byDeadline.isEmpty() && byDeadline.first().deadlineNanos() - now <= 0) {
      OpenQuestion open = byDeadline.pollFirst();
      if (open.tries() < limits.tries()) {
        attempt(open, now);
      } else {
        end(open, open.unanswered());
      }
    }
  }

  private void end(OpenQuestion open, SecondaryAnswer answer) {
    byDeadline.remove(open);
    byAnswer.remove(new Expected(open.address(), open.request().id()));
    questions.answered(open.question(), answer);
  }

  /** Takes a datagram, from whomever. */
  private void received(InetSocketAddress from, byte[] message) {
    if (message.length < Header.OCTETS) {
      return;
    }
    OpenQuestion open = byAnswer.get(new Expected(from, Header.id(message, 0)));
    if (open != null && byDeadline.contains(open) && isAnswer(open, message)) {
      if (cursor.isTruncated()) {
        askOverTcp(open);
      } else {
        judge(open, message).ifPresent(answer -> end(open, answer));
      }
    }
  }

  private boolean isAnswer(OpenQuestion open, byte[] message) {
    try {
      return open.request().mismatch(cursor.read(message, 0, message.length)).isEmpty();
    } catch (MalformedMessage malformed) {
      LOG.debug("From {}: {}", Endpoint.print(open.address()), malformed.getMessage());
      return false;
    }
  }

  /** What a message at the cursor says; empty where it can't be believed, and a better may come. */
  private Optional<SecondaryAnswer> judge(OpenQuestion open, byte[] message) {
    try {
      open.signature()
          .verify(message, clock.instant(), theirs -> times.observed(open.address(), theirs));
      return Optional.of(SoaReading.judge(open.question().zone(), cursor, clock.instant()));
    } catch (TsigFailure failure) {
      open.unverified(
          cursor.rcode() == Rcode.NOERROR
              ? new SecondaryAnswer.Lacks("its answer is not signed well: " + failure.getMessage())
              : SoaReading.refuses(cursor));
      return Optional.empty();
    } catch (MalformedMessage malformed) {
      return Optional.of(new SecondaryAnswer.Lacks(malformed.getMessage()));
    }
  }

  /** No deadline of its own: the connection has one. */
  private void askOverTcp(OpenQuestion open) {
    byDeadline.remove(open);
    boolean asked =
        tcp.ask(
            open.attempt(clock.instant(), open.deadlineNanos()),
            open.address(),
            answer -> {
              cameOverTcp.add(() -> receivedOverTcp(open, answer));
              wakeUp();
            });
    if (!asked) {
      end(open, new SecondaryAnswer.Silence("too many wait for an answer over TCP"));
    }
  }

  private void receivedOverTcp(OpenQuestion open, Optional<byte[]> message) {
    if (message.filter(octets -> isAnswer(open, octets)).isEmpty()) {
      end(open, new SecondaryAnswer.Silence("its answer is cut over UDP, and none comes over TCP"));
      return;
    }
    end(open, judge(open, message.get()).orElseGet(open::unanswered));
  }

  private synchronized void wakeUp() {
    // Not after the thread has closed the sockets: a closed selector must not be woken.
    if (!closed) {
      sockets.wakeup();
    }
  }

  /** Asks no more; what was not answered is left. */
  @Override
  public void close() {
    synchronized (this) {
      if (!closed) {
        closed = true;
        sockets.wakeup();
      }
    }
    tcp.close();
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
