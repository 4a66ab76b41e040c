package org.frontsigner.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.frontsigner.scenario.product.Frontsigner;
import org.frontsigner.scenario.product.Settings;
import org.frontsigner.scenario.stage.Workspace;
import org.frontsigner.scenario.tool.Dnsviz;
import org.frontsigner.scenario.tool.KeyFiles;
import org.frontsigner.scenario.zone.Children;
import org.frontsigner.scenario.zone.Denial;
import org.frontsigner.scenario.zone.Question;
import org.frontsigner.scenario.zone.Questions;
import org.frontsigner.scenario.zone.TestZones;
import org.frontsigner.scenario.zone.ZoneData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * dnsviz finds no error in the test zones as they are served, in each way of denial. The short run
 * has one zone for each way, the long one has them all.
 */
class DnsvizIT {
  @RegisterExtension static final Workspace workspace = new Workspace();

  private static final boolean LONG = Boolean.getBoolean("frontsigner.long");
  private static final int NAMES_MAX = 6;
  private static final int QUESTIONS_MAX = 2_000;
  private static final long SEED = 4035;
  private static final String NAME_SERVER = "dnsviz-asks-here";
  private static final Set<Integer> LEADING_ON = Set.of(Type.CNAME, Type.DNAME, Type.NS);
  private static final List<String> SAMPLE =
      List.of("disputed.example", "corner.example", "tld.example", "corp.example");
  // What stays in caches longer than its signature is valid is an error to it, and to no rule.
  private static final String OUTLIVES_ITS_SIGNATURE = "ttl-max.disputed.example.";
  private static Frontsigner frontsigner;

  @BeforeAll
  static void start() {
    frontsigner = Frontsigner.configured(workspace, "frontsigner", Settings.open()).start();
  }

  static Stream<Arguments> cases() {
    List<Denial> denials = List.of(Denial.values());
    return LONG
        ? TestZones.all().stream().map(zone -> Arguments.of(zone, denials))
        : IntStream.range(0, denials.size())
            .mapToObj(i -> Arguments.of(TestZones.named(SAMPLE.get(i)), List.of(denials.get(i))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void dnsvizFindsNoError(ZoneData zone, List<Denial> denials) {
    KeyFiles ksk = serve(zone);
    Name server = ZoneData.name(NAME_SERVER + "." + zone.zone());
    for (Denial denial : denials) {
      frontsigner.deny(zone.zone(), denial);
      Path folder = workspace.folder(zone.zone() + "-" + denial);
      Dnsviz dnsviz = new Dnsviz(folder, frontsigner.dns(), server).prepared();
      List<Name> names = names(zone, denial);
      assertThat(dnsviz.faults(zone.origin(), ksk, names)).as(denial + " " + names).isEmpty();
    }
  }

  private static KeyFiles serve(ZoneData zone) {
    Path file = workspace.folder("masters").resolve(zone.zone());
    servedByUsAlone(zone).write(file);
    frontsigner.verb("create-zone", zone.zone());
    frontsigner.verb("load-zone", zone.zone(), file);
    Path folder = workspace.folder("keys-" + zone.zone());
    List<KeyFiles> keys = KeyFiles.makePair(folder, zone.origin(), "ECDSAP256SHA256", 300);
    for (KeyFiles key : keys) {
      String use = key.ksk() ? "ksk" : "zsk";
      frontsigner.verb("import-zone-key", zone.zone(), key.privateFile(), use);
    }
    return keys.get(0);
  }

  // It would ask all the zone's name servers, most of which are nowhere.
  private static ZoneData servedByUsAlone(ZoneData zone) {
    return zone.without(record -> isApexNs(zone, record))
        .next("@ NS " + NAME_SERVER, NAME_SERVER + " A " + frontsigner.dns().host());
  }

  private static boolean isApexNs(ZoneData zone, Record record) {
    return record.getType() == Type.NS && record.getName().equals(zone.origin());
  }

  // Names that lead nowhere else: it goes on behind aliases and below cuts.
  private static List<Name> names(ZoneData zone, Denial denial) {
    return Questions.about(new Children(zone, Map.of()), denial, QUESTIONS_MAX, SEED).stream()
        .map(Question::name)
        .filter(name -> name.toString().matches("[a-z0-9._-]+"))
        .filter(name -> !leadsOn(zone, name) && !name.toString().equals(OUTLIVES_ITS_SIGNATURE))
        .distinct()
        .limit(NAMES_MAX)
        .toList();
  }

  private static boolean leadsOn(ZoneData zone, Name name) {
    return zone.records().stream()
        .filter(record -> !isApexNs(zone, record))
        .filter(record -> LEADING_ON.contains(record.getType()))
        .map(Record::getName)
        .anyMatch(at -> name.subdomain(at.isWild() ? new Name(at, 1) : at));
  }
}
