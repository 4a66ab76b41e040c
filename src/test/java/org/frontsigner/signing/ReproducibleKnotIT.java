package org.frontsigner.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.frontsigner.scenario.stage.Workspace;
import org.frontsigner.scenario.zone.TestZones;
import org.frontsigner.scenario.zone.ZoneData;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xbill.DNS.Record;

/**
 * Our {@code reproducible-signing: true} is Knot's {@code reproducible-signing: on}: with the same
 * keys and the same times, each signature has the same octets.
 */
class ReproducibleKnotIT {
  @RegisterExtension static final Workspace WORKSPACE = new Workspace();

  private static final boolean LONG = Boolean.getBoolean("frontsigner.long");

  /** Signed with NSEC, NSEC3 and NSEC; the long run has all zones. */
  private static final Set<String> SAMPLE =
      Set.of("alltypes.example", "corner.example", "oldtypes.example");

  /** Knot takes no zone with records below a DNAME. */
  private static final Set<String> REFUSED = Set.of("occluded.example");

  private static final long DAY_SECONDS = 86_400;
  private static final CryptoChoice REPRODUCIBLE = CryptoChoice.best(true);

  @ParameterizedTest
  @EnumSource(names = {"ECDSAP256SHA256", "ECDSAP384SHA384"})
  void everySignatureOfKnotIsOurs(Algorithm algorithm) {
    List<ZoneKey> keys = List.of(key(1, 257, algorithm), key(2, 256, algorithm));
    List<ZoneData> zones = zones();
    KnotSigner knot = KnotSigner.start(WORKSPACE, algorithm, keys, zones);
    int count = 0;
    for (ZoneData zone : zones) {
      List<CoveredSet> signatures = new Example(knot.transfer(zone)).signatures();
      compare(zone, signatures, keys);
      count += signatures.size();
    }
    assertThat(count).isGreaterThan(LONG ? 1500 : 550);
  }

  private static List<ZoneData> zones() {
    return TestZones.all().stream()
        .filter(zone -> LONG ? !REFUSED.contains(zone.zone()) : SAMPLE.contains(zone.zone()))
        .map(zone -> zone.mapped(ReproducibleKnotIT::forADayAtMost))
        .toList();
  }

  /** Knot signs no zone whose records live longer than its signatures. */
  private static Record forADayAtMost(Record record) {
    return Record.newRecord(
        record.getName(),
        record.getType(),
        record.getDClass(),
        Math.min(record.getTTL(), DAY_SECONDS),
        CoveredSet.rdata(record));
  }

  private static ZoneKey key(long id, int flags, Algorithm algorithm) {
    KeyMaterial material =
        new KeyMaker(new SecureRandom()).make(algorithm, algorithm.defaultBits());
    return new ZoneKey(id, flags, true, true, material);
  }

  private static void compare(ZoneData zone, List<CoveredSet> signatures, List<ZoneKey> keys) {
    Map<Integer, ZoneKey> byTag =
        keys.stream().collect(Collectors.toMap(ZoneKey::keyTag, Function.identity()));
    Set<Integer> seen = new HashSet<>();
    List<String> different = new ArrayList<>();
    for (CoveredSet covered : signatures) {
      ZoneKey key = byTag.get(covered.rrsig().getFootprint());
      seen.add(key.keyTag());
      HexFormat hex = HexFormat.of();
      String ours = hex.formatHex(covered.signedBy(key, REPRODUCIBLE));
      if (!ours.equals(hex.formatHex(covered.rrsig().getSignature()))) {
        different.add(covered.toString());
      }
    }
    assertThat(different).as("signatures of %s", zone.zone()).isEmpty();
    assertThat(seen).as("keys of %s", zone.zone()).isEqualTo(byTag.keySet());
  }
}
