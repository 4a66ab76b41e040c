package org.frontsigner.simulation;

import io.prometheus.client.CollectorRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.frontsigner.answer.AnswerSettings;
import org.frontsigner.answer.Delivery;
import org.frontsigner.answer.Responder;
import org.frontsigner.answer.Served;
import org.frontsigner.answer.TransferPlanner;
import org.frontsigner.answer.TransferStream;
import org.frontsigner.api.Admin;
import org.frontsigner.keeper.Alarms;
import org.frontsigner.keeper.KeeperListener;
import org.frontsigner.keeper.KeeperSettings;
import org.frontsigner.keeper.Keepers;
import org.frontsigner.keeper.LedgerEntry;
import org.frontsigner.keeper.Operations;
import org.frontsigner.keeper.Parent;
import org.frontsigner.keeper.PeerTimes;
import org.frontsigner.keeper.Published;
import org.frontsigner.keeper.Surroundings;
import org.frontsigner.keeper.TsigRing;
import org.frontsigner.keeper.ZoneStore;
import org.frontsigner.schedule.Plans;
import org.frontsigner.signing.CryptoChoice;
import org.frontsigner.signing.KeyMaker;
import org.frontsigner.signing.SignatureCounts;
import org.frontsigner.signing.SigningWindow;
import org.frontsigner.transfer.NotifyDesk;
import org.frontsigner.transfer.NotifyLimits;
import org.frontsigner.transfer.TransferClient;
import org.frontsigner.transfer.TransferLimits;
import org.frontsigner.transfer.TransferMetrics;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.MessageWriter;
import org.frontsigner.wire.Query;
import org.frontsigner.wire.QueryReader;
import org.frontsigner.zone.IntakeReport;

/** The front signer: one process after the other, over one disk. */
final class Appliance implements Line.Waiter {
  private static final int PULLERS = 4;
  private static final long SECOND = 1000;
  private static final long MINUTE = 60 * SECOND;

  private final Timeline timeline;
  private final Internet internet;
  private final Random random;
  private final SeededRandom dice;
  private final Disk disk;
  private final KeeperSettings settings;
  private final Parent parent;
  private final Map<InetSocketAddress, HiddenPrimary> primaries;
  private final BiConsumer<InetSocketAddress, byte[]> toSecondary;
  private final boolean turnsOver;
  private final Deque<Runnable> pulls = new ArrayDeque<>();
  private final Set<DomainName> published = new HashSet<>();
  private final MessageWriter writer = new MessageWriter();

  private int generation;
  private boolean alive;
  private boolean retrieving;
  private int pulling;
  private long frozenUntil;
  private long skewMillis;
  private long drainAt = Long.MAX_VALUE;
  private long startedAt;
  private Published zones;
  private Keepers keepers;
  private Admin admin;
  private Plans plans;
  private NotifyDesk desk;

  /** All that surrounds the process. */
  record Around(
      Timeline timeline,
      Internet internet,
      Random random,
      Disk disk,
      KeeperSettings settings,
      Parent parent,
      Map<InetSocketAddress, HiddenPrimary> primaries,
      BiConsumer<InetSocketAddress, byte[]> toSecondary,
      boolean turnsOver) {}

  Appliance(Around around) {
    this.timeline = around.timeline();
    this.internet = around.internet();
    this.random = around.random();
    this.dice = new SeededRandom(random.nextLong());
    this.disk = around.disk();
    this.settings = around.settings();
    this.parent = around.parent();
    this.primaries = around.primaries();
    this.toSecondary = around.toSecondary();
    this.turnsOver = around.turnsOver();
  }

  /** The time of day as this machine has it. */
  InstantSource clock() {
    return () -> timeline.instant().plusMillis(skewMillis);
  }

  boolean isUp() {
    return alive && timeline.millis() >= frozenUntil;
  }

  /** For how long it has been up without a break. */
  long upMillis() {
    return isUp() ? timeline.millis() - Math.max(startedAt, frozenUntil) : 0;
  }

  long skewMillis() {
    return skewMillis;
  }

  Admin admin() {
    return admin;
  }

  Published zones() {
    return zones;
  }

  /** Zones of which a new value is served since this was asked last. */
  List<DomainName> takePublished() {
    List<DomainName> names =
        published.stream().sorted((a, b) -> a.toText().compareTo(b.toText())).toList();
    published.clear();
    return names;
  }

  // The process.

  void start() {
    generation++;
    alive = true;
    startedAt = timeline.millis();
    pulls.clear();
    pulling = 0;
    ZoneStore store = disk.view();
    zones = new Published();
    plans = new Plans(clock(), Duration.ofSeconds(settings.signAheadSeconds()), soon(20));
    TransferMetrics metrics = new TransferMetrics(new CollectorRegistry());
    int own = generation;
    desk =
        new NotifyDesk(
            NotifyLimits.DEFAULT,
            (message, to) -> send(message, to),
            clock(),
            timeline::nanoTime,
            dice,
            metrics,
            () -> timeline.in(0, () -> workAtDesk(own)));
    Surroundings around = surroundings(store, metrics);
    keepers = new Keepers(around, this::pull);
    admin = Operations.over(keepers, around, dice, true, List.of());
    keepers.start();
    zones.all().forEach(served -> published.add(served.apex()));
    plans.start(keepers);
    keepers.tellSecondaries();
    drainAt = Long.MAX_VALUE;
    if (turnsOver) {
      pulseOften(5);
      pulseForever(own);
      turnOverOnThursdays(own);
    }
  }

  private Surroundings surroundings(ZoneStore store, TransferMetrics metrics) {
    Line line = new Line(timeline, internet, primaries, this);
    return new Surroundings(
        settings,
        store,
        new TransferClient(
            TransferLimits.DEFAULT,
            clock(),
            dice,
            metrics,
            PeerTimes.NONE,
            line,
            timeline::nanoTime),
        desk,
        parent,
        plans,
        zones,
        new TsigRing(store),
        clock(),
        random,
        new KeyMaker(dice),
        CryptoChoice.best(false),
        new SignatureCounts(),
        soon(300),
        listener(),
        new Alarms(clock(), 1000));
  }

  private KeeperListener listener() {
    return new KeeperListener() {
      @Override
      public void dropped(DomainName zone, InetSocketAddress primary, IntakeReport report) {}

      @Override
      public void published(DomainName zone, LedgerEntry.Cause cause) {
        published.add(zone);
      }

      @Override
      public void primaryFailed(DomainName zone, InetSocketAddress primary) {}

      @Override
      public void deleted(DomainName zone) {}
    };
  }

  /** As by kill -9, or after a crash. */
  void end() {
    alive = false;
    generation++;
    skewMillis = 0;
    disk.end();
  }

  /** Nothing of it goes on until then, as on a machine that is stopped and continued. */
  void freeze(long millis) {
    frozenUntil = timeline.millis() + millis;
    timeline.at(frozenUntil, () -> pulseOften(3));
  }

  /** The time of day jumps; within a second the watchdog finds out. */
  void jump(long millis) {
    skewMillis += millis;
    drainAt = Long.MAX_VALUE;
    task(
        SECOND,
        () -> {
          plans.jumped(Duration.ofMillis(millis));
          plans.eachSecond();
          plans.eachMinute();
        });
    pulseOften(3);
  }

  @Override
  public int generation() {
    return generation;
  }

  @Override
  public void resume(int own) {
    if (own != generation || disk.isDead()) {
      throw new Crash();
    }
    if (timeline.millis() < frozenUntil) {
      timeline.runUntil(frozenUntil);
      resume(own);
    }
  }

  /** Something that this process does later, if it is still there. */
  private void task(long inMillis, Runnable work) {
    int own = generation;
    timeline.in(inMillis, () -> runTask(own, work));
  }

  private void runTask(int own, Runnable work) {
    if (own != generation) {
      return;
    }
    if (timeline.millis() < frozenUntil) {
      timeline.at(frozenUntil, () -> runTask(own, work));
      return;
    }
    work.run();
    if (disk.isDead()) {
      throw new Crash();
    }
  }

  private Executor soon(int mostMillis) {
    return work -> task(random.nextInt(mostMillis), work);
  }

  private void pull(Runnable work) {
    if (retrieving) {
      work.run();
      return;
    }
    pulls.add(work);
    task(1, this::pullNext);
  }

  /** So many at once as there are threads. */
  private void pullNext() {
    if (pulling >= PULLERS || pulls.isEmpty()) {
      return;
    }
    Runnable work = pulls.poll();
    int own = generation;
    pulling++;
    try {
      work.run();
    } finally {
      if (own == generation) {
        pulling--;
        task(1, this::pullNext);
      }
    }
  }

  /** Asks for the whole zone and waits for it. */
  void retrieve(String zone) {
    retrieving = true;
    try {
      admin.retrieve(zone);
    } finally {
      retrieving = false;
    }
    if (disk.isDead()) {
      throw new Crash();
    }
  }

  boolean isPulling() {
    return pulling > 0;
  }

  // The agenda.

  /** To be called after everything that happens: plans may have changed. */
  void planDrain() {
    if (!alive) {
      return;
    }
    Optional<Long> earliest =
        plans.earliest().map(when -> Math.max(timeline.millis(), when.toEpochMilli() - skewMillis));
    if (earliest.isEmpty() || earliest.get() >= drainAt) {
      return;
    }
    long due = (earliest.get() / SECOND + 1) * SECOND;
    if (due < drainAt) {
      drainAt = due;
      int own = generation;
      timeline.at(due, () -> runTask(own, () -> drain(due)));
    }
  }

  private void drain(long due) {
    if (drainAt == due) {
      drainAt = Long.MAX_VALUE;
    }
    plans.eachSecond();
  }

  private void pulseOften(int minutes) {
    for (int minute = 0; minute < minutes; minute++) {
      task(minute * MINUTE + 30 * SECOND, plans::eachMinute);
    }
  }

  /** A look each minute that finds nothing to do is left out. */
  private void pulseForever(int own) {
    long hours = 3L + random.nextInt(4);
    timeline.in(
        hours * 60 * MINUTE,
        () -> {
          runTask(own, plans::eachMinute);
          if (own == generation) {
            pulseForever(own);
          }
        });
  }

  private void turnOverOnThursdays(int own) {
    long thursday = SigningWindow.turnoverAfter(clock().instant()).toEpochMilli() - skewMillis;
    if (random.nextInt(10) > 0) {
      timeline.at(
          thursday - settings.signAheadSeconds() * SECOND, () -> runTask(own, plans::prepare));
    }
    timeline.at(
        thursday,
        () -> {
          if (random.nextInt(20) > 0) {
            runTask(own, plans::turnOver);
          }
          if (own == generation) {
            pulseOften(3);
          }
        });
    timeline.at(
        thursday + SECOND,
        () -> {
          if (own == generation) {
            turnOverOnThursdays(own);
          }
        });
  }

  // NOTIFY.

  private void workAtDesk(int own) {
    runTask(
        own,
        () -> {
          long millis = desk.work();
          if (desk.isBusy()) {
            timeline.in(Math.max(1, millis), () -> workAtDesk(own));
          }
        });
  }

  private void send(byte[] message, InetSocketAddress to) {
    if (!internet.loses(to)) {
      timeline.in(internet.delayMillis(), () -> toSecondary.accept(to, message));
    }
  }

  /** A secondary answers a NOTIFY. */
  void acknowledged(InetSocketAddress from, byte[] answer) {
    task(0, () -> desk.received(from, answer));
  }

  /** A NOTIFY comes from a primary. */
  void notified(DomainName zone, InetAddress primary, long serial) {
    task(
        0, () -> keepers.notified(zone, primary, Optional.empty(), false, OptionalLong.of(serial)));
  }

  // Answers.

  /** An answer over UDP; null when there is none. */
  byte[] answer(byte[] request) {
    if (!isUp()) {
      return null;
    }
    Query query = (Query) QueryReader.read(request, 0, request.length);
    int length = new Responder(zones, AnswerSettings.DEFAULT).respond(query, Delivery.TCP, writer);
    return Arrays.copyOf(writer.octets(), length);
  }

  /** The messages of a transfer; null when there is no answer. */
  List<byte[]> transfer(byte[] request) {
    if (!isUp()) {
      return null;
    }
    Query query = (Query) QueryReader.read(request, 0, request.length);
    Served served = zones.exact(query.qname());
    List<byte[]> messages = new ArrayList<>();
    try (TransferStream stream =
        new TransferStream(query, TransferPlanner.plan(query, served, true), 0, Runnable::run, 2)) {
      while (stream.next(writer)) {
        messages.add(writer.toOctets());
      }
    }
    return messages;
  }
}
