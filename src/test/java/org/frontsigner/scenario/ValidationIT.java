package org.frontsigner.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.frontsigner.scenario.peer.BindPrimary;
import org.frontsigner.scenario.peer.PrimarySetup;
import org.frontsigner.scenario.peer.Unbound;
import org.frontsigner.scenario.peer.World;
import org.frontsigner.scenario.product.Frontsigner;
import org.frontsigner.scenario.product.Settings;
import org.frontsigner.scenario.stage.Workspace;
import org.frontsigner.scenario.tool.Delv;
import org.frontsigner.scenario.tool.Nursery;
import org.frontsigner.scenario.tool.OfflineSigner;
import org.frontsigner.scenario.tool.Times;
import org.frontsigner.scenario.tool.TsigSecret;
import org.frontsigner.scenario.tool.WireTransfer;
import org.frontsigner.scenario.zone.Children;
import org.frontsigner.scenario.zone.Denial;
import org.frontsigner.scenario.zone.Questions;
import org.frontsigner.scenario.zone.TestZones;
import org.frontsigner.scenario.zone.ZoneData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.Name;

/**
 * Every test zone, in each way of denial, before Unbound and delv: nothing is bogus, and what is
 * inside the zone is secure. The questions are made from the zone; {@code ExaminationIT} proves
 * them on others' signatures and servers.
 */
class ValidationIT {
  @RegisterExtension static final Workspace workspace = new Workspace();

  private static final OfflineSigner.Window WINDOW = Times.aroundNow();
  private static final TsigSecret PULL = TsigSecret.random("pull", new SecureRandom());
  private static final int CHILDREN_MAX = 8;
  private static final int QUESTIONS_MAX = 400;
  // delv takes a fifth of a second for each; the questions come in turn by kind, so every kind is
  // among the first.
  private static final int DELV_MAX = 5;
  private static final int REFERRALS_MAX = 40;
  private static final Map<String, Children> ZONES = new TreeMap<>();
  private static final List<DSRecord> ANCHORS = new ArrayList<>();
  private static Frontsigner frontsigner;
  private static World world;

  @BeforeAll
  static void start() {
    TestZones.all().forEach(ValidationIT::raise);
    List<ZoneData> parents = ZONES.values().stream().map(Children::parent).toList();
    BindPrimary primary =
        BindPrimary.start(workspace, "primary", PrimarySetup.silent(PULL, parents));
    frontsigner = Frontsigner.configured(workspace, "frontsigner", Settings.open()).start();
    frontsigner.know(PULL);
    for (String zone : ZONES.keySet()) {
      frontsigner.pull(zone, PULL, primary.endpoint());
      frontsigner.verb("secure-zone", zone);
      ANCHORS.addAll(frontsigner.ds(zone));
    }
    Map<Name, Path> children = new TreeMap<>();
    ZONES.values().forEach(zone -> children.putAll(zone.files()));
    world = World.start(workspace, "world", children);
  }

  private static void raise(ZoneData zone) {
    ZONES.put(
        zone.zone(),
        Nursery.raise(zone, workspace.folder("raised-" + zone.zone()), WINDOW, CHILDREN_MAX));
  }

  @ParameterizedTest
  @EnumSource
  void validatorsTakeNothingForBogus(Denial denial) {
    ZONES.keySet().forEach(zone -> frontsigner.deny(zone, denial));
    Collection<Name> apexes = ZONES.values().stream().map(zone -> zone.parent().origin()).toList();
    Unbound unbound =
        Unbound.start(
            workspace, "unbound-" + denial, ANCHORS, world.homes(apexes, frontsigner.dns()));
    Path anchorFile = workspace.folder("delv").resolve("anchors-" + denial);
    Delv delv = Delv.trusting(frontsigner.dns(), ANCHORS, anchorFile);
    List<String> wrong = new ArrayList<>();
    ZONES.values().stream()
        .map(zone -> examination(zone, denial))
        .forEach(
            examination -> {
              wrong.addAll(examination.by(unbound));
              wrong.addAll(examination.by(delv, DELV_MAX));
            });
    unbound.stop();
    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NSEC3_NARROW")
  void referralsProveWhatTheTransferHas(Denial denial) {
    List<String> wrong = new ArrayList<>();
    for (Children zone : ZONES.values()) {
      frontsigner.deny(zone.parent().zone(), denial);
      ZoneData signed = WireTransfer.from(frontsigner.dns(), zone.parent().origin());
      wrong.addAll(Referrals.of(frontsigner.dns(), signed).wrong(REFERRALS_MAX));
    }
    assertThat(wrong).isEmpty();
  }

  private static Examination examination(Children zone, Denial denial) {
    return new Examination(
        zone.parent().origin(),
        Questions.about(zone, denial, QUESTIONS_MAX, denial.name().hashCode()));
  }
}
