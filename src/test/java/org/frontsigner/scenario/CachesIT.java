package org.frontsigner.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.frontsigner.scenario.live.Client;
import org.frontsigner.scenario.live.Queries;
import org.frontsigner.scenario.live.Query;
import org.frontsigner.scenario.peer.StaticServer;
import org.frontsigner.scenario.product.Frontsigner;
import org.frontsigner.scenario.product.Settings;
import org.frontsigner.scenario.stage.Workspace;
import org.frontsigner.scenario.tool.KeyFiles;
import org.frontsigner.scenario.tool.WireTransfer;
import org.frontsigner.scenario.zone.Denial;
import org.frontsigner.scenario.zone.TestZones;
import org.frontsigner.scenario.zone.ZoneData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * With {@code caches: false} every signature is made for the answer or transfer that it is in, and
 * both are what they are with caches, to the octet. The long run asks everything of every zone.
 */
class CachesIT {
  @RegisterExtension static final Workspace workspace = new Workspace();

  private static final boolean LONG = Boolean.getBoolean("frontsigner.long");
  private static final int QUERIES_MAX = LONG ? 12_000 : 200;
  private static final long SEED = 4035;
  private static final List<String> SAMPLE = List.of("corner.example", "occluded.example");
  private static final List<ZoneData> ZONES =
      TestZones.all().stream().filter(zone -> LONG || SAMPLE.contains(zone.zone())).toList();
  private static Frontsigner caching;
  private static Frontsigner forgetful;

  @BeforeAll
  static void start() {
    StaticServer primary = StaticServer.bindForAll(workspace, "primary", ZONES);
    caching = Frontsigner.configured(workspace, "caching", Settings.open()).start();
    forgetful =
        Frontsigner.configured(workspace, "forgetful", Settings.open().with("caches: false"))
            .start();
    for (ZoneData zone : ZONES) {
      List<KeyFiles> keys =
          KeyFiles.makePair(workspace.folder("keys"), zone.origin(), "ED25519", 300);
      for (Frontsigner each : List.of(caching, forgetful)) {
        each.pull(zone.zone(), primary.endpoint());
        keys.forEach(
            key ->
                each.verb(
                    "import-zone-key", zone.zone(), key.privateFile(), key.ksk() ? "ksk" : "zsk"));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void answersAreTheSameWithoutCaches(Denial denial) {
    int count = 0;
    for (ZoneData zone : ZONES) {
      caching.deny(zone.zone(), denial);
      forgetful.deny(zone.zone(), denial);
      List<Query> queries = Queries.some(Queries.about(zone), QUERIES_MAX, SEED);
      assertThat(new Client(forgetful.dns()).ask(queries))
          .isEqualTo(new Client(caching.dns()).ask(queries));
      count += queries.size();
      if (denial != Denial.NSEC3_NARROW) {
        assertThat(WireTransfer.from(forgetful.dns(), zone.origin()))
            .isEqualTo(WireTransfer.from(caching.dns(), zone.origin()));
      }
    }
    System.out.println("answers without caches, " + denial + ": " + count + " equal");
  }
}
