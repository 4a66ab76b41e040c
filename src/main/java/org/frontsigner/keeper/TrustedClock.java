package org.frontsigner.keeper;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.frontsigner.signing.SigningWindow;

/**
 * The time that all goes by: the time of day, unless that has jumped so far that signatures made by
 * it would not be valid at the time that has passed by the monotonic clock. Then it is that time,
 * until the time of day is back or is confirmed: by the TSIG of a peer, by having lasted long
 * enough without being contradicted, or by a restart. Thread-safe.
 *
 * <pre>
 *   follows ─ jump beyond the bound ─▶ deviates ─ window of the time of day is not valid
 *      ▲                                  │       at the estimate ─▶ held at the estimate
 *      └─ back, confirmed, or long enough ┴──────────────────────────────────┘
 * </pre>
 */
public final class TrustedClock implements InstantSource, PeerTimes {
  /** What a time server corrects at once, or slews in a second, is no deviation. */
  private static final Duration STEP = Duration.ofSeconds(2);

  private static final int SLEW_DIVISOR = 1000;
  private static final long REBASE_NANOS = 10_000_000_000L;
  private static final int PEERS_MAX = 1000;

  /** While the time of day is not relied on, peers are asked so often. */
  private static final long ASK_NANOS = 30_000_000_000L;

  private final InstantSource wall;
  private final LongSupplier nanoTime;
  private final LongSupplier upNanos;
  private final SigningWindow.Shape shape;
  private final Duration deviationMax;
  private final Duration hold;
  private final ClockAlarm alarm;
  private final Map<InetSocketAddress, Duration> peers = new LinkedHashMap<>();
  private volatile Base base;
  private volatile boolean deviates;
  private boolean held;
  private boolean confirmed;
  private long sinceNanos;
  private long askedNanos;
  private volatile Runnable ask = () -> {};

  /** Clocks that were read at one moment, when the time of day was relied on. */
  private record Base(Instant wall, long nanos, long upNanos) {}

  /**
   * A clock that relies on the time of day as it is now.
   *
   * @param nanoTime a monotonic clock
   * @param upNanos another that counts also while the machine is suspended; negative where there is
   *     none
   * @param shape of the windows of signatures
   * @param deviationMax beyond which an alarm is raised
   * @param hold after which the time of day is relied on if nothing contradicts it; zero: never
   * @param alarms go by another clock than this
   */
  public TrustedClock(
      InstantSource wall,
      LongSupplier nanoTime,
      LongSupplier upNanos,
      SigningWindow.Shape shape,
      Duration deviationMax,
      Duration hold,
      Alarms alarms) {
    this(wall, nanoTime, upNanos, shape, deviationMax, hold, new ClockAlarm(alarms));
  }

  TrustedClock(
      InstantSource wall,
      LongSupplier nanoTime,
      LongSupplier upNanos,
      SigningWindow.Shape shape,
      Duration deviationMax,
      Duration hold,
      ClockAlarm alarm) {
    this.wall = wall;
    this.nanoTime = nanoTime;
    this.upNanos = upNanos;
    this.shape = shape;
    this.deviationMax = deviationMax;
    this.hold = hold;
    this.alarm = alarm;
    this.base = new Base(wall.instant(), nanoTime.getAsLong(), upNanos.getAsLong());
  }

  @Override
  public Instant instant() {
    Base last = base;
    Instant now = wall.instant();
    long nanos = nanoTime.getAsLong();
    long passed = nanos - last.nanos();
    if (deviates || passed > REBASE_NANOS || isFar(last.wall().plusNanos(passed), now, passed)) {
      return judged(now, nanos);
    }
    return now;
  }

  private static boolean isFar(Instant estimate, Instant now, long passedNanos) {
    Duration allowed = STEP.plusNanos(Math.max(0, passedNanos) / SLEW_DIVISOR);
    return Duration.between(estimate, now).abs().compareTo(allowed) > 0;
  }

  /** Monotonic clocks never run too fast: the one that counted more knows of a suspension. */
  private Instant estimate(long nanos) {
    long up = upNanos.getAsLong();
    long passed = nanos - base.nanos();
    long passedUp = up < 0 || base.upNanos() < 0 ? passed : up - base.upNanos();
    return base.wall().plusNanos(Math.max(passed, passedUp));
  }

  private synchronized Instant judged(Instant now, long nanos) {
    Instant estimate = estimate(nanos);
    Duration deviation = Duration.between(estimate, now);
    if (!isFar(estimate, now, nanos - base.nanos())) {
      return trust(now, nanos, "it agrees with the monotonic clock");
    }
    if (deviation.abs().compareTo(deviationMax) <= 0) {
      return trust(now, nanos, "it is near the monotonic clock");
    }
    if (!deviates) {
      deviates = true;
      confirmed = false;
      sinceNanos = nanos;
      alarm.deviates(now, deviation);
    }
    if (confirmed) {
      return trust(now, nanos, "a TSIG peer confirms it");
    }
    if (!hold.isZero() && nanos - sinceNanos >= hold.toNanos()) {
      return trust(now, nanos, "nothing has contradicted it for " + hold);
    }
    return chosen(now, estimate, nanos);
  }

  /**
   * What has peers asked that tell the time by their TSIG, so that a jump of a clock that is right
   * is followed soon; returns at once.
   */
  public void whenHeld(Runnable asking) {
    ask = asking;
  }

  private Instant trust(Instant now, long nanos, String why) {
    base = new Base(now, nanos, upNanos.getAsLong());
    if (deviates) {
      alarm.isTrusted(now, why);
    }
    deviates = false;
    held = false;
    return now;
  }

  /** Signatures made by the time of day must be valid at the estimate, too. */
  private Instant chosen(Instant now, Instant estimate, long nanos) {
    SigningWindow window = SigningWindow.at(now, shape);
    boolean harmless =
        !estimate.isBefore(window.inception()) && estimate.isBefore(window.expiration());
    if (!harmless && !held) {
      alarm.isHeld(estimate);
    }
    if (!harmless && (!held || nanos - askedNanos >= ASK_NANOS)) {
      askedNanos = nanos;
      ask.run();
    }
    held = !harmless;
    return harmless ? now : estimate;
  }

  @Override
  public void observed(InetSocketAddress peer, Instant theirs) {
    instant();
    judge(peer, theirs);
  }

  private synchronized void judge(InetSocketAddress peer, Instant theirs) {
    Instant now = wall.instant();
    long nanos = nanoTime.getAsLong();
    Duration ahead = Duration.between(theirs, now);
    if (!isNear(ahead) && deviates && isNear(Duration.between(theirs, estimate(nanos)))) {
      // It contradicts: the time of day has to last anew.
      sinceNanos = nanos;
      confirmed = false;
    } else if (isNear(ahead) && deviates) {
      confirmed = true;
    }
    Duration last = peers.get(peer);
    if (last == null && peers.size() >= PEERS_MAX) {
      return;
    }
    peers.put(peer, ahead);
    boolean was = last == null || isNear(last);
    if (was && !isNear(ahead)) {
      alarm.disagrees(peer, ahead);
    } else if (!was && isNear(ahead)) {
      alarm.agrees(peer);
    }
  }

  private boolean isNear(Duration deviation) {
    return deviation.abs().compareTo(deviationMax) <= 0;
  }

  /**
   * By how much the time of day is ahead of the monotonic estimate; small while it is relied on.
   */
  public synchronized Duration deviation() {
    return Duration.between(estimate(nanoTime.getAsLong()), wall.instant());
  }

  /** By how much the time of day was last ahead of each peer's. */
  public synchronized Map<InetSocketAddress, Duration> peerDeviations() {
    return new LinkedHashMap<>(peers);
  }

  /** Whether all goes by the estimate, and not by the time of day. */
  public synchronized boolean isHeld() {
    return held;
  }
}
