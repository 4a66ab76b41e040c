package org.frontsigner.keeper;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executor;
import org.frontsigner.answer.Served;
import org.frontsigner.keeper.fixture.FakeAgenda;
import org.frontsigner.keeper.fixture.FakeDownstream;
import org.frontsigner.keeper.fixture.FakeUpstream;
import org.frontsigner.keeper.fixture.MemoryStore;
import org.frontsigner.keeper.fixture.SetClock;
import org.frontsigner.keeper.fixture.Zones;
import org.frontsigner.signing.Algorithm;
import org.frontsigner.signing.CryptoChoice;
import org.frontsigner.signing.Denial;
import org.frontsigner.signing.KeyMaker;
import org.frontsigner.signing.KeyMaterial;
import org.frontsigner.signing.SerialPolicy;
import org.frontsigner.signing.SignatureCounts;
import org.frontsigner.signing.SignedZone;
import org.frontsigner.signing.SigningWindow;
import org.frontsigner.signing.ZoneKey;
import org.frontsigner.wire.DomainName;
import org.frontsigner.zone.IntakePolicy;
import org.frontsigner.zone.IntakeReport;
import org.frontsigner.zone.Zone;

/**
 * Keepers, with a world around them that is all in memory. The world outlives them: {@link
 * #restart} makes new keepers of what the store has.
 */
final class World {
  static final DomainName APEX = Zones.APEX;

  /** A Tuesday. */
  static final Instant NOW = Instant.parse("2026-11-24T04:05:06Z");

  static final Instant THURSDAY = Instant.parse("2026-11-26T00:00:00Z");

  /** Weeks since the epoch at {@link #NOW}, which increment-weeks adds. */
  static final long WEEKS = 2968;

  static final String PRIMARY = "192.0.2.1";
  static final String SECOND = "192.0.2.2";
  static final InetSocketAddress SECONDARY = Endpoint.parse("198.51.100.1");

  private static final KeyMaker MAKER = new KeyMaker(new SecureRandom());
  private static final KeyMaterial[] MATERIALS = new KeyMaterial[4];

  static {
    for (int i = 0; i < MATERIALS.length; i++) {
      MATERIALS[i] = MAKER.make(Algorithm.ED25519, 256);
    }
  }

  final SetClock clock = new SetClock(NOW);
  final MemoryStore store = new MemoryStore();
  final FakeUpstream upstream = new FakeUpstream();
  final FakeDownstream downstream = new FakeDownstream();
  final FakeAgenda agenda = new FakeAgenda();
  final SignatureCounts counts = new SignatureCounts();
  final Alarms alarms = new Alarms(clock, 1000);

  /** What the keepers said, in order. */
  final List<String> heard = new ArrayList<>();

  Parent parent = Parent.UNKNOWN;
  CryptoChoice crypto = CryptoChoice.best(true);
  Executor signAhead = Runnable::run;
  Executor pullers = Runnable::run;
  KeeperSettings settings = settings(SigningWindow.Shape.POWERDNS);
  Published published;
  TsigRing ring;
  Keepers keepers;

  World() {
    restart();
  }

  static KeeperSettings settings(SigningWindow.Shape shape) {
    return settings(shape, new HistorySettings(100, 1 << 20));
  }

  static KeeperSettings settings(SigningWindow.Shape shape, HistorySettings history) {
    return settings(shape, history, false);
  }

  static KeeperSettings settings(
      SigningWindow.Shape shape, HistorySettings history, boolean clampExpire) {
    return new KeeperSettings(
        new Denial.Nsec(),
        "ecdsap256sha256",
        SerialPolicy.INCREMENT_WEEKS,
        shape,
        IntakePolicy.DEFAULT,
        List.of(SECONDARY),
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
        clampExpire,
        PresignedSettings.DEFAULT,
        history);
  }

  Surroundings around() {
    return new Surroundings(
        settings,
        store,
        upstream,
        downstream,
        parent,
        agenda,
        published,
        ring,
        clock,
        new Random(7),
        MAKER,
        crypto,
        counts,
        signAhead,
        listener(),
        alarms);
  }

  private KeeperListener listener() {
    return new KeeperListener() {
      @Override
      public void dropped(DomainName zone, InetSocketAddress primary, IntakeReport report) {
        heard.add("dropped " + report.entries().size());
      }

      @Override
      public void published(DomainName zone, LedgerEntry.Cause cause) {
        heard.add("published " + cause);
      }

      @Override
      public void primaryFailed(DomainName zone, InetSocketAddress primary) {
        heard.add("failed " + Endpoint.print(primary));
      }

      @Override
      public void deleted(DomainName zone) {
        heard.add("deleted");
      }

      @Override
      public void keyChange(DomainName zone, KeyChange outcome) {
        heard.add("key change " + outcome);
      }

      @Override
      public void parentUnknown(DomainName zone) {
        heard.add("parent unknown");
      }
    };
  }

  /** The process ends, and begins anew with what is stored. */
  void restart() {
    published = new Published();
    ring = new TsigRing(store);
    keepers = new Keepers(around(), pullers);
    keepers.start();
  }

  // Zones and keys.

  static ZoneSettings pulledFrom(String... primaries) {
    return new ZoneSettings(
        ZoneType.SLAVE,
        java.util.Arrays.stream(primaries).map(Endpoint::parse).toList(),
        List.of(),
        Metadata.NONE);
  }

  static ZoneSettings loaded() {
    return new ZoneSettings(ZoneType.NATIVE, List.of(), List.of(), Metadata.NONE);
  }

  /** An active, published key that does it all. */
  static ZoneKey key(int id) {
    return new ZoneKey(id, ZoneKey.SECURE_ENTRY_POINT, true, true, MATERIALS[id]);
  }

  Keepers.Kept create(ZoneSettings zone, String name) {
    return keepers.create(DomainName.parse(name), zone).orElseThrow();
  }

  Keepers.Kept create(ZoneSettings zone) {
    return keepers.create(APEX, zone).orElseThrow();
  }

  /** A zone of one primary that was pulled. */
  ZoneKeeper pulled(Zone data) {
    upstream.at(PRIMARY).serves(data);
    Keepers.Kept kept = create(pulledFrom(PRIMARY));
    kept.refresh().run(Optional.empty(), false);
    return kept.keeper();
  }

  /** Likewise, and signed. */
  ZoneKeeper signed(Zone data) {
    ZoneKeeper keeper = pulled(data);
    keeper.change(zone -> zone.withKeys(List.of(key(1))));
    return keeper;
  }

  PullOutcome pull() {
    return kept().refresh().run(Optional.empty(), false);
  }

  PullOutcome retrieve() {
    return kept().refresh().run(Optional.empty(), true);
  }

  Keepers.Kept kept() {
    return keepers.find(APEX).orElseThrow();
  }

  ZoneKeeper keeper() {
    return kept().keeper();
  }

  void meta(MetadataKind kind, String... values) {
    keeper().change(zone -> zone.withMetadata(zone.metadata().with(kind.text(), List.of(values))));
  }

  // What is served.

  Served served() {
    return published.exact(APEX);
  }

  SignedZone ready() {
    return ((Served.Ready) served()).zone();
  }

  long serial() {
    return ready().soa().serial();
  }

  LedgerEntry newest() {
    return store.ledger(APEX, 1).get(0);
  }
}
