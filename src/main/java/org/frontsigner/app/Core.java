package org.frontsigner.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.frontsigner.api.Problem;
import org.frontsigner.app.bind.NamedConfDiscovery;
import org.frontsigner.app.bind.NamedMetrics;
import org.frontsigner.keeper.Agenda;
import org.frontsigner.keeper.Alarms;
import org.frontsigner.keeper.ConfiguredZones;
import org.frontsigner.keeper.Discovery;
import org.frontsigner.keeper.Downstream;
import org.frontsigner.keeper.Following;
import org.frontsigner.keeper.HistorySettings;
import org.frontsigner.keeper.KeeperListener;
import org.frontsigner.keeper.KeeperSettings;
import org.frontsigner.keeper.Keepers;
import org.frontsigner.keeper.PresignedSettings;
import org.frontsigner.keeper.Published;
import org.frontsigner.keeper.StoreAlarms;
import org.frontsigner.keeper.StoreFailed;
import org.frontsigner.keeper.Surroundings;
import org.frontsigner.keeper.TsigRing;
import org.frontsigner.keeper.Upstream;
import org.frontsigner.keeper.WrittenZones;
import org.frontsigner.keeper.ZoneStore;
import org.frontsigner.signing.CryptoChoice;
import org.frontsigner.signing.Denial;
import org.frontsigner.signing.KeyMaker;
import org.frontsigner.signing.Nsec3Parameters;
import org.frontsigner.signing.SignatureCounts;
import org.frontsigner.signing.SignatureKeep;
import org.frontsigner.store.DataDirectory;
import org.frontsigner.store.SqlZoneStore;
import org.frontsigner.store.StoreSettings;
import org.frontsigner.store.bind.NamedZoneStore;
import org.frontsigner.token.TokenDoor;
import org.frontsigner.zone.IntakePolicy;

/**
 * What a daemon and a verb without one have in common: the data directory, the store and the
 * keepers. Closed once.
 */
final class Core implements AutoCloseable {
  private static final long RETRY_SECONDS_MAX = 3600;
  private static final long RETRY_SECONDS_MIN = 5;
  private static final long SIGN_AHEAD_SECONDS = 6 * 3600;

  /** What differs between a daemon and a verb. */
  record Ports(
      Upstream upstream,
      Downstream downstream,
      Published published,
      InstantSource clock,
      Agenda agenda,
      Executor signAhead,
      Executor pullers,
      KeeperListener listener,
      TokenWiring tokens,
      NamedMetrics named,
      Alarms alarms) {}

  private final DataDirectory directory;
  private final SqlZoneStore store;
  private final TokenDoor tokens;
  private final Surroundings around;
  private final Keepers keepers;
  private final Optional<Following> following;
  private final Optional<NamedConfDiscovery> named;

  private Core(
      DataDirectory directory,
      SqlZoneStore store,
      TokenDoor tokens,
      Surroundings around,
      Executor pullers,
      int routineChecksMax,
      Function<ConfiguredZones, Optional<NamedConfDiscovery>> named) {
    this.directory = directory;
    this.store = store;
    this.tokens = tokens;
    this.around = around;
    this.keepers = new Keepers(around, pullers, routineChecksMax);
    this.following = store.followed().map(followed -> new Following(keepers, around, followed));
    this.named = named.apply(new ConfiguredZones(keepers, around));
    tokens.whenBack(keepers::signAgain);
    tokens.tell(new TokenAlarms(around.alarms()));
  }

  /**
   * Opens the data directory and its database, which nobody else can then.
   *
   * @throws Problem FAILED when they can't be opened
   */
  static Core open(Configuration configuration, SecureRandom random, Ports ports) {
    NamedWiring named = NamedWiring.of(configuration);
    Alarms alarms = ports.alarms();
    DataDirectory directory = null;
    try {
      directory = DataDirectory.open(configuration.dataDirectory());
      SqlZoneStore store =
          SqlZoneStore.open(storeSettings(configuration, directory, ports.clock(), alarms));
      TokenDoor tokens = ports.tokens().door(configuration);
      NamedZoneStore seen = named.over(store);
      return new Core(
          directory,
          store,
          tokens,
          around(configuration, random, ports, new Parts(seen, tokens, store.signatures(), alarms)),
          ports.pullers(),
          Workers.routineChecksMax(configuration),
          door -> named.discovery(seen, store, door, ports.named()));
    } catch (StoreFailed e) {
      if (directory != null) {
        directory.close();
      }
      throw Problem.failed(e.getMessage(), "", e);
    }
  }

  private static StoreSettings storeSettings(
      Configuration configuration, DataDirectory directory, InstantSource clock, Alarms alarms) {
    Configuration.Database database = configuration.database();
    return new StoreSettings(
        directory,
        database.url(),
        database.user(),
        () -> database.passwordFile().map(Core::firstLine).orElse(""),
        database.sqlRecords(),
        configuration.zonesIn().directDnskey(),
        clock,
        alarms);
  }

  private static String firstLine(Path file) {
    try {
      Set<PosixFilePermission> granted = Files.getPosixFilePermissions(file);
      if (!Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE)
          .containsAll(granted)) {
        throw Problem.failed(
            "The password file " + file + " is open to other users", "chmod 0600 " + file);
      }
      return Files.readAllLines(file).stream().findFirst().orElse("");
    } catch (IOException e) {
      throw Problem.failed(
          "The password file " + file + " can't be read: " + e.getMessage(),
          "See database.password-file",
          e);
    }
  }

  /** What was opened for the keepers. */
  private record Parts(
      NamedZoneStore store, TokenDoor tokens, SignatureKeep signatures, Alarms alarms) {}

  private static Surroundings around(
      Configuration configuration, SecureRandom random, Ports ports, Parts parts) {
    ZoneStore store = StoreAlarms.over(parts.store(), parts.alarms());
    return new Surroundings(
        keeperSettings(configuration),
        store,
        ports.upstream(),
        ports.downstream(),
        TransferWiring.parent(configuration, random),
        ports.agenda(),
        ports.published(),
        new TsigRing(store),
        ports.clock(),
        random,
        new KeyMaker(random),
        CryptoChoice.best(configuration.signing().reproducible())
            .with(ports.tokens().signatures(configuration, parts.tokens(), parts.signatures())),
        new SignatureCounts(),
        ports.signAhead(),
        ports.listener(),
        parts.alarms());
  }

  private static KeeperSettings keeperSettings(Configuration configuration) {
    Limits limits = configuration.limits();
    Configuration.Signing signing = configuration.signing();
    return new KeeperSettings(
        denial(signing.denial()),
        signing.algorithm().mnemonic(),
        signing.soaEdit(),
        signing.window(),
        new IntakePolicy(
            configuration.zonesIn().directDnskey(),
            false,
            limits.transfersIn().recordsMax(),
            limits.transfersIn().octetsMax(),
            limits.transfersIn().rrsetOctetsMax()),
        configuration.zonesOut().alsoNotify(),
        configuration.zonesOut().notifyNameServers(),
        configuration.zonesIn().tsigMd5(),
        limits.keysPerZoneMax(),
        limits.nsec3IterationsMax(),
        limits.zonesMax(),
        RETRY_SECONDS_MIN,
        RETRY_SECONDS_MAX,
        limits.transfersIn().refreshSecondsMin(),
        limits.transfersIn().refreshSecondsMax(),
        SIGN_AHEAD_SECONDS,
        configuration.queries().caches(),
        signing.clampExpire(),
        new PresignedSettings(limits.presigned().verifiedMax(), limits.presigned().alarmSeconds()),
        new HistorySettings(limits.history().differencesMax(), limits.history().octetsMax()));
  }

  private static Denial denial(Configuration.DenialChoice choice) {
    return switch (choice) {
      case NSEC -> new Denial.Nsec();
      case NSEC3 -> new Denial.Nsec3(Nsec3Parameters.DEFAULT);
      case NSEC3_OPTOUT -> new Denial.Nsec3(Nsec3Parameters.parse("1 1 0 -"));
      case NSEC3_NARROW -> new Denial.Narrow(Nsec3Parameters.DEFAULT);
    };
  }

  Surroundings around() {
    return around;
  }

  Keepers keepers() {
    return keepers;
  }

  /** Where zones are looked for that others write down. */
  List<Discovery> discoveries() {
    List<Discovery> all = new ArrayList<>(named.stream().toList());
    all.add(
        following.<Discovery>map(each -> each).orElseGet(() -> new WrittenZones(keepers, around)));
    return List.copyOf(all);
  }

  /** Present where another instance writes to the database, and this one follows it. */
  Optional<Following> following() {
    return following;
  }

  /**
   * Takes up all zones.
   *
   * @param laterFiles whether changed files of named.conf are left to who watches them
   * @throws Problem USAGE when a named.conf can't be read
   */
  void start(boolean laterFiles) {
    named.ifPresent(NamedConfDiscovery::prepare);
    keepers.start();
    named.ifPresent(discovery -> discovery.begin(laterFiles));
  }

  /** The zones of a named.conf, where there is one. */
  Optional<NamedConfDiscovery> named() {
    return named;
  }

  @Override
  public void close() {
    tokens.close();
    store.close();
    directory.close();
  }
}
