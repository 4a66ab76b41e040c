package org.frontsigner.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import org.frontsigner.bridge.TsigAlgorithm;
import org.frontsigner.bridge.TsigKey;
import org.frontsigner.keeper.fixture.Zones;
import org.frontsigner.wire.DomainName;
import org.junit.jupiter.api.Test;

/** Who is told of a new serial, and with which key. */
class SecondariesTest {
  private final World world = new World();

  private List<Downstream.Target> told() {
    world.keeper().tellSecondaries();
    return world.downstream.told().get(world.downstream.told().size() - 1).targets();
  }

  private static TsigKey tsig(String name) {
    return new TsigKey(
        DomainName.parse(name), TsigAlgorithm.parse("hmac-sha256", false), new byte[32]);
  }

  private void tellNameServers() {
    KeeperSettings old = world.settings;
    world.settings =
        new KeeperSettings(
            old.defaultDenial(),
            old.defaultAlgorithm(),
            old.defaultSerialPolicy(),
            old.window(),
            old.intake(),
            List.of(),
            true,
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
            false,
            PresignedSettings.DEFAULT,
            new HistorySettings(100, 1 << 20));
    world.restart();
  }

  @Test
  void eachIsToldOnce() {
    world.pulled(Zones.serial(7));
    world.meta(MetadataKind.ALSO_NOTIFY, "198.51.100.7", "198.51.100.1", "198.51.100.7:5300");
    assertThat(told())
        .extracting(Downstream.Target::address)
        .containsExactly(
            Endpoint.parse("198.51.100.7"), World.SECONDARY, Endpoint.parse("198.51.100.7:5300"));
  }

  @Test
  void theServedSerialIsToldAndNotThePrimarys() {
    world.signed(Zones.serial(7));
    assertThat(world.downstream.serials()).containsExactly(7L, 7 + World.WEEKS);
  }

  @Test
  void eachIsToldWithItsOwnKey() {
    world.pulled(Zones.serial(7));
    world.ring.put(tsig("one"));
    world.ring.put(tsig("all"));
    world.meta(MetadataKind.ALSO_NOTIFY, "198.51.100.7:5300");
    world.meta(MetadataKind.TSIG_ALLOW_AXFR, "all", "one 198.51.100.7");
    assertThat(told())
        .extracting(target -> target.key().orElseThrow().name().toText())
        .containsExactly("one", "all");
  }

  @Test
  void theNameServersOfTheZoneAreToldWhereThatIsSet() {
    tellNameServers();
    world.pulled(Zones.serial(7, "@ NS elsewhere.invalid.", "@ NS missing"));
    assertThat(told())
        .extracting(Downstream.Target::address)
        .containsExactlyInAnyOrder(
            new InetSocketAddress(Endpoint.parse("192.0.2.53").getAddress(), 53),
            new InetSocketAddress(Endpoint.parse("2001:db8::53").getAddress(), 53));
  }

  @Test
  void theAddressesOfNameServersBelowACutCount() {
    tellNameServers();
    world.pulled(Zones.serial(7, "@ NS ns.sub", "sub NS ns.sub", "ns.sub 300 A 192.0.2.99"));
    assertThat(told())
        .extracting(Downstream.Target::address)
        .contains(Endpoint.parse("192.0.2.99"));
  }

  @Test
  void nobodyToTellIsNoCall() {
    tellNameServers();
    world.pulled(Zones.of(World.APEX, "@ 3600 SOA a b 1 3600 600 604800 1\n@ NS ns.invalid.\n"));
    assertThat(world.keeper().tellSecondaries()).isEmpty();
    assertThat(world.downstream.told()).isEmpty();
  }

  @Test
  void keysAreKeptAndFoundInAnyLetterCase() {
    world.ring.put(tsig("b"));
    world.ring.put(tsig("A"));
    world.restart();
    assertThat(world.ring.all()).extracting(key -> key.name().toText()).hasSize(2);
    assertThat(world.ring.key(DomainName.parse("B"))).contains(tsig("b"));
    world.ring.remove(DomainName.parse("B"));
    assertThat(world.ring.key(DomainName.parse("b"))).isEmpty();
    assertThat(world.store.tsigKeys()).hasSize(1);
  }

  @Test
  void aKeyThatCanNotBeWrittenIsNotUsed() {
    world.store.setFate(org.frontsigner.keeper.fixture.MemoryStore.Fate.FAIL);
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> world.ring.put(tsig("b")))
        .isInstanceOf(StoreFailed.class);
    assertThat(world.ring.all()).isEmpty();
  }
}
