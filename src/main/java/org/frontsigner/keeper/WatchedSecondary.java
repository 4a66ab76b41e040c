package org.frontsigner.keeper;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.frontsigner.keeper.SecondaryLook.Seen;
import org.frontsigner.keeper.SecondaryLook.State;
import org.frontsigner.wire.DomainName;

/** A secondary of a zone, and what is known of it. For the {@link SecondaryWatch} alone. */
final class WatchedSecondary {
  /** By when something is due, then by age; of times that may wrap as {@link System#nanoTime}. */
  static final Comparator<WatchedSecondary> BY_DUE =
      (a, b) -> {
        int order = Long.signum(a.dueNanos - b.dueNanos);
        return order != 0 ? order : Long.compare(a.number, b.number);
      };

  final long number;
  final DomainName zone;
  Downstream.Target target;
  long dueNanos;

  /** The question that is being asked; 0: none. */
  long question;

  /** How often it was asked since it was told last. */
  int asks;

  boolean current;
  boolean lagging;
  boolean hidden;

  /** Since when it is not current; the two are of one moment. */
  Optional<Instant> since = Optional.empty();

  long sinceNanos;
  Optional<Seen> seen = Optional.empty();
  String reason = "";

  WatchedSecondary(long number, DomainName zone, Downstream.Target target) {
    this.number = number;
    this.zone = zone;
    this.target = target;
  }

  State state() {
    if (lagging) {
      return State.LAGGING;
    }
    if (current) {
      return State.CURRENT;
    }
    if (hidden) {
      return State.NOT_ANSWERING;
    }
    return seen.isEmpty() && reason.isEmpty() ? State.UNKNOWN : State.UPDATING;
  }

  /** It is expected to serve what it does not, from now on unless it was before. */
  void isExpected(Instant now, long nowNanos) {
    current = false;
    if (since.isEmpty()) {
      since = Optional.of(now);
      sinceNanos = nowNanos;
    }
  }

  /** It gets on: its lag begins anew. */
  void getsOn(Instant now, long nowNanos) {
    if (!lagging) {
      since = Optional.of(now);
      sinceNanos = nowNanos;
    }
  }

  /** It serves what we serve. */
  void isCurrent() {
    current = true;
    lagging = false;
    hidden = false;
    since = Optional.empty();
    reason = "";
    asks = 0;
  }

  SecondaryLook look() {
    return new SecondaryLook(zone, target, state(), since, seen, reason);
  }
}
