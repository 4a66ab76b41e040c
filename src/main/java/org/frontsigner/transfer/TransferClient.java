package org.frontsigner.transfer;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.frontsigner.keeper.Endpoint;
import org.frontsigner.keeper.PeerTimes;
import org.frontsigner.keeper.Primary;
import org.frontsigner.keeper.Upstream;
import org.frontsigner.wire.DomainName;
import org.frontsigner.zone.IntakePolicy;
import org.frontsigner.zone.Soa;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pulls zones from primaries. Each call opens its own connection and waits in the caller's thread;
 * an interrupt of that thread ends the call with a failure. Thread-safe.
 */
public final class TransferClient implements Upstream {
  private static final Logger LOG = LoggerFactory.getLogger(TransferClient.class);
  private static final int IDS = 1 << 16;

  private final TransferLimits limits;
  private final InstantSource clock;
  private final SecureRandom random;
  private final TransferMetrics metrics;
  private final Carrier carrier;
  private final LongSupplier nanoTime;
  private final PeerTimes times;

  /**
   * A client.
   *
   * @param clock the time that TSIG signs and is verified by
   * @param random gives the IDs of requests
   */
  public TransferClient(
      TransferLimits limits, InstantSource clock, SecureRandom random, TransferMetrics metrics) {
    this(limits, clock, random, metrics, PeerTimes.NONE);
  }

  /**
   * A client that compares clocks.
   *
   * @param times is told the times of primaries, by their TSIG
   */
  public TransferClient(
      TransferLimits limits,
      InstantSource clock,
      SecureRandom random,
      TransferMetrics metrics,
      PeerTimes times) {
    this(limits, clock, random, metrics, times, new Sockets(), System::nanoTime);
  }

  /**
   * A client whose messages are carried by others than the sockets of this machine.
   *
   * @param nanoTime the monotonic clock by which time-outs are measured
   */
  public TransferClient(
      TransferLimits limits,
      InstantSource clock,
      SecureRandom random,
      TransferMetrics metrics,
      PeerTimes times,
      Carrier carrier,
      LongSupplier nanoTime) {
    this.times = times;
    this.limits = limits;
    this.clock = clock;
    this.random = random;
    this.metrics = metrics;
    this.carrier = carrier;
    this.nanoTime = nanoTime;
  }

  @Override
  public Probe probe(DomainName zone, Primary primary) {
    return new SoaProbe(zone, primary, limits, clock, random, carrier, nanoTime, times).run();
  }

  @Override
  public Fetched fetch(DomainName zone, Primary primary, Optional<Soa> from, IntakePolicy policy) {
    int id = random.nextInt(IDS);
    Request request =
        from.map(soa -> Request.differences(zone, id, soa))
            .orElseGet(() -> Request.whole(zone, id));
    TransferReader reader = new TransferReader(request, from, primary.key(), policy, limits);
    Pace pace =
        new Pace(
            limits.totalSeconds(), limits.idleSeconds(), limits.octetsPerMinuteMin(), nanoTime);
    exchange(primary, reader, pace);
    double seconds = pace.seconds();
    Fetched fetched = reader.result();
    metrics.fetched(zone, fetched, reader.octets(), seconds);
    LOG.debug(
        "{} from {}: {} records, {} octets in {} messages and {} s",
        zone.toText(),
        Endpoint.print(primary.address()),
        reader.records(),
        reader.octets(),
        reader.messages(),
        seconds);
    return fetched;
  }

  private void exchange(Primary primary, TransferReader reader, Pace pace) {
    try (Carrier.Stream exchange = carrier.connect(primary, limits.connectSeconds(), pace)) {
      converse(exchange, reader);
    } catch (IOException failure) {
      reader.stopped("no connection: " + Reasons.of(failure));
    }
  }

  /** Asks and listens to the end; the connection stood, so its end may be an answer, too. */
  private void converse(Carrier.Stream exchange, TransferReader reader) {
    try {
      exchange.send(reader.request(clock.instant()));
      boolean more = true;
      while (more) {
        Optional<byte[]> message = exchange.receive();
        more = message.isPresent() && reader.take(message.get(), clock.instant());
      }
      reader.ended("the connection was closed");
    } catch (TooSlow slow) {
      reader.stopped(slow.getMessage());
    } catch (IOException broken) {
      reader.ended(Reasons.of(broken));
    }
  }
}
