package org.frontsigner.transfer;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.frontsigner.keeper.Downstream.Target;
import org.frontsigner.wire.DomainName;
import org.frontsigner.zone.Soa;

/** A secondary that is being told of a serial. For the thread of the {@link NotifyDesk} alone. */
final class PendingNotify {
  /** By when something is due, then by age; of times that may wrap as {@link System#nanoTime}. */
  static final Comparator<PendingNotify> BY_DUE =
      (a, b) -> {
        int order = Long.signum(a.dueNanos - b.dueNanos);
        return order != 0 ? order : Long.compare(a.number, b.number);
      };

  static final int NO_ID = -1;

  private final long number;
  private final long round;
  private final DomainName zone;
  private final Soa served;
  private final Target target;
  private Request request;
  private DatagramSignature signature;
  private int attempts;
  private int silences;
  private boolean awaitsAnswer;
  private boolean refusedUnverified;
  private Optional<String> rcode = Optional.empty();
  private long dueNanos;

  /** {@code number} is unique. */
  PendingNotify(
      long number, long round, DomainName zone, Soa served, Target target, long dueNanos) {
    this.number = number;
    this.round = round;
    this.zone = zone;
    this.served = served;
    this.target = target;
    this.dueNanos = dueNanos;
  }

  long round() {
    return round;
  }

  DomainName zone() {
    return zone;
  }

  long serial() {
    return served.serial();
  }

  Target target() {
    return target;
  }

  long dueNanos() {
    return dueNanos;
  }

  int attempts() {
    return attempts;
  }

  /** The ID that answers must have; NO_ID before it has one. */
  int id() {
    return request == null ? NO_ID : request.id();
  }

  void identify(int id) {
    request = Request.notify(zone, id, served);
  }

  Request request() {
    return request;
  }

  /** The octets of one more attempt, signed now. */
  byte[] attempt(Instant now) {
    attempts++;
    awaitsAnswer = true;
    signature = new DatagramSignature(request, target.key(), now);
    return signature.signed();
  }

  /** Whether an answer is awaited; not any more once that was asked. */
  boolean endsAwaiting() {
    boolean awaited = awaitsAnswer;
    awaitsAnswer = false;
    return awaited;
  }

  /** Whether the last attempt was not answered, and that was not counted yet. */
  boolean isUnanswered() {
    return attempts > silences;
  }

  /** The last attempt was not answered. */
  void countSilence() {
    silences = attempts;
  }

  DatagramSignature signature() {
    return signature;
  }

  /** To be called only while it is in no sorted set. */
  void dueAt(long nanos) {
    dueNanos = nanos;
  }

  /** It was refused with this rcode. */
  void refused(String with) {
    rcode = Optional.of(with);
  }

  /** What it was refused with; empty when it was not. */
  Optional<String> rcode() {
    return rcode;
  }

  /** An answer that refuses came, though its TSIG could not be verified. */
  void refusedUnverified() {
    refusedUnverified = true;
  }

  boolean wasRefusedUnverified() {
    return refusedUnverified;
  }
}
