package org.frontsigner.http;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.frontsigner.bridge.TsigKey;
import org.frontsigner.keeper.Agenda;
import org.frontsigner.keeper.Alarms;
import org.frontsigner.keeper.Downstream;
import org.frontsigner.keeper.Followed;
import org.frontsigner.keeper.HistoryKeep;
import org.frontsigner.keeper.HistorySettings;
import org.frontsigner.keeper.KeeperListener;
import org.frontsigner.keeper.KeeperSettings;
import org.frontsigner.keeper.Keepers;
import org.frontsigner.keeper.LedgerEntry;
import org.frontsigner.keeper.Metadata;
import org.frontsigner.keeper.Parent;
import org.frontsigner.keeper.PresignedSettings;
import org.frontsigner.keeper.Primary;
import org.frontsigner.keeper.Published;
import org.frontsigner.keeper.RowsRead;
import org.frontsigner.keeper.StoredZone;
import org.frontsigner.keeper.Surroundings;
import org.frontsigner.keeper.TsigRing;
import org.frontsigner.keeper.Upstream;
import org.frontsigner.keeper.ZoneCommit;
import org.frontsigner.keeper.ZoneSettings;
import org.frontsigner.keeper.ZoneState;
import org.frontsigner.keeper.ZoneStore;
import org.frontsigner.keeper.ZoneType;
import org.frontsigner.signing.Algorithm;
import org.frontsigner.signing.CryptoChoice;
import org.frontsigner.signing.Denial;
import org.frontsigner.signing.FormerKeys;
import org.frontsigner.signing.KeyMaker;
import org.frontsigner.signing.ParentDs;
import org.frontsigner.signing.SerialPolicy;
import org.frontsigner.signing.SignatureCounts;
import org.frontsigner.signing.SigningWindow;
import org.frontsigner.signing.ZoneKey;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RrType;
import org.frontsigner.zone.BuildResult;
import org.frontsigner.zone.Finding;
import org.frontsigner.zone.IntakePolicy;
import org.frontsigner.zone.Soa;
import org.frontsigner.zone.Zone;
import org.frontsigner.zone.ZoneBuilder;

/** Keepers of zones that a store has had from before, at a time of its own. */
final class ShownZones implements InstantSource {
  /** A Tuesday, an hour after the zones were confirmed. */
  static final Instant NOW = Instant.parse("2026-11-24T04:00:00Z");

  static final Instant CONFIRMED = NOW.minus(Duration.ofHours(1));
  static final long REFRESH_SECONDS = 7200;
  static final long EXPIRE_SECONDS = 1_209_600;

  final SignatureCounts counts = new SignatureCounts();
  final Published published = new Published();
  final Alarms alarms = new Alarms(this, 1000);
  final Keepers keepers;

  private static final KeyMaker MAKER = new KeyMaker(new SecureRandom());
  private static final SigningWindow WINDOW = SigningWindow.at(NOW, SigningWindow.Shape.POWERDNS);

  private final Store store = new Store();

  ShownZones() {
    keepers = new Keepers(surroundings(), task -> {});
  }

  private Surroundings surroundings() {
    return new Surroundings(
        settings(),
        store,
        new NoUpstream(),
        new NoDownstream(),
        Parent.UNKNOWN,
        new NoAgenda(),
        published,
        new TsigRing(store),
        this,
        new Random(1),
        MAKER,
        CryptoChoice.best(false),
        counts,
        Runnable::run,
        KeeperListener.NONE,
        alarms);
  }

  private static KeeperSettings settings() {
    return new KeeperSettings(
        new Denial.Nsec(),
        "ecdsap256sha256",
        SerialPolicy.INCREMENT_WEEKS,
        SigningWindow.Shape.POWERDNS,
        IntakePolicy.DEFAULT,
        List.of(),
        false,
        false,
        16,
        100,
        1000,
        60,
        3600,
        30,
        86_400,
        43_200,
        true,
        false,
        PresignedSettings.DEFAULT,
        new HistorySettings(100, 1 << 20));
  }

  @Override
  public Instant instant() {
    return NOW;
  }

  /** A zone with one key of Ed25519, served with another serial than its primary's. */
  ShownZones signed(String name, long primarySerial, long servedSerial) {
    ZoneKey key = new ZoneKey(1, 257, true, true, MAKER.make(Algorithm.ED25519, 256));
    return add(name, ZoneType.SLAVE, List.of(key), primarySerial, servedSerial, CONFIRMED);
  }

  ShownZones unsigned(String name, ZoneType type, long serial) {
    return add(name, type, List.of(), serial, serial, CONFIRMED);
  }

  ShownZones expired(String name, long serial) {
    Instant confirmed = NOW.minusSeconds(EXPIRE_SECONDS + 1);
    return add(name, ZoneType.SLAVE, List.of(), serial, serial, confirmed);
  }

  /** A zone that was never pulled. */
  ShownZones notReady(String name) {
    ZoneSettings settings = new ZoneSettings(ZoneType.SLAVE, primaries(), List.of(), Metadata.NONE);
    store.add(DomainName.parse(name), settings, ZoneState.NEW);
    return this;
  }

  private ShownZones add(
      String name,
      ZoneType type,
      List<ZoneKey> keys,
      long primarySerial,
      long servedSerial,
      Instant confirmed) {
    DomainName apex = DomainName.parse(name);
    store.data.put(apex, zone(apex, primarySerial));
    Instant inception = keys.isEmpty() ? Instant.EPOCH : WINDOW.inception();
    store.add(
        apex,
        new ZoneSettings(type, primaries(), keys, Metadata.NONE),
        new ZoneState(true, primarySerial, servedSerial, inception, confirmed));
    return this;
  }

  private static List<InetSocketAddress> primaries() {
    return List.of(new InetSocketAddress("127.0.0.1", 5300));
  }

  private static Zone zone(DomainName apex, long serial) {
    DomainName server = apex.child("ns");
    Soa soa = new Soa(3600, server, server, serial, REFRESH_SECONDS, 600, EXPIRE_SECONDS, 300);
    ZoneBuilder builder = new ZoneBuilder(apex, IntakePolicy.DEFAULT);
    builder.add(apex, RrType.SOA, 3600, soa.rdata());
    builder.add(apex, RrType.NS, 3600, server.octets());
    builder.add(server, RrType.A, 3600, new byte[] {127, 0, 0, 1});
    return ((BuildResult.Built) builder.build()).zone();
  }

  ShownZones start() {
    keepers.start();
    return this;
  }

  ZoneMetrics metrics() {
    return new ZoneMetrics(keepers, published, counts, this);
  }

  StatusPage page() {
    return new StatusPage(keepers, published, alarms, this);
  }

  private static final class Store implements ZoneStore {
    final List<StoredZone> zones = new ArrayList<>();
    final Map<DomainName, Zone> data = new HashMap<>();

    void add(DomainName name, ZoneSettings settings, ZoneState state) {
      zones.add(new StoredZone(zones.size() + 1, name, settings, state));
    }

    @Override
    public List<StoredZone> zones() {
      return zones;
    }

    @Override
    public Optional<Zone> data(StoredZone zone) {
      return Optional.ofNullable(data.get(zone.name()));
    }

    @Override
    public StoredZone create(DomainName name, ZoneSettings settings) {
      throw new AssertionError("nothing is changed by looking");
    }

    @Override
    public void delete(StoredZone zone) {
      throw new AssertionError("nothing is changed by looking");
    }

    @Override
    public boolean isDurable(ZoneCommit commit) {
      throw new IllegalStateException("no commit fails here");
    }

    @Override
    public void commit(ZoneCommit commit) {
      throw new AssertionError("nothing is changed by looking");
    }

    @Override
    public long nextKeyId() {
      throw new AssertionError("nothing is changed by looking");
    }

    @Override
    public List<TsigKey> tsigKeys() {
      return List.of();
    }

    @Override
    public void putTsigKey(TsigKey key) {
      throw new AssertionError("nothing is changed by looking");
    }

    @Override
    public void deleteTsigKey(DomainName name) {
      throw new AssertionError("nothing is changed by looking");
    }

    @Override
    public List<LedgerEntry> ledger(DomainName zone, int entriesMax) {
      return List.of();
    }

    @Override
    public Optional<Followed> followed() {
      return Optional.empty();
    }

    @Override
    public RowsRead readRows(StoredZone zone, Optional<Zone> data, IntakePolicy policy) {
      return new RowsRead.Same();
    }

    @Override
    public void adopt(StoredZone zone) {}

    @Override
    public List<Finding> checkSql(StoredZone zone, Zone shown) {
      return List.of();
    }

    @Override
    public List<FormerKeys> formerKeys(DomainName zone) {
      return List.of();
    }

    @Override
    public List<ParentDs> parentDs(DomainName zone) {
      return List.of();
    }

    @Override
    public void addParentDs(DomainName zone, ParentDs seen) {
      throw new AssertionError("no parent is asked");
    }

    @Override
    public HistoryKeep history() {
      return HistoryKeep.NONE;
    }

    @Override
    public void showInSql(StoredZone zone, Zone zoneData) {
      throw new AssertionError("nothing is changed by looking");
    }
  }

  private static final class NoUpstream implements Upstream {
    @Override
    public Probe probe(DomainName zone, Primary primary) {
      return new Probe.Failed("there is no network here");
    }

    @Override
    public Fetched fetch(
        DomainName zone, Primary primary, Optional<Soa> from, IntakePolicy policy) {
      return new Fetched.Failed("there is no network here");
    }
  }

  private static final class NoDownstream implements Downstream {
    @Override
    public void notify(DomainName zone, Soa served, List<Target> targets) {}

    @Override
    public List<Outcome> outcomes(DomainName zone) {
      return List.of();
    }
  }

  private static final class NoAgenda implements Agenda {
    @Override
    public void checkAt(DomainName zone, Instant when) {}

    @Override
    public void expireAt(DomainName zone, Instant when) {}

    @Override
    public void forget(DomainName zone) {}
  }
}
