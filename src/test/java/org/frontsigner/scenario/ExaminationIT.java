package org.frontsigner.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.frontsigner.scenario.peer.StaticServer;
import org.frontsigner.scenario.peer.Unbound;
import org.frontsigner.scenario.peer.World;
import org.frontsigner.scenario.stage.Workspace;
import org.frontsigner.scenario.tool.ByDesign;
import org.frontsigner.scenario.tool.Delv;
import org.frontsigner.scenario.tool.KeyFiles;
import org.frontsigner.scenario.tool.MasterFile;
import org.frontsigner.scenario.tool.Nursery;
import org.frontsigner.scenario.tool.OfflineSigner;
import org.frontsigner.scenario.tool.Times;
import org.frontsigner.scenario.tool.Verifier;
import org.frontsigner.scenario.zone.Chain;
import org.frontsigner.scenario.zone.Children;
import org.frontsigner.scenario.zone.Comparison;
import org.frontsigner.scenario.zone.Denial;
import org.frontsigner.scenario.zone.Question;
import org.frontsigner.scenario.zone.Questions;
import org.frontsigner.scenario.zone.TestZones;
import org.frontsigner.scenario.zone.ZoneData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * Proves the judges without the product: they pass what others signed and serve well, and fail what
 * is broken.
 */
class ExaminationIT {
  @RegisterExtension static final Workspace workspace = new Workspace();

  private static final OfflineSigner.Window WINDOW = Times.aroundNow();
  private static final int QUESTIONS_MAX = 400;
  private static final int DELV_MAX = 12;
  private static final int REFERRALS_MAX = 40;

  static Stream<ZoneData> zones() {
    return TestZones.all().stream();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NSEC3_NARROW")
  void zoneThatOthersSignedAndServePasses(Denial denial) {
    Path folder = workspace.folder("signed-" + denial);
    Children children = Nursery.raise(TestZones.named("corner.example"), folder, WINDOW, 8);
    OfflineSigner signer = signer(folder, children.parent().origin());
    Path signed = signer.bindFile(children.parent(), denial);
    List<Question> questions = Questions.about(children, denial, QUESTIONS_MAX, 1);
    assertThat(questions).hasSize(QUESTIONS_MAX);
    assertThat(judged(children, denial, signed, signer.keys().get(0), questions)).isEmpty();
  }

  @Test
  void brokenSignatureIsBogusToAllJudges() {
    Path folder = workspace.folder("broken");
    ZoneData zone = ZoneData.of("broken.example", 1, "www A 192.0.2.1", "good A 192.0.2.1");
    OfflineSigner signer = signer(folder, zone.origin());
    Name www = ZoneData.name("www.broken.example");
    ZoneData broken =
        signer.nsec(zone).mapped(record -> isSignatureOfA(record, www) ? turned(record) : record);
    Path file = folder.resolve("broken.zone");
    broken.write(file);
    Children alone = new Children(zone, Map.of());
    List<Question> questions = Questions.about(alone, Denial.NSEC, QUESTIONS_MAX, 1);
    assertThat(judged(alone, Denial.NSEC, file, signer.keys().get(0), questions))
        .hasSize(2)
        .allMatch(line -> line.contains("www.broken.example. A"));
    for (Verifier verifier : Verifier.values()) {
      assertThat(verifier.judge(zone.origin(), file).exit() != 0)
          .as(verifier.name())
          .isEqualTo(verifier.judgesSignatures());
    }
  }

  @ParameterizedTest
  @MethodSource("zones")
  void toolsRefuseWhatTheTableSaysAndNothingElse(ZoneData zone) {
    Path folder = workspace.folder("table-" + zone.zone());
    OfflineSigner signer = signer(folder, zone.origin());
    for (Denial denial : List.of(Denial.NSEC, Denial.NSEC3)) {
      boolean ldns =
          !ByDesign.refuses(OfflineSigner.Program.LDNS_SIGNZONE, zone.zone(), Chain.of(denial));
      boolean bind =
          !ByDesign.refuses(OfflineSigner.Program.DNSSEC_SIGNZONE, zone.zone(), Chain.of(denial));
      if (ldns && bind) {
        ZoneData ours = denial == Denial.NSEC ? signer.nsec(zone) : signer.nsec3(zone);
        ZoneData theirs = MasterFile.read(signer.bindFile(zone, denial), zone.origin());
        assertThat(Comparison.differences(ours, theirs)).as(denial.name()).isEmpty();
      }
    }
    ZoneData signed = MasterFile.read(signer.bindFile(zone, Denial.NSEC), zone.origin());
    Path file = folder.resolve("generic.zone");
    signed.write(file);
    for (Verifier verifier : Verifier.values()) {
      assertThat(verifier.judge(zone.origin(), file).exit() != 0)
          .as(verifier + " refuses")
          .isEqualTo(ByDesign.refuses(verifier, zone.zone(), Chain.of(Denial.NSEC)));
    }
  }

  private static OfflineSigner signer(Path folder, Name zone) {
    return new OfflineSigner(folder, KeyFiles.makePair(folder, zone, "ED25519", 300), WINDOW);
  }

  private static List<String> judged(
      Children children, Denial denial, Path signed, KeyFiles ksk, List<Question> questions) {
    Name zone = children.parent().origin();
    String label = zone.toString(true) + "-" + denial;
    DSRecord anchor = ksk.ds(zone);
    World world = World.start(workspace, label + "-world", children.files());
    Map<Name, Path> file = Map.of(zone, signed);
    StaticServer server =
        denial == Denial.NSEC
            ? StaticServer.nsd(workspace, label + "-server", file)
            : StaticServer.bind(workspace, label + "-server", file);
    Unbound unbound =
        Unbound.start(
            workspace,
            label + "-unbound",
            List.of(anchor),
            world.homes(List.of(zone), server.endpoint()));
    Path anchorFile = workspace.folder(label).resolve("anchor");
    Delv delv = Delv.trusting(server.endpoint(), List.of(anchor), anchorFile);
    Examination examination = new Examination(zone, questions);
    List<String> wrong = new ArrayList<>(examination.by(unbound));
    wrong.addAll(examination.by(delv, DELV_MAX));
    ZoneData served = MasterFile.read(signed, zone);
    wrong.addAll(Referrals.of(server.endpoint(), served).wrong(REFERRALS_MAX));
    return wrong;
  }

  private static boolean isSignatureOfA(Record record, Name owner) {
    return record instanceof RRSIGRecord signature
        && signature.getTypeCovered() == Type.A
        && signature.getName().equals(owner);
  }

  private static Record turned(Record record) {
    byte[] rdata = record.rdataToWireCanonical();
    rdata[rdata.length - 1] ^= 1;
    return Record.newRecord(
        record.getName(), record.getType(), record.getDClass(), record.getTTL(), rdata);
  }
}
