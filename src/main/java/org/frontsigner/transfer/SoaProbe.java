package org.frontsigner.transfer;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.frontsigner.bridge.TsigFailure;
import org.frontsigner.keeper.PeerTimes;
import org.frontsigner.keeper.Primary;
import org.frontsigner.keeper.Upstream.Probe;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.MalformedMessage;
import org.frontsigner.wire.MessageWriter;
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
  private final LongSupplier nanoTime;
  private final PeerTimes times;
  private final RecordCursor cursor = new RecordCursor();

  SoaProbe(
      DomainName zone,
      Primary primary,
      TransferLimits limits,
      InstantSource clock,
      SecureRandom random,
      LongSupplier nanoTime,
      PeerTimes times) {
    this.zone = zone;
    this.primary = primary;
    this.limits = limits;
    this.clock = clock;
    this.random = random;
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
    boolean v6 = primary.address().getAddress() instanceof Inet6Address;
    try (DatagramChannel channel =
        DatagramChannel.open(v6 ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET)) {
      if (primary.source().isPresent()) {
        channel.bind(new InetSocketAddress(primary.source().get(), 0));
      }
      channel.connect(primary.address());
      Request request = request();
      DatagramSignature signature = new DatagramSignature(request, primary.key(), clock.instant());
      channel.write(ByteBuffer.wrap(signature.signed()));
      return listen(channel, request, signature);
    } catch (PortUnreachableException unreachable) {
      return new Heard.Silence("nothing listens there");
    } catch (IOException failure) {
      return new Heard.Silence(Reasons.of(failure));
    }
  }

  private Heard listen(DatagramChannel channel, Request request, DatagramSignature signature)
      throws IOException {
    long deadline = nanoTime.getAsLong() + TimeUnit.SECONDS.toNanos(limits.probeSeconds());
    DatagramPacket packet = new DatagramPacket(new byte[MessageWriter.OCTETS_MAX], 0, 0);
    Optional<String> unverified = Optional.empty();
    while (receive(channel, packet, deadline)) {
      byte[] message = Arrays.copyOf(packet.getData(), packet.getLength());
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

  @SuppressWarnings("UnusedException") // the time-out of a socket has nothing to add
  private boolean receive(DatagramChannel channel, DatagramPacket packet, long deadline)
      throws IOException {
    long left = TimeUnit.NANOSECONDS.toMillis(deadline - nanoTime.getAsLong());
    if (left <= 0) {
      return false;
    }
    try {
      packet.setLength(packet.getData().length);
      channel.socket().setSoTimeout((int) left);
      channel.socket().receive(packet);
      return true;
    } catch (SocketTimeoutException timeout) {
      return false;
    }
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
    try (TcpExchange exchange =
        TcpExchange.connect(primary.address(), primary.source(), limits.connectSeconds(), pace)) {
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
