package org.frontsigner.server;

import io.netty.channel.Channel;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.frontsigner.answer.AccessPolicy;
import org.frontsigner.answer.Network;
import org.frontsigner.answer.Served;
import org.frontsigner.answer.TransferPlan;
import org.frontsigner.answer.TransferPlanner;
import org.frontsigner.answer.TransferStream;
import org.frontsigner.bridge.TsigCheck;
import org.frontsigner.bridge.TsigSigner;
import org.frontsigner.keeper.KeyUse;
import org.frontsigner.keeper.TransferAccess;
import org.frontsigner.signing.SignedZone;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.Query;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Meets requests for transfers over TCP, a bounded number at once. Thread-safe. */
final class TransferHandler {
  private static final Logger LOG = LoggerFactory.getLogger(TransferHandler.class);
  private static final String LIMIT = "transfers-out-max";

  /** Chunks of a zone that are signed ahead of a transfer, for each thread. */
  private static final int CHUNKS_AHEAD_A_THREAD = 2;

  private final ServerSettings settings;
  private final Services services;
  private final ServerMetrics metrics;
  private final Incidents incidents;
  private final TransferRun.Turns turns;
  private final Semaphore free;

  TransferHandler(
      ServerSettings settings,
      Services services,
      ServerMetrics metrics,
      Incidents incidents,
      Executor executor) {
    this.settings = settings;
    this.services = services;
    this.metrics = metrics;
    this.incidents = incidents;
    this.turns = new TransferRun.Turns(executor, services.clock());
    this.free = new Semaphore(settings.transfersMax());
  }

  /** Whoever asked, and with which key. */
  record Request(Query query, InetAddress client, Optional<TsigCheck.Verified> verified) {
    Optional<DomainName> key() {
      return verified.map(signature -> signature.key().name());
    }
  }

  /** How the request is met. */
  TransferPlan plan(Request request) {
    DomainName zone = request.query().qname();
    Served served = services.zones().exact(zone);
    boolean allowed = served != null && access(zone).mayTransfer(request.client(), request.key());
    TransferPlan plan = TransferPlanner.plan(request.query(), served, allowed);
    if (plan instanceof TransferPlan.Refused refused && served != null) {
      refused(request, refused.reason().name());
    }
    return plan;
  }

  private void refused(Request request, String reason) {
    DomainName zone = request.query().qname();
    metrics.transferRefused(zone);
    String key = request.key().map(name -> "key " + name.toText()).orElse("no key");
    incidents.transferRefused(zone.toText(), request.client(), reason + ", " + key);
    services.keepers().transferRefused(zone, request.client(), request.key(), reason);
  }

  private AccessPolicy access(DomainName zone) {
    AccessPolicy everywhere =
        new AccessPolicy(settings.transferNetworks(), List.of(), List.of(), List.of());
    return services
        .keepers()
        .transferAccess(zone)
        .map(TransferHandler::policy)
        .map(everywhere::or)
        .orElse(everywhere);
  }

  private static AccessPolicy policy(TransferAccess access) {
    return new AccessPolicy(
        access.networks().stream().map(Network::parse).toList(),
        access.keys().stream().map(TransferHandler::grant).toList(),
        List.of(),
        List.of());
  }

  private static AccessPolicy.KeyGrant grant(KeyUse use) {
    List<Network> peers =
        use.peer().map(peer -> List.of(Network.of(peer.getAddress()))).orElse(List.of());
    return new AccessPolicy.KeyGrant(use.key(), peers);
  }

  /**
   * Begins to send a zone, or its SOA.
   *
   * @param ended is told on any thread when the transfer has ended, with null or what went wrong
   * @return empty when there are too many transfers already
   */
  Optional<TransferRun> begin(
      Request request, TransferPlan plan, Channel channel, TransferRun.End ended) {
    TsigSigner signer = request.verified().map(TsigCheck.Verified::signer).orElse(null);
    int reserved = signer == null ? 0 : signer.octets();
    int ahead = CHUNKS_AHEAD_A_THREAD * settings.threads();
    TransferStream stream =
        new TransferStream(request.query(), plan, reserved, services.signers(), ahead);
    if (!free.tryAcquire()) {
      incidents.limitReached(LIMIT);
      refused(request, LIMIT + " was reached");
      return Optional.empty();
    }
    Account account = new Account(plan, stream, request.client(), ended);
    TransferRun run = new TransferRun(channel, stream, signer, turns, account);
    run.wake();
    return Optional.of(run);
  }

  /** Counts what a transfer was, and frees its place. */
  private final class Account implements TransferRun.End {
    private final DomainName zone;
    private final TransferStream stream;
    private final long serial;
    private final InetAddress client;
    private final TransferRun.End ended;
    private final long began = System.nanoTime();

    Account(TransferPlan plan, TransferStream stream, InetAddress client, TransferRun.End ended) {
      SignedZone snapshot = plan.zoneOf().orElseThrow();
      this.zone = snapshot.apex();
      this.serial = snapshot.soa().serial();
      this.client = client;
      this.stream = stream;
      this.ended = ended;
    }

    @Override
    public void ended(TransferRun run, Throwable failure) {
      free.release();
      long nanos = System.nanoTime() - began;
      ServerMetrics.Result result = result(failure);
      metrics.transferred(zone, result, run.octets(), nanos);
      LOG.info(
          "zone {}: transfer of serial {} to {}: {}, {} octets in {} ms",
          zone.toText(),
          serial,
          client.getHostAddress(),
          failure instanceof TransferRun.ClientGone ? failure.getMessage() : result.label(),
          run.octets(),
          TimeUnit.NANOSECONDS.toMillis(nanos));
      if (failure == null) {
        services.keepers().transferred(zone, client);
      } else if (!(failure instanceof TransferRun.ClientGone)) {
        incidents.failed(zone.toText(), "a transfer", failure);
      }
      ended.ended(run, failure);
    }

    private ServerMetrics.Result result(Throwable failure) {
      if (failure != null) {
        return ServerMetrics.Result.FAILED;
      }
      return switch (stream.extent()) {
        case NONE -> ServerMetrics.Result.FAILED;
        case UP_TO_DATE -> ServerMetrics.Result.UP_TO_DATE;
        case INCREMENTAL -> ServerMetrics.Result.INCREMENTAL;
        case WHOLE -> ServerMetrics.Result.WHOLE;
      };
    }
  }
}
