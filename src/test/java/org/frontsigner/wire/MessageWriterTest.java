package org.frontsigner.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.frontsigner.wire.Messages.Entry;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;

class MessageWriterTest {
  private static final byte[] ADDRESS = {(byte) 192, 0, 2, 1};
  private static final DomainName ZONE = Messages.ZONE;

  private final MessageWriter writer = new MessageWriter();

  @Provide
  Arbitrary<List<Entry>> messages() {
    return Messages.entries(15);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void dnsjavaReadsWhatIsWritten(@ForAll("messages") List<Entry> entries) throws IOException {
    Message message = new Message(Messages.written(entries));
    assertThat(message.getHeader().getID()).isEqualTo(4711);
    List<Record> expected = entries.stream().map(Entry::record).toList();
    List<Record> read = new ArrayList<>();
    for (int section = 1; section < 4; section++) {
      read.addAll(message.getSection(section));
    }
    assertThat(read).isEqualTo(expected);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void nothingIsLongerThanDnsjavaMakesIt(@ForAll("messages") List<Entry> entries) {
    int length = Messages.written(entries).length;
    assertThat(length).isLessThanOrEqualTo(Messages.writtenByDnsjava(entries).length);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void aRollbackLeavesNoTrace(
      @ForAll("messages") List<Entry> kept,
      @ForAll("messages") List<Entry> takenBack,
      @ForAll("messages") List<Entry> after) {
    List<Entry> answers = of(Section.ANSWER, kept);
    Messages.question(writer);
    answers.forEach(entry -> entry.writeTo(writer));
    long mark = writer.mark();
    takenBack.forEach(entry -> entry.writeTo(writer));
    writer.rollback(mark);
    after.forEach(entry -> entry.writeTo(writer));
    List<Entry> all = new ArrayList<>(answers);
    all.addAll(after);
    assertThat(writer.toOctets()).isEqualTo(Messages.written(all));
  }

  @Test
  void anOwnerThatWasTakenBackIsWrittenAgain() {
    writer.begin(7, 0, 512).question(ZONE, RrType.A, RrClass.IN).section(Section.ANSWER);
    long mark = writer.mark();
    writer.owner(ZONE.child("first")).record(RrType.A, 60, ADDRESS);
    writer.owner(ZONE.child("x")).record(RrType.A, 60, ADDRESS);
    writer.rollback(mark);
    writer.owner(ZONE.child("x")).record(RrType.A, 60, ADDRESS);
    byte[] message = writer.toOctets();
    RecordCursor cursor = new RecordCursor().read(message, 0, message.length);
    assertThat(cursor.next()).isTrue();
    assertThat(cursor.owner()).isEqualTo(ZONE.child("x"));
    assertThat(cursor.next()).isFalse();
  }

  private static List<Entry> of(Section section, List<Entry> entries) {
    return entries.stream().filter(entry -> entry.section() == section).toList();
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void whatDoesNotFitLeavesNoTrace(
      @ForAll("messages") List<Entry> entries, @ForAll @IntRange(min = 40, max = 700) int limit) {
    writer.begin(4711, Header.QR | Header.AA, limit).question(ZONE, RrType.SOA, RrClass.IN);
    List<Entry> fitting = entries.stream().filter(entry -> entry.writeTo(writer)).toList();
    byte[] message = writer.toOctets();
    assertThat(message.length).isLessThanOrEqualTo(limit);
    assertThat(message).isEqualTo(Messages.written(fitting));
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void transfersKeepTheLetterCase(@ForAll("messages") List<Entry> entries) {
    writer.beginTransfer(1, Header.QR, MessageWriter.OCTETS_MAX);
    writer.question(ZONE, RrType.AXFR, RrClass.IN);
    entries.forEach(entry -> entry.writeTo(writer));
    int length = writer.finish();
    RecordCursor cursor = new RecordCursor().read(writer.octets(), 0, length);
    for (Entry entry : entries) {
      assertThat(cursor.next()).isTrue();
      assertThat(cursor.owner().sameOctets(entry.owner())).isTrue();
      assertThat(cursor.rdata()).isEqualTo(entry.rdata());
    }
  }

  @Test
  void theOwnerOfAnAnswerPointsToTheQuestion() {
    DomainName lower = ZONE.lowerCase();
    writer.begin(7, Header.QR, 512).question(ZONE, RrType.A, RrClass.IN);
    int at = writer.length();
    writer.section(Section.ANSWER).owner(lower).record(RrType.A, 60, ADDRESS);
    writer.owner(ZONE).record(RrType.A, 60, ADDRESS);
    byte[] message = writer.toOctets();
    assertThat(message).hasSize(at + 32);
    assertThat(Octets.u16(message, at)).isEqualTo(0xc00c);
    assertThat(Octets.u16(message, at + 16)).isEqualTo(0xc00c);
    assertThat(DomainName.at(message, 12).sameOctets(ZONE)).isTrue();
  }

  @Test
  void aWholeSetIsWrittenOrNothingOfIt() {
    RrSetBuilder builder = new RrSetBuilder(RrType.A);
    for (int i = 0; i < 10; i++) {
      builder.add(300, new byte[] {10, 0, 0, (byte) i});
    }
    RrSet set = builder.build();
    writer.begin(7, 0, 200).question(ZONE, RrType.A, RrClass.IN);
    int before = writer.length();
    writer.section(Section.ANSWER).owner(ZONE.child("x"));
    assertThat(writer.remaining()).isEqualTo(200 - before);
    assertThat(writer.rrset(set)).isTrue();
    int length = writer.length();
    assertThat(writer.rrset(set)).isFalse();
    assertThat(writer.length()).isEqualTo(length);
    assertThat(writer.count(Section.ANSWER)).isEqualTo(10);
    assertThat(length).isEqualTo(before + 18 + 9 * 16);
  }

  @Test
  void setsAndSingleRecordsComeOutAlike() {
    List<Record> records = RecordSamples.byType().get(RrType.MX);
    RrSet set = RecordSamples.rrset(records);
    writer.begin(7, 0, 512).question(ZONE, RrType.MX, RrClass.IN).section(Section.ANSWER);
    writer.owner(ZONE).rrset(set);
    byte[] whole = writer.toOctets();
    writer.begin(7, 0, 512).question(ZONE, RrType.MX, RrClass.IN).section(Section.ANSWER);
    writer.owner(ZONE);
    int position = set.first();
    for (int i = 0; i < set.count(); i++) {
      assertThat(writer.record(set, position)).isTrue();
      position = set.next(position);
    }
    assertThat(writer.toOctets()).isEqualTo(whole);
  }

  @Test
  void aSetMayGetAnotherTtlAndARecordAnotherClass() throws IOException {
    RrSet set = RrSetBuilder.single(RrType.A, 300, ADDRESS);
    writer.begin(7, 0, 512).question(ZONE, RrType.A, RrClass.IN).section(Section.ANSWER);
    writer.owner(ZONE).rrset(set, 5);
    byte[] text = {3, '1', '.', '0'};
    writer.owner(Names.name("version.bind")).recordOfClass(RrClass.CH, RrType.TXT, 0, text);
    List<Record> records = new Message(writer.toOctets()).getSection(1);
    assertThat(records.get(0).getTTL()).isEqualTo(5);
    assertThat(records.get(1)).hasToString("version.bind.\t\t0\tCH\tTXT\t\"1.0\"");
  }

  @Test
  void anRrsigIsWrittenFromItsParts() throws IOException {
    Record record = RecordSamples.byType().get(RrType.RRSIG).get(0);
    byte[] rdata = RecordSamples.rdata(record);
    byte[] prefix = Arrays.copyOf(rdata, MessageWriter.RRSIG_PREFIX_OCTETS);
    byte[] signature = Arrays.copyOfRange(rdata, rdata.length - 4, rdata.length);
    writer.begin(7, 0, 512).question(ZONE, RrType.A, RrClass.IN).section(Section.ANSWER);
    writer.owner(RecordSamples.owner(record));
    assertThat(writer.rrsig(3600, prefix, ZONE, signature)).isTrue();
    assertThat(writer.rrsig(3600, prefix, ZONE, rdata, rdata.length - 4, 4)).isTrue();
    Message message = new Message(writer.toOctets());
    assertThat(message.getSection(1)).containsExactly(record, record);
    assertThat(writer.rrsig(3600, prefix, ZONE, new byte[600])).isFalse();
    assertThat(writer.count(Section.ANSWER)).isEqualTo(2);
  }

  @Test
  void theOptRecordCarriesTheUpperBitsOfTheRcode() throws IOException {
    writer.begin(7, Header.QR | Rcode.REFUSED, 512).question(ZONE, RrType.A, RrClass.IN);
    assertThat(writer.opt(1232, Rcode.BADVERS, 0, true, EdnsOptions.NONE)).isTrue();
    Message message = new Message(writer.toOctets());
    assertThat(message.getRcode()).isEqualTo(Rcode.BADVERS);
    assertThat(message.getHeader().getRcode()).isZero();
    assertThat(message.getOPT().getPayloadSize()).isEqualTo(1232);
    assertThat(message.getOPT().getFlags()).isEqualTo(Edns.DNSSEC_OK);
    assertThat(message.getOPT().getVersion()).isZero();
  }

  @Test
  void ednsOptionsArriveWhole() throws IOException {
    EdnsOptions options = new EdnsOptions().add(EdnsOption.PADDING, new byte[300]).clear();
    options.add(EdnsOption.NSID, new byte[] {'n', '1'}).expire(86_400);
    options.extendedError(new ExtendedError(ExtendedError.Code.NOT_READY, "zone expired"));
    writer.begin(7, Header.QR, 512).question(ZONE, RrType.A, RrClass.IN);
    writer.opt(1232, Rcode.SERVFAIL, 0, false, options);
    Message message = new Message(writer.toOctets());
    assertThat(message.getRcode()).isEqualTo(Rcode.SERVFAIL);
    assertThat(message.getOPT().getOptions().toString())
        .contains("NSID: <6E31>", "EXPIRE: <00015180>", "NOT_READY: zone expired");
    assertThat(message.getOPT().getOptions()).hasSize(3);
  }

  @Test
  void theConstantWithoutOptionsStaysWithout() {
    assertThatThrownBy(() -> EdnsOptions.NONE.expire(1)).isInstanceOf(IllegalStateException.class);
    EdnsOptions options = new EdnsOptions().add(EdnsOption.PADDING, new byte[65_000]);
    assertThatThrownBy(() -> options.add(EdnsOption.PADDING, new byte[600]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(options.length()).isEqualTo(65_004);
  }

  @Test
  void roomThatIsReservedIsForOptAndTsigAlone() {
    byte[] tsig = new Packet().tsig("key").toOctets();
    writer.begin(7, Header.QR, 100).question(ZONE, RrType.A, RrClass.IN);
    writer.reserveForOpt(MessageWriter.OPT_OCTETS).reserveForTsig(tsig.length);
    writer.section(Section.ANSWER).owner(ZONE);
    while (writer.record(RrType.A, 60, ADDRESS)) {
      assertThat(writer.remaining()).isNotNegative();
    }
    assertThat(writer.opt(1232, 0, 0, false, new EdnsOptions().add(1, new byte[50]))).isFalse();
    assertThat(writer.opt(1232, 0, 0, false, EdnsOptions.NONE)).isTrue();
    int signed = writer.finish();
    assertThat(writer.tsig(tsig, 0, tsig.length)).isTrue();
    assertThat(writer.finish()).isEqualTo(signed + tsig.length).isLessThanOrEqualTo(100);
    assertThat(writer.tsig(tsig, 0, tsig.length)).isFalse();
    assertThat(Octets.u16(writer.octets(), 10)).isEqualTo(2);
  }

  @Test
  void flagsAndRcodeCanBeSetLate() {
    writer.begin(7, Header.QR | Rcode.REFUSED, 512);
    writer.rcode(Rcode.NXDOMAIN);
    writer.setFlags(Header.AA);
    writer.setTruncated();
    assertThat(Octets.u16(writer.toOctets(), 2)).isEqualTo(0x8603);
  }

  @Test
  void sectionsAndTheQuestionHaveTheirOrder() {
    writer.begin(7, 0, 512).question(ZONE, RrType.A, RrClass.IN).section(Section.AUTHORITY);
    assertThatThrownBy(() -> writer.section(Section.ANSWER))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> writer.question(ZONE, RrType.A, RrClass.IN))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> writer.record(RrType.NULL, 1, new byte[70_000]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theLargestRecordNeverHarms() {
    for (int octets : new int[] {65_500, 65_512, 65_513, 65_535}) {
      writer.begin(7, 0, MessageWriter.OCTETS_MAX).section(Section.ANSWER);
      writer.owner(DomainName.ROOT);
      assertThat(writer.record(RrType.NULL, 1, new byte[octets])).isEqualTo(octets <= 65_512);
      assertThat(writer.record(RrType.NULL, 1, new byte[65_535])).isFalse();
    }
    assertThat(writer.length()).isEqualTo(Header.OCTETS);
  }

  @Test
  void aTransferMessageOf64KiBIsFilledAndReadAgain() throws IOException {
    writer.beginTransfer(7, Header.QR | Header.AA, MessageWriter.OCTETS_MAX);
    writer.question(ZONE, RrType.AXFR, RrClass.IN).section(Section.ANSWER);
    int written = 0;
    while (writeHost(written)) {
      written++;
    }
    int length = writer.finish();
    assertThat(length).isGreaterThan(65_400);
    Message message = new Message(writer.toOctets());
    assertThat(message.getSection(1)).hasSize(written);
    RecordCursor cursor = new RecordCursor().read(writer.octets(), 0, length);
    for (int i = 0; i < written; i++) {
      assertThat(cursor.next()).isTrue();
      assertThat(cursor.owner()).isEqualTo(host(i));
      assertThat(cursor.rdata()).isEqualTo(host(i / 3).octets());
    }
    assertThat(cursor.next()).isFalse();
  }

  private boolean writeHost(int number) {
    writer.owner(host(number));
    return writer.record(RrType.NS, 60, host(number / 3).octets());
  }

  private static DomainName host(int number) {
    return ZONE.child("h" + number % 50).child("n" + number);
  }

  @Test
  void manyShortNamesFillTheTableAndStayReadable() {
    writer.beginTransfer(7, Header.QR, MessageWriter.OCTETS_MAX).section(Section.ANSWER);
    int written = 0;
    while (writeShort(written)) {
      written++;
    }
    int length = writer.finish();
    RecordCursor cursor = new RecordCursor().read(writer.octets(), 0, length);
    for (int i = 0; i < written; i++) {
      assertThat(cursor.next()).isTrue();
      assertThat(cursor.owner()).isEqualTo(shortName(i));
    }
    assertThat(cursor.next()).isFalse();
  }

  private boolean writeShort(int number) {
    return writer.owner(shortName(number)).record(RrType.NULL, 0, new byte[0]);
  }

  private static DomainName shortName(int number) {
    DomainName name = DomainName.ROOT;
    for (int i = 0; i < 60; i++) {
      name = name.child(new byte[] {(byte) (number * 7 + i)});
    }
    return name;
  }

  @Test
  void aSmallMessageFollowsALargeOne() {
    aLargeOne();
    writer.begin(7, 0, 512).question(ZONE, RrType.A, RrClass.IN).section(Section.ANSWER);
    writer.owner(ZONE.child("a")).record(RrType.A, 60, ADDRESS);
    byte[] small = writer.toOctets();
    aLargeOne();
    MessageWriter other = new MessageWriter();
    other.begin(7, 0, 512).question(ZONE, RrType.A, RrClass.IN).section(Section.ANSWER);
    other.owner(ZONE.child("a")).record(RrType.A, 60, ADDRESS);
    assertThat(other.toOctets()).isEqualTo(small);
  }

  private void aLargeOne() {
    writer.begin(7, 0, MessageWriter.OCTETS_MAX).section(Section.ANSWER);
    for (int i = 0; i < 2000; i++) {
      writeHost(i);
    }
    assertThat(writer.count(Section.ANSWER)).isEqualTo(2000);
  }
}
