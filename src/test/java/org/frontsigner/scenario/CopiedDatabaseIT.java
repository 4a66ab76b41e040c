package org.frontsigner.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.frontsigner.scenario.peer.KnotPrimary;
import org.frontsigner.scenario.peer.PrimarySetup;
import org.frontsigner.scenario.product.Frontsigner;
import org.frontsigner.scenario.product.Settings;
import org.frontsigner.scenario.stage.Command;
import org.frontsigner.scenario.stage.Workspace;
import org.frontsigner.scenario.tool.Dig;
import org.frontsigner.scenario.tool.TsigSecret;
import org.frontsigner.scenario.tool.WireTransfer;
import org.frontsigner.scenario.zone.ZoneData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A second front-signer that begins with a copy of the first one's data directory gives the same
 * octets, and goes on by itself.
 */
class CopiedDatabaseIT {
  @RegisterExtension static final Workspace workspace = new Workspace();

  private static final Duration SOON = Duration.ofSeconds(40);
  private static final TsigSecret PULL = TsigSecret.random("pull", new SecureRandom());
  private static final List<String> ZONES = List.of("ecdsa256.example", "ed25519.example");

  private final Settings settings = Settings.open().with("reproducible-signing: true");
  private Frontsigner first;
  private Frontsigner second;
  private KnotPrimary primary;

  @Test
  void the_copy_gives_the_same_octets_and_goes_on_by_itself() {
    first = Frontsigner.configured(workspace, "first", settings).start();
    first.know(PULL);
    List<ZoneData> data =
        ZONES.stream().map(zone -> ZoneData.of(zone, 5, "www A 192.0.2.1")).toList();
    primary = KnotPrimary.start(workspace, "knot", PrimarySetup.silent(PULL, data));
    for (String zone : ZONES) {
      first.pull(zone, PULL, primary.endpoint());
      first.verb("add-zone-key", zone, "ksk", "active", "published", zone.split("[.]", 2)[0]);
    }
    first.verb("set-nsec3", ZONES.get(1), "1 0 0 ab");
    first.stop();
    copy("second");
    first.start();
    second = another("second").start();
    assertSame();
    aChangeOfThePrimaryIsTakenByBoth(data.get(0));
    aCopyOfWhatIsInUseHurtsNobody();
  }

  private static void copyFolder(Path from, Path to) {
    Command.of("cp", "-a", from, to).run().succeeded();
  }

  private void copy(String name) {
    copyFolder(first.folder().resolve("data"), workspace.folder(name).resolve("data"));
  }

  private static Frontsigner another(String name) {
    return Frontsigner.configured(
        workspace, name, Settings.open().with("reproducible-signing: true"));
  }

  private static long serial(Frontsigner server, String zone) {
    return Long.parseLong(Dig.at(server.dns()).data(zone, "SOA").get(0).split(" ", -1)[2]);
  }

  private static List<String> transfer(Frontsigner server, String zone) {
    return WireTransfer.from(server.dns(), ZoneData.name(zone)).records().stream()
        .map(Object::toString)
        .toList();
  }

  private void assertSame() {
    for (String zone : ZONES) {
      second.daemon().await("the serial", SOON, () -> serial(second, zone) == serial(first, zone));
      assertThat(transfer(second, zone)).isEqualTo(transfer(first, zone)).hasSizeGreaterThan(10);
    }
  }

  private void aChangeOfThePrimaryIsTakenByBoth(ZoneData data) {
    primary.replace(data.next("more A 192.0.2.2"));
    for (Frontsigner each : List.of(first, second)) {
      each.verb("retrieve", data.zone());
      assertThat(Dig.at(each.dns()).data("more." + data.zone(), "A")).containsExactly("192.0.2.2");
    }
    assertSame();
  }

  /** No promise that the copy is whole; but what comes of it has the keys, and no lower serial. */
  private void aCopyOfWhatIsInUseHurtsNobody() {
    copy("third");
    Frontsigner third = another("third").start();
    assertThat(third.verb("list-all-zones")).isEqualTo(first.verb("list-all-zones"));
    for (String zone : ZONES) {
      third.daemon().await(zone, SOON, () -> !Dig.at(third.dns()).data(zone, "DNSKEY").isEmpty());
      assertThat(Dig.at(third.dns()).data(zone, "DNSKEY"))
          .isEqualTo(Dig.at(first.dns()).data(zone, "DNSKEY"));
      assertThat(serial(third, zone)).isGreaterThanOrEqualTo(serial(first, zone));
      assertThat(first.verb("check-zone", zone)).contains(" 0 errors");
    }
    third.stop();
  }
}
