package org.frontsigner.transfer;

import java.io.IOException;
import java.net.PortUnreachableException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.frontsigner.bridge.TsigFailure;
import org.frontsigner.keeper.PeerTimes;
import org.frontsigner.keeper.Primary;
import org.frontsigner.keeper.Upstream.Probe;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.MalformedMessage;
import org.frontsigner.wire.RecordCursor;

/**
 * Asks one primary for the SOA of one zone: over UDP, each time from another port and with another
 * ID, and over TCP when the answer is truncated or none comes. A datagram that is no answer to the
 * question is passed over; one whose TSIG fails is remembered as the reason, should none come that
 * is better. Not thread-safe.
 */
final class SoaProbe {
  private static final int IDS = 1 << 16;

  private final DomainName zone;
  private final Primary primary;
  private final TransferLimits limits;
  private final InstantSource clock;
  private final SecureRandom random;
  private final Carrier carrier;
  private final LongSupplier nanoTime;
  private final PeerTimes times;
  private final RecordCursor cursor = new RecordCursor();

  SoaProbe(
      DomainName zone,
      Primary primary,
      TransferLimits limits,
      InstantSource clock,
      SecureRandom random,
      Carrier carrier,
      LongSupplier nanoTime,
      PeerTimes times) {
    this.zone = zone;
    this.primary = primary;
    this.limits = limits;
    this.clock = clock;
    this.random = random;
    this.carrier = carrier;
    this.nanoTime = nanoTime;
    this.times = times;
  }

  /** What one question over UDP led to. */
  private sealed interface Heard {
    record Answer(Probe probe) implements Heard {}

    record Truncated() implements Heard {}

    record Silence(String reason) implements Heard {}
  }

  Probe run() {
    String silence = "";
    for (int i = 0; i < limits.probeTries(); i++) {
      Heard heard = askOverUdp();
      if (heard instanceof Heard.Answer answer) {
        return answer.probe();
      }
      if (heard instanceof Heard.Truncated) {
        return askOverTcp("the answer over UDP is truncated");
      }
      silence = ((Heard.Silence) heard).reason();
    }
    return askOverTcp("over UDP: " + silence);
  }

  private Request request() {
    return Request.soa(zone, random.nextInt(IDS));
  }

  private Heard askOverUdp() {
    try (Carrier.Datagrams port = carrier.datagrams(primary)) {
      Request request = request();
      DatagramSignature signature = new DatagramSignature(request, primary.key(), clock.instant());
      port.send(signature.signed());
      return listen(port, request, signature);
    } catch (PortUnreachableException unreachable) {
      return new Heard.Silence("nothing listens there");
    } catch (IOException failure) {
      return new Heard.Silence(Reasons.of(failure));
    }
  }

  private Heard listen(Carrier.Datagrams port, Request request, DatagramSignature signature)
      throws IOException {
    long deadline = nanoTime.getAsLong() + TimeUnit.SECONDS.toNanos(limits.probeSeconds());
    Optional<String> unverified = Optional.empty();
    for (Optional<byte[]> next = receive(port, deadline);
        next.isPresent();
        next = receive(port, deadline)) {
      byte[] message = next.get();
      if (!isAnswer(request, message)) {
        continue;
      }
      if (cursor.isTruncated()) {
        return new Heard.Truncated();
      }
      try {
        signature.verify(
            message, clock.instant(), theirs -> times.observed(primary.address(), theirs));
        return new Heard.Answer(SoaAnswer.judge(zone, cursor));
      } catch (TsigFailure failure) {
        unverified = Optional.of("TSIG: " + failure.getMessage());
      } catch (MalformedMessage malformed) {
        return new Heard.Answer(new Probe.Failed(malformed.getMessage()));
      }
    }
    return unverified
        .<Heard>map(reason -> new Heard.Answer(new Probe.Failed(reason)))
        .orElseGet(() -> new Heard.Silence(noAnswer()));
  }

  private String noAnswer() {
    return "no answer for %d seconds, %d times"
        .formatted(limits.probeSeconds(), limits.probeTries());
  }

  private Optional<byte[]> receive(Carrier.Datagrams port, long deadline) throws IOException {
    long left = TimeUnit.NANOSECONDS.toMillis(deadline - nanoTime.getAsLong());
    return left <= 0 ? Optional.empty() : port.receive(left);
  }

  @SuppressWarnings("UnusedException") // strangers decide what is in it
  private boolean isAnswer(Request request, byte[] message) {
    try {
      return request.mismatch(cursor.read(message, 0, message.length)).isEmpty();
    } catch (MalformedMessage malformed) {
      return false;
    }
  }

  private Probe askOverTcp(String why) {
    Pace pace = new Pace(limits.probeSeconds(), limits.probeSeconds(), 0, nanoTime);
    try (Carrier.Stream exchange = carrier.connect(primary, limits.connectSeconds(), pace)) {
      Request request = request();
      DatagramSignature signature = new DatagramSignature(request, primary.key(), clock.instant());
      exchange.send(signature.signed());
      Optional<byte[]> answer = exchange.receive();
      return answer.isEmpty()
          ? new Probe.Failed(why + "; over TCP: the connection was closed")
          : judge(request, signature, answer.get());
    } catch (IOException failure) {
      return new Probe.Failed(why + "; over TCP: " + Reasons.of(failure));
    }
  }

  private Probe judge(Request request, DatagramSignature signature, byte[] message) {
    try {
      Optional<String> mismatch = request.mismatch(cursor.read(message, 0, message.length));
      if (mismatch.isPresent()) {
        return new Probe.Failed("the answer " + mismatch.get());
      }
      if (cursor.isTruncated()) {
        return new Probe.Failed("the answer is truncated, over TCP");
      }
      signature.verify(
          message, clock.instant(), theirs -> times.observed(primary.address(), theirs));
      return SoaAnswer.judge(zone, cursor);
    } catch (MalformedMessage malformed) {
      return new Probe.Failed(malformed.getMessage());
    } catch (TsigFailure failure) {
      return new Probe.Failed("TSIG: " + failure.getMessage());
    }
  }
}
