package org.frontsigner.transfer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.frontsigner.bridge.TsigFailure;
import org.frontsigner.keeper.Downstream.State;
import org.frontsigner.keeper.Downstream.Target;
import org.frontsigner.keeper.Endpoint;
import org.frontsigner.keeper.PeerRests;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.Header;
import org.frontsigner.wire.MalformedMessage;
import org.frontsigner.wire.Rcode;
import org.frontsigner.wire.RecordCursor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The secondaries that are being told, ordered by when each is to be told again; found by address
 * and ID when an answer comes. For the thread of the {@link NotifyDesk} alone.
 *
 * <pre>
 *   begin ─▶ waiting ─attempt due─▶ sent ─verified NOERROR──▶ acknowledged
 *               ▲                    │ ├──verified rcode────▶ refused
 *               └──── attempts left ─┘ └──none left─────────▶ unanswered, or refused
 * </pre>
 */
final class NotifyRounds {
  private static final Logger LOG = LoggerFactory.getLogger(NotifyRounds.class);
  private static final int IDS = 1 << 16;
  private static final int DRAWS_MAX = 64;

  /** NOTIFYs to one peer that wait for an answer at one time. */
  private static final int IN_FLIGHT_MAX = 200;

  private static final long IDLE_MILLIS = 1000;
  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final NotifyLimits limits;
  private final NotifyDesk.Sender sender;
  private final InstantSource clock;
  private final SecureRandom random;
  private final Listener listener;
  private final LongSupplier nanoTime;
  private final TreeSet<PendingNotify> byDue = new TreeSet<>(PendingNotify.BY_DUE);
  private final Map<DomainName, List<PendingNotify>> byZone = new HashMap<>();
  private final Map<Expected, PendingNotify> byAnswer = new HashMap<>();
  private final RecordCursor cursor = new RecordCursor();
  private final PeerRests rests = new PeerRests();
  private final Map<InetSocketAddress, Integer> inFlight = new HashMap<>();
  private long count;
  private long nextSendNanos;

  private record Expected(InetSocketAddress from, int id) {}

  /** Is told of every attempt (WAITING) and of every end, with a predicate for the log. */
  @FunctionalInterface
  interface Listener {
    void changed(PendingNotify notify, State state, String how);
  }

  NotifyRounds(
      NotifyLimits limits,
      NotifyDesk.Sender sender,
      InstantSource clock,
      SecureRandom random,
      LongSupplier nanoTime,
      Listener listener) {
    this.limits = limits;
    this.sender = sender;
    this.clock = clock;
    this.random = random;
    this.listener = listener;
    this.nanoTime = nanoTime;
    this.nextSendNanos = nanoTime.getAsLong();
  }

  /** Begins a round or joins one, and returns how many that were being told are dropped for it. */
  int begin(NotifyOrder order) {
    List<PendingNotify> round = byZone.getOrDefault(order.zone(), new ArrayList<>());
    List<PendingNotify> replaced =
        round.stream().filter(each -> order.whole() || order.names(each.target())).toList();
    replaced.forEach(this::forget);
    round.removeAll(replaced);
    for (Target target : order.targets()) {
      PendingNotify notify =
          new PendingNotify(
              count++, order.round(), order.zone(), order.served(), target, nanoTime.getAsLong());
      byDue.add(notify);
      round.add(notify);
    }
    if (round.isEmpty()) {
      byZone.remove(order.zone());
    } else {
      byZone.put(order.zone(), round);
    }
    return replaced.size();
  }

  private void forget(PendingNotify notify) {
    byDue.remove(notify);
    landed(notify);
    byAnswer.remove(new Expected(notify.target().address(), notify.id()));
  }

  /** Sends what is due, and returns for how many milliseconds nothing more is. */
  long sendDue() {
    while (!byDue.isEmpty()) {
      long now = nanoTime.getAsLong();
      long due = Math.max(byDue.first().dueNanos() - now, nextSendNanos - now);
      if (due > 0) {
        return Math.min(IDLE_MILLIS, TimeUnit.NANOSECONDS.toMillis(due) + 1);
      }
      step(byDue.pollFirst(), now);
    }
    return IDLE_MILLIS;
  }

  private void step(PendingNotify notify, long now) {
    InetSocketAddress address = notify.target().address();
    if (notify.isUnanswered()) {
      notify.countSilence();
      landed(notify);
      rests.silent(address, now);
    }
    if (notify.attempts() == limits.attempts()) {
      giveUp(notify);
      return;
    }
    long restNanos = restNanos(address, now);
    if (restNanos > 0) {
      later(notify, now + restNanos);
    } else {
      attempt(notify, now);
    }
  }

  /** Of a peer that is dead that is not known before some time has passed. */
  private long restNanos(InetSocketAddress address, long now) {
    return inFlight.getOrDefault(address, 0) < IN_FLIGHT_MAX
        ? rests.waitNanos(address, now)
        : TimeUnit.MILLISECONDS.toNanos(limits.waitMillis(1));
  }

  private void landed(PendingNotify notify) {
    if (notify.endsAwaiting()) {
      inFlight.computeIfPresent(
          notify.target().address(), (address, many) -> many == 1 ? null : many - 1);
    }
  }

  private void giveUp(PendingNotify notify) {
    if (notify.wasRefusedUnverified()) {
      end(notify, State.REFUSED, "refuses, without a TSIG that verifies");
    } else {
      end(notify, State.UNANSWERED, "does not answer");
    }
  }

  private void attempt(PendingNotify notify, long now) {
    if (notify.id() == PendingNotify.NO_ID && !identify(notify)) {
      later(notify, now + SECOND_NANOS);
      return;
    }
    InetSocketAddress address = notify.target().address();
    inFlight.merge(address, 1, Integer::sum);
    try {
      sender.send(notify.attempt(clock.instant()), address);
    } catch (IOException failure) {
      // Counts as an attempt: the way there may be back for the next one.
      LOG.debug("NOTIFY to {}: {}", Endpoint.print(address), Reasons.of(failure));
    }
    nextSendNanos = now + SECOND_NANOS / limits.perSecondMax();
    later(notify, now + TimeUnit.MILLISECONDS.toNanos(limits.waitMillis(notify.attempts())));
    listener.changed(notify, State.WAITING, "is told");
  }

  private void later(PendingNotify notify, long nanos) {
    notify.dueAt(nanos);
    byDue.add(notify);
  }

  private boolean identify(PendingNotify notify) {
    OptionalInt id =
        random
            .ints(DRAWS_MAX, 0, IDS)
            .filter(drawn -> !byAnswer.containsKey(new Expected(notify.target().address(), drawn)))
            .findFirst();
    if (id.isEmpty()) {
      return false;
    }
    notify.identify(id.getAsInt());
    byAnswer.put(new Expected(notify.target().address(), notify.id()), notify);
    return true;
  }

  /** Addresses that answered none of the last NOTIFYs and get them seldom. */
  int silentPeers() {
    return rests.count();
  }

  /** Takes a datagram, from whomever. */
  void received(InetSocketAddress from, byte[] message) {
    if (message.length < Header.OCTETS) {
      return;
    }
    PendingNotify notify = byAnswer.get(new Expected(from, Header.id(message, 0)));
    if (notify == null) {
      return;
    }
    try {
      if (notify.request().mismatch(cursor.read(message, 0, message.length)).isEmpty()) {
        answered(notify, message);
      }
    } catch (MalformedMessage malformed) {
      LOG.debug("The answer of {} to NOTIFY: {}", Endpoint.print(from), malformed.getMessage());
    }
  }

  private void answered(PendingNotify notify, byte[] message) {
    boolean accepts = cursor.rcode() == Rcode.NOERROR;
    rests.heard(notify.target().address());
    try {
      notify.signature().verify(message, clock.instant());
    } catch (TsigFailure failure) {
      LOG.debug(
          "The answer of {} to NOTIFY: TSIG: {}",
          Endpoint.print(notify.target().address()),
          failure.getMessage());
      if (!accepts) {
        notify.refusedUnverified();
        notify.refused(Rcode.name(cursor.rcode()));
      }
      return;
    }
    if (accepts) {
      end(notify, State.ACKNOWLEDGED, "acknowledges");
    } else {
      notify.refused(Rcode.name(cursor.rcode()));
      end(notify, State.REFUSED, "refuses with rcode " + Rcode.name(cursor.rcode()));
    }
  }

  private void end(PendingNotify notify, State state, String how) {
    forget(notify);
    byZone.computeIfPresent(
        notify.zone(),
        (zone, round) -> {
          round.remove(notify);
          return round.isEmpty() ? null : round;
        });
    listener.changed(notify, state, how);
  }
}
