package org.frontsigner.app;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.frontsigner.keeper.Alarms;
import org.frontsigner.keeper.Parent;
import org.frontsigner.keeper.Published;
import org.frontsigner.keeper.SecondarySettings;
import org.frontsigner.keeper.SecondaryWatch;
import org.frontsigner.keeper.TrustedClock;
import org.frontsigner.transfer.Notifier;
import org.frontsigner.transfer.NotifyLimits;
import org.frontsigner.transfer.ParentClient;
import org.frontsigner.transfer.PollLimits;
import org.frontsigner.transfer.SecondaryPoller;
import org.frontsigner.transfer.TransferClient;
import org.frontsigner.transfer.TransferLimits;
import org.frontsigner.transfer.TransferMetrics;

/** Our side as a client of DNS, by the configuration. */
final class TransferWiring {
  private TransferWiring() {}

  /** The time that all goes by. */
  static TrustedClock clock(Configuration configuration, Alarms alarms) {
    Limits.Clock limits = configuration.limits().clock();
    return new TrustedClock(
        InstantSource.system(),
        System::nanoTime,
        UpTime::nanos,
        configuration.signing().window(),
        Duration.ofSeconds(limits.deviationSecondsMax()),
        Duration.ofSeconds(limits.holdSeconds()),
        alarms);
  }

  static TransferClient client(
      Configuration configuration,
      TrustedClock clock,
      SecureRandom random,
      TransferMetrics metrics) {
    Limits.TransfersIn limits = configuration.limits().transfersIn();
    TransferLimits usual = TransferLimits.DEFAULT;
    return new TransferClient(
        new TransferLimits(
            limits.octetsMax(),
            limits.recordsMax(),
            usual.differencesMax(),
            usual.differenceOctetsMax(),
            limits.totalSeconds(),
            limits.idleSeconds(),
            usual.octetsPerMinuteMin(),
            limits.probeSeconds(),
            limits.probeSeconds(),
            usual.probeTries()),
        clock,
        random,
        metrics,
        clock);
  }

  static Parent parent(Configuration configuration, SecureRandom random) {
    return configuration.resolvers().isEmpty()
        ? Parent.UNKNOWN
        : new ParentClient(
            configuration.resolvers(),
            configuration.limits().resolverSeconds(),
            random,
            System::nanoTime);
  }

  static SecondaryWatch watch(
      Configuration configuration,
      Notifier notifier,
      Published published,
      InstantSource clock,
      SecureRandom random,
      Alarms alarms) {
    Limits.Secondaries limits = configuration.limits().secondaries();
    return new SecondaryWatch(
        notifier,
        published,
        new SecondarySettings(
            limits.askSeconds(),
            limits.lagSeconds(),
            limits.checkSeconds(),
            limits.spreadSeconds(),
            limits.watchedMax()),
        clock,
        System::nanoTime,
        random,
        alarms);
  }

  static SecondaryPoller poller(SecondaryWatch watch, TrustedClock clock, SecureRandom random) {
    return new SecondaryPoller(watch, PollLimits.DEFAULT, clock, random, clock);
  }

  static Notifier notifier(
      Configuration configuration,
      InstantSource clock,
      SecureRandom random,
      TransferMetrics metrics) {
    Limits.TransfersOut limits = configuration.limits().transfersOut();
    NotifyLimits usual = NotifyLimits.DEFAULT;
    return new Notifier(
        new NotifyLimits(
            limits.notifyAttempts(),
            limits.notifySeconds() * 1000,
            usual.pendingMax(),
            usual.perSecondMax()),
        List.of(),
        address ->
            configuration.zonesOut().notifyOverTcp().stream()
                .anyMatch(network -> network.contains(address)),
        clock,
        random,
        metrics);
  }
}
