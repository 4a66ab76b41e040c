package org.frontsigner.app;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.hotspot.DefaultExports;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.frontsigner.api.Problem;
import org.frontsigner.app.bind.NamedMetrics;
import org.frontsigner.http.ClockMetrics;
import org.frontsigner.http.ControlLimits;
import org.frontsigner.http.ControlServer;
import org.frontsigner.http.HttpLimits;
import org.frontsigner.http.KeeperMetrics;
import org.frontsigner.http.MetricsServer;
import org.frontsigner.http.SecondaryMetrics;
import org.frontsigner.http.StatusPage;
import org.frontsigner.http.ZoneMetrics;
import org.frontsigner.keeper.Alarms;
import org.frontsigner.keeper.Keepers;
import org.frontsigner.keeper.Operations;
import org.frontsigner.keeper.Published;
import org.frontsigner.keeper.SecondaryWatch;
import org.frontsigner.keeper.Surroundings;
import org.frontsigner.keeper.TrustedClock;
import org.frontsigner.schedule.QuartzAgenda;
import org.frontsigner.server.CannotListen;
import org.frontsigner.server.DnsServer;
import org.frontsigner.server.ServerMetrics;
import org.frontsigner.server.ServerSettings;
import org.frontsigner.server.Services;
import org.frontsigner.signing.Algorithm;
import org.frontsigner.token.TokenMetrics;
import org.frontsigner.transfer.Notifier;
import org.frontsigner.transfer.TransferClient;
import org.frontsigner.transfer.TransferMetrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The daemon: everything started in the order in which it depends on each other, and closed in the
 * opposite one.
 *
 * <pre>
 *   workers ▶ store ▶ zones taken up ▶ DNS sockets ▶ agenda ▶ control socket ▶ HTTP ▶ ready
 * </pre>
 */
final class Appliance implements Daemon, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Appliance.class);
  private static final long SIGN_AHEAD_SECONDS = 6 * 3600;
  private static final long STOP_SECONDS = 18;

  private final Deque<Runnable> closers = new ArrayDeque<>();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CollectorRegistry registry = new CollectorRegistry();
  private final ServerMetrics serverMetrics = new ServerMetrics(registry);
  private final SystemdNotify systemd;

  Appliance() {
    this.systemd = SystemdNotify.of(System.getenv(), ProcessHandle.current().pid());
  }

  @Override
  public int run(Configuration configuration) {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stopAndWait, "stop"));
    try (this) {
      start(configuration);
      System.err.println("frontsigner ready");
      systemd.ready();
      stop.await();
      systemd.stopping();
      LOG.info("stopping");
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  /** The JVM ends when its hooks have, so this one waits until everything is closed. */
  private void stopAndWait() {
    stop.countDown();
    try {
      if (!closed.await(STOP_SECONDS, TimeUnit.SECONDS)) {
        LOG.error("not everything could be closed within {} s", STOP_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Starts everything; {@link #close} ends it. */
  void start(Configuration configuration) {
    DefaultExports.register(registry);
    SecureRandom random = new SecureRandom();
    Alarms alarms = new Alarms(InstantSource.system(), configuration.limits().alarmsOfOneKindMax());
    TrustedClock clock = TransferWiring.clock(configuration, alarms);
    new ClockMetrics(clock).register(registry);
    TransferMetrics transferMetrics = new TransferMetrics(registry);
    QuartzAgenda agenda = closed(new QuartzAgenda(clock, SIGN_AHEAD_SECONDS, registry));
    Workers workers = closed(new Workers(configuration));
    Notifier notifier =
        closed(TransferWiring.notifier(configuration, clock, random, transferMetrics));
    Published published = new Published();
    SecondaryWatch watch =
        TransferWiring.watch(configuration, notifier, published, clock, random, alarms);
    new SecondaryMetrics(watch).register(registry);
    closed(TransferWiring.poller(watch, clock, random));
    TransferClient client = TransferWiring.client(configuration, clock, random, transferMetrics);
    Core core =
        closed(
            Core.open(
                configuration,
                random,
                new Core.Ports(
                    client,
                    watch,
                    published,
                    clock,
                    agenda,
                    workers.signing(),
                    workers.pulling(),
                    new Listeners(
                        new KeeperMetrics(registry), transferMetrics, serverMetrics, watch),
                    new TokenWiring(new TokenMetrics(registry), true, workers.tokenSigning()),
                    new NamedMetrics(registry),
                    alarms)));
    clock.whenHeld(() -> workers.pulling().execute(core.keepers()::askForTheTime));
    serve(configuration, random, agenda, workers, core);
  }

  private void serve(
      Configuration configuration,
      SecureRandom random,
      QuartzAgenda agenda,
      Workers workers,
      Core core) {
    Keepers keepers = core.keepers();
    Surroundings around = core.around();
    logProviders(around);
    AlarmWiring.begin(configuration, around, random, registry).ifPresent(this::closed);
    core.start(configuration.bind().checkSeconds() > 0);
    Services services =
        new Services(
            around.published(),
            keepers,
            around.tsigKeys().asCandidates(),
            around.clock(),
            workers.transferSigning());
    closed(listen(ServerWiring.settings(configuration), services, serverMetrics));
    agenda.start(keepers);
    keepers.tellSecondaries();
    lookAtWhatOthersChange(configuration, agenda, core);
    closed(
        ControlServer.start(
            configuration.controlSocket(),
            Operations.over(keepers, around, random, true, core.discoveries()),
            ControlLimits.DEFAULT));
    new ZoneMetrics(keepers, around.published(), around.signatureCounts(), around.clock())
        .register(registry);
    closed(
        MetricsServer.start(
            configuration.httpListen(),
            registry,
            new StatusPage(keepers, around.published(), around.alarms(), around.clock()),
            Optional::empty,
            HttpLimits.DEFAULT));
    closed(Pulse.begin(systemd));
    LOG.info("{} zones; listening at {}", keepers.size(), configuration.queries().listen());
  }

  private static void lookAtWhatOthersChange(
      Configuration configuration, QuartzAgenda agenda, Core core) {
    int checkSeconds = configuration.bind().checkSeconds();
    if (checkSeconds > 0) {
      core.named().ifPresent(named -> agenda.every("named.conf", checkSeconds, named::watch));
    }
    int followSeconds = configuration.database().followSeconds();
    core.following()
        .ifPresent(following -> agenda.every("database", followSeconds, following::follow));
  }

  private static DnsServer listen(
      ServerSettings settings, Services services, ServerMetrics metrics) {
    try {
      return DnsServer.start(settings, services, metrics);
    } catch (CannotListen taken) {
      throw Problem.failed(
          taken.getMessage(), "Choose other addresses with the configuration's listen", taken);
    }
  }

  private static void logProviders(Surroundings around) {
    for (Algorithm algorithm : Algorithm.values()) {
      LOG.info("{} is signed by {}", algorithm.mnemonic(), around.crypto().providerName(algorithm));
    }
  }

  /** What is closed when the daemon stops, the last first. */
  private <T extends AutoCloseable> T closed(T resource) {
    closers.push(
        () -> {
          try {
            resource.close();
          } catch (Exception e) {
            LOG.warn("{} did not close: {}", resource, e.getMessage(), e);
          }
        });
    return resource;
  }

  @Override
  public void close() {
    while (!closers.isEmpty()) {
      closers.pop().run();
    }
    closed.countDown();
  }
}
