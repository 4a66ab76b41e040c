package org.frontsigner.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.frontsigner.answer.Served;
import org.frontsigner.keeper.fixture.Contents;
import org.frontsigner.keeper.fixture.MemoryStore.Crash;
import org.frontsigner.keeper.fixture.MemoryStore.Fate;
import org.frontsigner.signing.SerialPolicy;
import org.frontsigner.signing.SignedRecords;
import org.frontsigner.signing.SignedZone;
import org.frontsigner.signing.SigningWindow;
import org.frontsigner.signing.ZoneKey;
import org.frontsigner.wire.Serial;
import org.frontsigner.zone.Difference;
import org.frontsigner.zone.RandomZone;
import org.frontsigner.zone.Zone;

/** A zone to which things happen; after each of them it looks whether all is well. */
final class KeeperModel {
  private static final String[] DENIALS = {"", "1 0 0 -", "1 1 0 -", "1 0 2 0a0d20"};

  private final World world = new World();
  private final Random random;
  private final RandomZone zone;
  private final List<Difference> history = new ArrayList<>();
  private final List<String> happened = new ArrayList<>();

  /** The highest serial that was served of the signed zone; -1 when there was none. */
  private long highestSigned = -1;

  private String seen = "";
  private long seenSerial = -1;
  private int seenLedger;
  private int seenTold;
  private boolean restarted;

  KeeperModel(long seed) {
    random = new Random(seed);
    zone = new RandomZone(seed);
    world.upstream.at(World.PRIMARY).serves(zone.build());
    world.create(World.pulledFrom(World.PRIMARY)).refresh().run(java.util.Optional.empty(), false);
    look();
  }

  void happen(int event) {
    restarted = false;
    int told = world.downstream.told().size();
    Runnable one = event(Math.floorMod(event, 16));
    int fate = random.nextInt(12);
    happened.add("fate " + fate);
    if (fate == 0) {
      mustNotChange(one);
    } else if (fate == 1) {
      crash(one, Fate.CRASH_BEFORE);
    } else if (fate == 2) {
      crash(one, Fate.CRASH_AFTER);
    } else {
      one.run();
    }
    seenTold = told;
    look();
  }

  /** The disk is full: the old value is served, as if nothing had happened. */
  private void mustNotChange(Runnable event) {
    Served served = world.served();
    StoredZone stored = world.store.zone(World.APEX);
    int told = world.downstream.told().size();
    world.store.setFate(Fate.FAIL);
    try {
      event.run();
    } catch (StoreFailed e) {
      happened.add("failed");
    } finally {
      world.store.setFate(Fate.SUCCEED);
    }
    assertThat(world.store.zone(World.APEX)).as("%s", happened).isEqualTo(stored);
    if (!restarted) {
      assertThat(world.downstream.told()).as("%s", happened).hasSize(told);
      boolean same =
          (served instanceof Served.Ready ready && world.served() instanceof Served.Ready now)
              ? SignedRecords.of(now.zone()).equals(SignedRecords.of(ready.zone()))
              : served.getClass() == world.served().getClass();
      boolean expiredOrConfirmed = served.getClass() != world.served().getClass();
      assertThat(same || expiredOrConfirmed).as("%s", happened).isTrue();
    } else {
      // A start that could not write serves what it must; the next try makes it durable.
      world.keepers.turnOver();
    }
  }

  private void crash(Runnable event, Fate fate) {
    world.store.setFate(fate);
    try {
      event.run();
    } catch (Crash e) {
      happened.add("crash");
    }
    world.store.setFate(Fate.SUCCEED);
    world.restart();
    restarted = true;
  }

  private Runnable event(int number) {
    happened.add("event " + number);
    return switch (number) {
      case 0 -> this::pullDifferences;
      case 1 -> this::pullWhole;
      case 2 -> this::addKey;
      case 3 -> this::removeKey;
      case 4 -> () -> alterKey(true);
      case 5 -> () -> alterKey(false);
      case 6, 7 -> this::setDenial;
      case 8 -> this::setKind;
      case 9 -> this::passTime;
      case 10 -> this::restart;
      case 11 -> () -> world.keepers.prepareTurnover(SigningWindow.turnoverAfter(now()));
      case 12 -> () -> world.keeper().purge();
      case 13 -> this::setPublished;
      case 14 -> this::retrieve;
      default -> this::failToPull;
    };
  }

  private Instant now() {
    return world.clock.instant();
  }

  private void pullDifferences() {
    history.add(zone.change());
    world.upstream.at(World.PRIMARY).serves(zone.build(), history);
    world.pull();
  }

  private void pullWhole() {
    history.add(zone.change());
    world.upstream.at(World.PRIMARY).serves(zone.build());
    world.pull();
  }

  private void retrieve() {
    world.upstream.at(World.PRIMARY).serves(zone.build());
    world.retrieve();
  }

  private void failToPull() {
    world.upstream.at(World.PRIMARY).isDown("no connection");
    world.pull();
    world.upstream.at(World.PRIMARY).serves(zone.build(), history);
  }

  private void changeKeys(java.util.function.UnaryOperator<List<ZoneKey>> edit) {
    world
        .keeper()
        .change(settings -> settings.withKeys(edit.apply(new ArrayList<>(settings.keys()))));
  }

  private void addKey() {
    int number = random.nextInt(4);
    int flags = random.nextBoolean() ? ZoneKey.SECURE_ENTRY_POINT : ZoneKey.ZONE_KEY;
    ZoneKey key = World.key(number);
    ZoneKey added =
        new ZoneKey(
            world.store.nextKeyId(),
            flags,
            random.nextInt(3) > 0,
            random.nextInt(3) > 0,
            key.material());
    changeKeys(
        keys -> {
          keys.add(added);
          return keys.size() > 4 ? keys.subList(1, keys.size()) : keys;
        });
  }

  private void removeKey() {
    int chosen = random.nextInt(100);
    changeKeys(
        keys -> {
          if (!keys.isEmpty()) {
            keys.remove(chosen % keys.size());
          }
          return keys;
        });
  }

  private void alterKey(boolean activity) {
    int chosen = random.nextInt(100);
    changeKeys(
        keys -> {
          if (!keys.isEmpty()) {
            int at = chosen % keys.size();
            ZoneKey key = keys.get(at);
            keys.set(
                at, activity ? key.withActive(!key.active()) : key.withPublished(!key.published()));
          }
          return keys;
        });
  }

  private void setDenial() {
    String parameters = DENIALS[random.nextInt(DENIALS.length)];
    boolean narrow = random.nextInt(3) == 0;
    world
        .keeper()
        .change(
            settings ->
                settings.withMetadata(
                    settings
                        .metadata()
                        .with("NSEC3PARAM", parameters.isEmpty() ? List.of() : List.of(parameters))
                        .with("NSEC3NARROW", narrow ? List.of("1") : List.of())));
  }

  private void setKind() {
    SerialPolicy kind =
        List.of(SerialPolicy.values()).get(random.nextInt(SerialPolicy.values().length));
    world.meta(MetadataKind.SOA_EDIT, kind.text());
  }

  private void setPublished() {
    world.meta(
        MetadataKind.PUBLISH_CDS, new String[][] {{}, {"2"}, {"0"}, {"2", "4"}}[random.nextInt(4)]);
  }

  private void passTime() {
    world.clock.pass(
        switch (random.nextInt(5)) {
          case 0 -> Duration.ofMinutes(1);
          case 1 -> Duration.ofDays(random.nextInt(10));
          case 2 -> Duration.between(now(), SigningWindow.turnoverAfter(now()));
          case 3 -> Duration.ofHours(-random.nextInt(20));
          default -> Duration.ofDays(1 + random.nextInt(40));
        });
    world.keepers.turnOver();
    world.keepers.expiryDue(World.APEX);
  }

  private void restart() {
    world.restart();
    restarted = true;
  }

  // Is all well?

  private void look() {
    StoredZone stored = world.store.zone(World.APEX);
    assertThat(world.keeper().stored().settings()).as("%s", happened).isEqualTo(stored.settings());
    assertThat(world.keeper().stored().state().servedSerial())
        .as("%s", happened)
        .isEqualTo(stored.state().servedSerial());
    SignedZone signed = world.keeper().signed().orElseThrow();
    assertThat(Contents.of(signed.zone()))
        .as("%s", happened)
        .isEqualTo(Contents.of(world.store.data(stored).orElseThrow()));
    lookAtPublished(signed);
    lookAtRecords(stored, signed);
    lookAtSerial(stored, signed);
  }

  private void lookAtPublished(SignedZone signed) {
    boolean expired = !now().isBefore(world.keeper().expiry());
    Served served = world.served();
    if (served instanceof Served.Ready ready) {
      assertThat(ready.zone()).as("%s", happened).isSameAs(signed);
    } else {
      assertThat(served).as("%s", happened).isEqualTo(new Served.Expired(World.APEX));
      assertThat(expired).as("%s", happened).isTrue();
    }
  }

  private void lookAtRecords(StoredZone stored, SignedZone signed) {
    ZonePolicy policy = ZonePolicy.of(stored.settings(), world.settings, signed.zone());
    SigningWindow window = signed.plan().window();
    Zone data = world.store.data(stored).orElseThrow();
    SignedZone expected =
        SignedZone.first(
            data,
            policy.plan(now(), world.around().crypto(), world.counts).withWindow(window),
            stored.state().servedSerial());
    assertThat(SignedRecords.of(signed)).as("%s", happened).isEqualTo(SignedRecords.of(expected));
    if (signed.isSigned()) {
      assertThat(stored.state().windowInception()).as("%s", happened).isEqualTo(window.inception());
    }
  }

  private void lookAtSerial(StoredZone stored, SignedZone signed) {
    String records = SignedRecords.of(signed).toString();
    long serial = signed.soa().serial();
    boolean isNone =
        ZonePolicy.of(stored.settings(), world.settings, signed.zone()).serialPolicy()
            == SerialPolicy.NONE;
    List<LedgerEntry> ledger = world.store.ledger(World.APEX, 10_000);
    boolean changed = !records.equals(seen);
    if (isNone) {
      assertThat(serial).as("%s", happened).isEqualTo(stored.state().primarySerial());
    } else if (changed) {
      assertThat(serial).as("the serial of other records: %s", happened).isNotEqualTo(seenSerial);
    }
    if (!isNone && signed.isSigned() && ledger.size() > seenLedger) {
      assertThat(highestSigned < 0 || Serial.isAfter(serial, highestSigned))
          .as("%d after %d: %s", serial, highestSigned, happened)
          .isTrue();
    }
    if (signed.isSigned()) {
      highestSigned =
          highestSigned < 0 || Serial.isAfter(serial, highestSigned) ? serial : highestSigned;
    }
    lookAtLedger(stored, signed, ledger, changed);
    seen = records;
    seenSerial = serial;
    seenLedger = ledger.size();
  }

  private void lookAtLedger(
      StoredZone stored, SignedZone signed, List<LedgerEntry> ledger, boolean changed) {
    LedgerEntry newest = ledger.get(0);
    assertThat(newest)
        .as("%s", happened)
        .isEqualTo(
            LedgerEntry.of(
                newest.when(),
                newest.cause(),
                signed,
                stored.state(),
                world.keeper().policy().serialPolicy(),
                newest.reason()));
    if (changed) {
      assertThat(ledger.size()).as("%s", happened).isGreaterThan(seenLedger);
    }
    List<Long> told = world.downstream.serials().subList(seenTold, world.downstream.told().size());
    if (!restarted && ledger.size() > seenLedger) {
      assertThat(told).as("%s", happened).endsWith(signed.soa().serial());
    }
  }
}
