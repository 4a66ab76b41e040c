package org.frontsigner.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.frontsigner.transfer.Rr.a;
import static org.frontsigner.transfer.Rr.ns;
import static org.frontsigner.transfer.Rr.soa;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.frontsigner.keeper.Upstream.Fetched;
import org.frontsigner.wire.Header;
import org.frontsigner.wire.MessageWriter;
import org.frontsigner.wire.RecordCursor;
import org.frontsigner.wire.RrClass;
import org.frontsigner.wire.RrType;
import org.frontsigner.wire.Section;
import org.frontsigner.zone.IntakePolicy;
import org.frontsigner.zone.IntakeRule;
import org.junit.jupiter.api.Test;

/** What answers to AXFR and IXFR bring when they are as they should be. */
class TransferReaderTest {
  private static Rr[] zone(long serial, Rr... more) {
    Rr[] records = new Rr[more.length + 2];
    records[0] = soa(serial);
    records[1] = ns();
    System.arraycopy(more, 0, records, 2, more.length);
    return records;
  }

  @Test
  void readsAWholeZoneFromOneMessage() {
    Fetched fetched = Script.axfr().message(soa(11), ns(), a("www", 1), soa(11)).play();
    assertThat(whole(fetched)).isEqualTo(Dump.zoneOf(zone(11, a("www", 1))));
  }

  @Test
  void readsAWholeZoneFromManyMessagesOfWhichTheFirstAloneRepeatsTheQuestion() {
    Fetched fetched =
        Script.axfr()
            .message(soa(11))
            .bare(ns())
            .bare(a("www", 1), a("ftp", 2))
            .bare(soa(11))
            .play();
    assertThat(whole(fetched)).isEqualTo(Dump.zoneOf(zone(11, a("ftp", 2), a("www", 1))));
  }

  @Test
  void readsASignedZone() {
    Script script = Script.signedAxfr().signed(soa(11), ns()).signed(a("www", 1)).signed(soa(11));
    assertThat(whole(script.play())).isEqualTo(Dump.zoneOf(zone(11, a("www", 1))));
  }

  @Test
  void readsAStreamOfWhichEveryHundredthMessageIsSigned() throws GeneralSecurityException {
    Script script = Script.signedAxfr().signed(soa(11), ns());
    List<Rr> records = new ArrayList<>(List.of(zone(11)));
    for (int i = 1; i <= 250; i++) {
      records.add(a("n" + i, i));
      if (i % 100 == 0) {
        script.signedWithThoseBefore(a("n" + i, i));
      } else {
        script.bare(a("n" + i, i));
      }
    }
    script.signedWithThoseBefore(soa(11));
    assertThat(whole(script.play())).isEqualTo(Dump.zoneOf(records.toArray(new Rr[0])));
  }

  @Test
  void asksForTheWholeZoneWithNothingButTheQuestion() {
    byte[] request = Script.axfr().request();
    RecordCursor cursor = new RecordCursor().read(request, 0, request.length);
    assertThat(cursor.qname()).isEqualTo(Rr.ZONE);
    assertThat(cursor.qtype()).isEqualTo(RrType.AXFR);
    assertThat(cursor.flags()).isZero();
    assertThat(cursor.next()).isFalse();
  }

  @Test
  void asksForDifferencesWithItsOwnSoaInTheAuthoritySection() {
    byte[] request = Script.ixfr().request();
    RecordCursor cursor = new RecordCursor().read(request, 0, request.length);
    assertThat(cursor.qtype()).isEqualTo(RrType.IXFR);
    assertThat(cursor.next()).isTrue();
    assertThat(cursor.section()).isEqualTo(Section.AUTHORITY);
    assertThat(cursor.rdata()).isEqualTo(soa(10).rdata());
    assertThat(cursor.next()).isFalse();
  }

  @Test
  void takesTheLastSoaForTheFirstThoughItsLettersAreOfOtherCase() {
    byte[] shouted = soa(11).rdata();
    shouted[1] = 'N';
    Rr last = new Rr(Rr.ZONE, RrType.SOA, RrClass.IN, 3600, shouted);
    assertThat(Script.axfr().message(soa(11), ns(), last).play()).isInstanceOf(Fetched.Whole.class);
  }

  @Test
  void leavesOutWhatIsNotOfTheZoneAndCountsIt() {
    Rr stranger = a("www", 1).withOwner("www.example.net");
    Fetched fetched = Script.axfr().message(soa(11), stranger, ns(), soa(11)).play();
    assertThat(whole(fetched)).isEqualTo(Dump.zoneOf(zone(11)));
    var entries = ((Fetched.Whole) fetched).report().entries();
    assertThat(entries).hasSize(1);
    assertThat(entries.get(0).rule()).isEqualTo(IntakeRule.OUT_OF_ZONE);
    assertThat(entries.get(0).firstCase()).contains("www.example.net");
  }

  @Test
  void readsNothingOfTheZoneFromOtherSections() {
    var message =
        new MessageWriter()
            .begin(Script.ID, Header.QR, 4096)
            .question(Rr.ZONE, RrType.AXFR, RrClass.IN)
            .section(Section.ANSWER);
    for (Rr each : List.of(soa(11), ns(), soa(11))) {
      each.write(message);
    }
    a("authority", 1).write(message.section(Section.AUTHORITY));
    a("additional", 1).write(message.section(Section.ADDITIONAL));
    Fetched fetched = Script.axfr().octets(message.toOctets()).play();
    assertThat(whole(fetched)).isEqualTo(Dump.zoneOf(zone(11)));
  }

  @Test
  void readsOneDifference() {
    Fetched fetched =
        Script.signedIxfr()
            .signed(soa(11), soa(10), a("www", 1), soa(11), a("www", 2))
            .signed(soa(11))
            .play();
    assertThat(differences(fetched))
        .containsExactly(
            List.of(
                "10 to 11",
                "- example.org. 3600 SOA " + hex(soa(10)),
                "- www.example.org. 300 A c0000201",
                "+ example.org. 3600 SOA " + hex(soa(11)),
                "+ www.example.org. 300 A c0000202"));
  }

  @Test
  void readsDifferencesThatFollowEachOtherAcrossTheEndOfTheSerials() {
    long last = 0xffff_ffffL;
    Request request = Request.differences(Rr.ZONE, Script.ID, Rr.soaOf(last));
    TransferReader reader = reader(request, last);
    byte[] message =
        Script.write(
            Script.ID,
            Header.QR,
            Rr.ZONE,
            RrType.IXFR,
            soa(5),
            soa(last),
            soa(3),
            a("a", 1),
            soa(3),
            a("a", 1),
            soa(5),
            soa(5));
    assertThat(reader.take(message, Script.NOW)).isFalse();
    assertThat(differences(reader.result()))
        .extracting(lines -> lines.get(0))
        .containsExactly("4294967295 to 3", "3 to 5");
  }

  private static TransferReader reader(Request request, long serial) {
    return new TransferReader(
        request,
        Optional.of(Rr.soaOf(serial)),
        Optional.empty(),
        IntakePolicy.DEFAULT,
        TransferLimits.DEFAULT);
  }

  @Test
  void takesAWholeZoneForAnAnswerToIxfr() {
    Fetched fetched = Script.ixfr().message(soa(11), ns(), a("www", 1), soa(11)).play();
    assertThat(whole(fetched)).isEqualTo(Dump.zoneOf(zone(11, a("www", 1))));
  }

  @Test
  void waitsForTheSecondMessageWhenTheFirstHasTheNewSoaAlone() {
    Script script = Script.ixfr().message(soa(11));
    assertThat(script.reader.take(script.messages().get(0), Script.NOW)).isTrue();
    Fetched fetched = Script.ixfr().message(soa(11)).bare(soa(10), soa(11)).bare(soa(11)).play();
    assertThat(differences(fetched)).hasSize(1);
  }

  @Test
  void isUpToDateWhenThePrimaryGivesTheSerialThatItHas() {
    Script script = Script.signedIxfr().signed(soa(10));
    assertThat(script.play()).isEqualTo(new Fetched.UpToDate(10));
  }

  @Test
  void isUpToDateWhenThePrimaryIsBehind() {
    assertThat(Script.ixfr().message(soa(9)).play()).isEqualTo(new Fetched.UpToDate(9));
    assertThat(Script.ixfr().message(soa(10), soa(10)).play()).isEqualTo(new Fetched.UpToDate(10));
  }

  @Test
  void leavesItToTheZoneWhetherDifferencesFit() {
    Fetched fetched =
        Script.ixfr().message(soa(11), soa(10), a("never-there", 1), soa(11), ns(), soa(11)).play();
    assertThat(differences(fetched)).hasSize(1);
  }

  private static String hex(Rr record) {
    return HexFormat.of().formatHex(record.rdata());
  }

  private static List<String> whole(Fetched fetched) {
    assertThat(fetched).isInstanceOf(Fetched.Whole.class);
    return Dump.of(((Fetched.Whole) fetched).zone());
  }

  private static List<List<String>> differences(Fetched fetched) {
    assertThat(fetched).isInstanceOf(Fetched.Incremental.class);
    return ((Fetched.Incremental) fetched).differences().stream().map(Dump::of).toList();
  }
}
