package org.frontsigner.simulation;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.frontsigner.keeper.HistorySettings;
import org.frontsigner.keeper.KeeperSettings;
import org.frontsigner.keeper.PresignedSettings;
import org.frontsigner.keeper.ZoneStore;
import org.frontsigner.keeper.fixture.MemoryStore;
import org.frontsigner.signing.Denial;
import org.frontsigner.signing.SerialPolicy;
import org.frontsigner.signing.SigningWindow;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RrType;
import org.frontsigner.zone.IntakePolicy;

/** One seed: a front signer, its primaries and secondaries, a resolver and an operator. */
final class Simulation {
  static final int SECONDARIES = 2;
  private static final long SECOND = 1000;
  private static final long HOUR = 3600 * SECOND;
  private static final long DAY = 24 * HOUR;
  private static final int[] TYPES = {
    RrType.A, RrType.TXT, RrType.AAAA, RrType.SOA, RrType.NS, RrType.DS, RrType.MX, RrType.DNSKEY
  };
  private static final String[] NAMES = {
    "", "h0.", "h1.", "h2.", "h.deep1.", "deep3.", "d0.", "d1.", "nobody.", "x.h4.", "ns1."
  };

  private final long seed;
  private final Scale scale;
  private final Random random;
  private final Timeline timeline;
  private final Internet internet;
  private final Chronicle chronicle;
  private final Disk disk;
  private final Appliance appliance;
  private final Promises promises;
  private final Resolver resolver;
  private final Operator operator;
  private final Misfortune misfortune;
  private final Map<DomainName, TrackedZone> zones = new LinkedHashMap<>();
  private final List<TrackedZone> inOrder = new ArrayList<>();
  private final Map<InetSocketAddress, HiddenPrimary> primaries = new HashMap<>();
  private final List<PublicSecondary> secondaries = new ArrayList<>();
  private final long end;
  private Faults faults;
  private DomainName concerned;
  private int starts;

  Simulation(long seed, Scale scale, java.util.function.Supplier<ZoneStore> store) {
    this.seed = seed;
    this.scale = scale;
    this.random = new Random(seed * 0x9e3779b97f4a7c15L + 1);
    Instant start = Dates.startOf(seed);
    this.timeline = new Timeline(start, this::afterEach);
    this.end = timeline.millis() + scale.days() * DAY;
    this.internet = new Internet(timeline, new Random(random.nextLong()));
    this.chronicle = new Chronicle(timeline);
    this.disk = new Disk(store, new Random(random.nextLong()));
    ParentZone parent =
        new ParentZone(new Random(random.nextLong()), HOUR / SECOND * (1 + random.nextInt(24)));
    KeeperSettings settings = settings();
    this.appliance =
        new Appliance(
            new Appliance.Around(
                timeline,
                internet,
                new Random(random.nextLong()),
                disk,
                settings,
                parent,
                primaries,
                this::toSecondary,
                scale.turnsOver()));
    Verifier verifier = new Verifier();
    this.promises = new Promises(timeline, internet, appliance, verifier, zones, chronicle);
    for (int i = 0; i < SECONDARIES; i++) {
      secondaries.add(
          new PublicSecondary(
              Internet.secondary(i),
              timeline,
              internet,
              new Random(random.nextLong()),
              appliance,
              this::taken));
    }
    this.resolver =
        new Resolver(
            timeline, new Random(random.nextLong()), appliance, parent, verifier, secondaries);
    this.operator =
        new Operator(
            timeline, new Random(random.nextLong()), appliance, parent, promises, chronicle);
    this.misfortune =
        new Misfortune(
            timeline,
            new Random(random.nextLong()),
            internet,
            disk,
            appliance,
            inOrder,
            chronicle,
            settings.window() == SigningWindow.Shape.POWERDNS);
  }

  static ZoneStore memory() {
    return new MemoryStore();
  }

  private KeeperSettings settings() {
    List<InetSocketAddress> alsoNotify = new ArrayList<>();
    for (int i = 0; i < SECONDARIES; i++) {
      alsoNotify.add(Internet.secondary(i));
    }
    return new KeeperSettings(
        new Denial.Nsec(),
        seed % 3 == 0 ? "rsasha256" : "ecdsap256sha256",
        SerialPolicy.INCREMENT_WEEKS,
        seed % 4 == 3 ? SigningWindow.Shape.TWO_WEEK : SigningWindow.Shape.POWERDNS,
        IntakePolicy.DEFAULT,
        alsoNotify,
        false,
        false,
        20,
        100,
        1000,
        60,
        3600,
        30,
        86_400,
        3600,
        true,
        seed % 5 == 0,
        PresignedSettings.DEFAULT,
        new HistorySettings(20, 1 << 20));
  }

  private ZoneJudge.Validity taken(PublicSecondary from, Content content, boolean incremental) {
    concerned = content.apex();
    return promises.taken(from, content, incremental);
  }

  private void toSecondary(InetSocketAddress to, byte[] message) {
    secondaries.stream()
        .filter(each -> each.address().equals(to))
        .forEach(each -> each.receive(message));
  }

  /** What happened is looked at before anything else does. */
  private void afterEach() {
    for (DomainName zone : appliance.takePublished()) {
      concerned = zone;
      promises.published(zone);
    }
    appliance.planDrain();
    faults.requireNone();
  }

  /** Runs to the end and says what there was; throws an AssertionError that tells it all. */
  String run() {
    try (Faults listening = new Faults()) {
      faults = listening;
      live(this::begin);
      while (timeline.millis() < end) {
        live(() -> timeline.runUntil(end));
      }
      return "seed %d: %s to %s, %d zones, %d events, %d starts, %s, %d questions"
          .formatted(
              seed,
              Dates.startOf(seed),
              timeline.instant(),
              scale.zones(),
              timeline.happened(),
              starts,
              promises.counted(),
              resolver.asked());
    } catch (RuntimeException | AssertionError | StackOverflowError broken) {
      throw new AssertionError(
          "seed %d at %s, zone %s: %s%s"
              .formatted(
                  seed,
                  timeline.instant(),
                  concerned == null ? "-" : concerned.toText(),
                  broken.getMessage(),
                  chronicle.of(concerned)),
          broken);
    } finally {
      disk.end();
    }
  }

  /** A crash ends the process, wherever it was, and nothing else. */
  private void live(Runnable what) {
    try {
      what.run();
    } catch (Crash crash) {
      appliance.end();
      long down = misfortune.downMillis();
      chronicle.tell("crashed, down for " + down / SECOND + " s");
      timeline.in(down, this::start);
    }
  }

  private void start() {
    starts++;
    appliance.start();
    chronicle.tell("started");
    for (TrackedZone zone : inOrder) {
      concerned = zone.apex;
      promises.lookAtSettings(zone);
    }
  }

  private void begin() {
    appliance.start();
    for (int number = 0; number < scale.zones(); number++) {
      DomainName apex = DomainName.parse("z" + number + ".example.");
      long serial = random.nextInt(4) == 0 ? 0xffff_ffffL - random.nextInt(200) : random.nextInt();
      UnsignedZone data =
          new UnsignedZone(apex, new Random(random.nextLong()), serial & 0xffff_ffffL);
      HiddenPrimary primary = new HiddenPrimary(data, new Random(random.nextLong()));
      TrackedZone zone = new TrackedZone(apex, number, primary, SECONDARIES);
      zone.primaryWellSince = timeline.millis();
      zones.put(apex, zone);
      inOrder.add(zone);
      primaries.put(Internet.primary(number), primary);
      operator.create(zone);
      secondaries.forEach(secondary -> secondary.add(apex));
      timeline.in(random.nextInt((int) HOUR), () -> secure(zone));
      goOn(zone);
    }
    if (scale.faults()) {
      misfortune.begin();
    }
  }

  private void secure(TrackedZone zone) {
    if (appliance.isUp()) {
      operator.secure(zone);
    }
  }

  /** All that happens again and again with a zone. */
  private void goOn(TrackedZone zone) {
    every(4 * DAY, () -> change(zone));
    every(3 * DAY, () -> act(zone));
    every(10 * HOUR, () -> ask(zone));
    every(9 * HOUR, () -> look(zone));
    if (scale.faults()) {
      every(200 * DAY, () -> reset(zone));
    }
  }

  private void every(long meanMillis, Runnable work) {
    long wait = (long) (-Math.log(1 - random.nextDouble()) * meanMillis);
    timeline.in(
        wait,
        () -> {
          every(meanMillis, work);
          work.run();
        });
  }

  private void change(TrackedZone zone) {
    zone.primary.zone().change();
    changed(zone);
  }

  private void changed(TrackedZone zone) {
    zone.primaryChangedAt = timeline.millis();
    long serial = zone.primary.zone().serial();
    InetSocketAddress address = Internet.primary(zone.number);
    chronicle.tell(zone.apex, "primary has serial " + serial);
    for (int i = 0; i < 2; i++) {
      if (!internet.loses(address)) {
        timeline.in(
            internet.delayMillis(),
            () -> appliance.notified(zone.apex, address.getAddress(), serial));
      }
    }
  }

  private void reset(TrackedZone zone) {
    zone.primary.zone().reset();
    zone.wasReset = true;
    changed(zone);
    timeline.in(1 + random.nextInt((int) (2 * DAY)), () -> retrieve(zone));
  }

  private void retrieve(TrackedZone zone) {
    concerned = zone.apex;
    operator.retrieve(zone);
    if (zone.wasReset) {
      timeline.in(HOUR, () -> retrieve(zone));
    }
  }

  private void act(TrackedZone zone) {
    concerned = zone.apex;
    operator.act(zone);
  }

  private void ask(TrackedZone zone) {
    concerned = zone.apex;
    for (int i = 0; i < 2; i++) {
      String label = NAMES[random.nextInt(NAMES.length)];
      int type = TYPES[random.nextInt(TYPES.length)];
      // Of what is delegated, we know nothing but the DS.
      resolver.resolve(
          zone.apex,
          DomainName.parse(label + zone.apex),
          label.matches("d[0-9]\\.") ? RrType.DS : type);
    }
  }

  private void look(TrackedZone zone) {
    concerned = zone.apex;
    secondaries.forEach(secondary -> promises.lookAt(zone, secondary));
    if (appliance.isUp()) {
      promises.lookAtWindow(zone);
      promises.lookAtPrimary(zone);
    }
  }
}
