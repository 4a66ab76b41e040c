package org.frontsigner.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;

class QueryReaderTest {
  private static final String QNAME = "Www.Example.ORG";
  private static final byte[] SOA =
      new Packet().hex("00 00").u32(42).u32(1).u32(2).u32(3).u32(4).toOctets();

  @Provide
  Arbitrary<DomainName> names() {
    return Names.any();
  }

  @Property
  void readsTheQueriesOfDnsjava(
      @ForAll("names") DomainName name,
      @ForAll @IntRange(max = 65535) int type,
      @ForAll @IntRange(max = 65535) int payload,
      @ForAll boolean dnssecOk) {
    Message message = new Message(99);
    message.addRecord(Record.newRecord(Names.oracle(name), type == 0 ? 1 : type, 1), 0);
    int flags = dnssecOk ? ExtendedFlags.DO : 0;
    message.addRecord(new OPTRecord(payload, 0, 0, flags), org.xbill.DNS.Section.ADDITIONAL);
    byte[] octets = message.toWire();
    Received received = QueryReader.read(octets, 0, octets.length);
    if (type == RrType.IXFR) {
      assertThat(received).isInstanceOf(Rejected.class);
      return;
    }
    Query query = (Query) received;
    assertThat(query.id()).isEqualTo(99);
    assertThat(query.qname().sameOctets(name)).isTrue();
    assertThat(query.qtype()).isEqualTo(type == 0 ? 1 : type);
    assertThat(query.qclass()).isEqualTo(RrClass.IN);
    assertThat(query.edns().udpPayloadOctets()).isEqualTo(Math.max(512, payload));
    assertThat(query.edns().dnssecOk()).isEqualTo(dnssecOk);
  }

  @Test
  void aPlainQueryIsReadFromTheMiddleOfAnArray() {
    byte[] packet = Packet.query(QNAME, RrType.MX, 0, 0, 0).toOctets();
    packet[2] = 1;
    packet[3] = 0x30;
    byte[] among = new byte[packet.length + 9];
    Arrays.fill(among, (byte) 7);
    System.arraycopy(packet, 0, among, 5, packet.length);
    Query query = (Query) QueryReader.read(among, 5, packet.length);
    assertThat(query.octets()).isSameAs(among);
    assertThat(query.offset()).isEqualTo(5);
    assertThat(query.length()).isEqualTo(packet.length);
    assertThat(query.id()).isEqualTo(0x1234);
    assertThat(query.opcode()).isEqualTo(Opcode.QUERY);
    assertThat(query.isNotify()).isFalse();
    assertThat(query.recursionDesired()).isTrue();
    assertThat(query.checkingDisabled()).isTrue();
    assertThat(query.authenticData()).isTrue();
    assertThat(query.qname()).hasToString(QNAME + ".");
    assertThat(query.qnameAt()).isEqualTo(17);
    assertThat(query.questionLength()).isEqualTo(21);
    assertThat(query.qtype()).isEqualTo(RrType.MX);
    assertThat(query.edns().isPresent()).isFalse();
    assertThat(query.edns().udpPayloadOctets()).isEqualTo(512);
    assertThat(query.edns().dnssecOk()).isFalse();
    assertThat(query.hasTsig()).isFalse();
    assertThat(query.hasSoaSerial()).isFalse();
  }

  @Test
  void runtsAndResponsesGetNoAnswer() {
    for (int length = 0; length < Header.OCTETS; length++) {
      assertThat(QueryReader.read(new byte[length], 0, length)).isEqualTo(Ignored.RUNT);
    }
    byte[] response = Packet.header(0x8000, 0, 0, 0, 0).toOctets();
    assertThat(QueryReader.read(response, 0, response.length)).isEqualTo(Ignored.RESPONSE);
  }

  @Test
  void otherOpcodesAreNotImplementedAndNothingButTheHeaderIsBelieved() {
    for (int opcode = 0; opcode < 16; opcode++) {
      if (opcode != Opcode.QUERY && opcode != Opcode.NOTIFY) {
        Packet packet = Packet.header(Header.ofOpcode(opcode), 0xffff, 1, 2, 3).hex("ff");
        Rejected rejected = rejects(packet, Rcode.NOTIMP, 0);
        assertThat(rejected.opcode()).isEqualTo(opcode);
      }
    }
  }

  @Test
  void anythingButOneQuestionIsAFormatError() {
    rejects(Packet.header(0, 0, 0, 0, 0), Rcode.FORMERR, 0);
    rejects(
        Packet.header(0, 0, 0, 0, 1).opt(1232, 0, "000a 0008 0102030405060708"), Rcode.FORMERR, 0);
    rejects(Packet.header(0, 2, 0, 0, 0).hex("00 0001 0001 00 0001 0001"), Rcode.FORMERR, 0);
    rejects(Packet.header(0, 1, 0, 0, 0), Rcode.FORMERR, 0);
    rejects(Packet.header(0, 1, 0, 0, 0).hex("00 0001 00"), Rcode.FORMERR, 0);
    rejects(Packet.header(0, 1, 0, 0, 0).hex("c00c 0001 0001"), Rcode.FORMERR, 0);
    rejects(Packet.header(0, 1, 0, 0, 0).hex("01 61 c00c 0001 0001"), Rcode.FORMERR, 0);
    rejects(Packet.header(0, 1, 0, 0, 0).hex("05 61 61 61 61 61"), Rcode.FORMERR, 0);
  }

  @Test
  void countsThatTheMessageCanNotHoldAreAFormatError() {
    rejects(Packet.query(QNAME, RrType.A, 0, 0, 2), Rcode.FORMERR, 0);
    rejects(Packet.query(QNAME, RrType.A, 0, 0, 1), Rcode.FORMERR, 21);
    rejects(Packet.query(QNAME, RrType.A, 0xffff, 0xffff, 0xffff), Rcode.FORMERR, 0);
  }

  @Test
  void recordsWhereNoneBelongAreAFormatError() {
    byte[] address = new byte[4];
    rejects(query(1, 0, 0).u8(0).fields(1, 1, 0, address), Rcode.FORMERR, 21);
    rejects(query(0, 1, 0).u8(0).fields(1, 1, 0, address), Rcode.FORMERR, 21);
    rejects(query(0, 1, 0).pointer(12).fields(RrType.SOA, 1, 0, SOA), Rcode.FORMERR, 21);
    rejects(query(1, 0, 0).opt(1232, 0, ""), Rcode.FORMERR, 21);
    rejects(query(0, 1, 0).opt(1232, 0, ""), Rcode.FORMERR, 21);
    rejects(query(0, 1, 0).tsig("key"), Rcode.FORMERR, 21);
    assertThat(reads(query(0, 0, 1).u8(0).fields(1, 1, 0, address)).qtype()).isEqualTo(1);
  }

  @Test
  void octetsBehindTheLastRecordAreAFormatError() {
    rejects(query(0, 0, 0).hex("00"), Rcode.FORMERR, 21);
    Rejected rejected = rejects(query(0, 0, 1).opt(1232, 0, "").hex("00"), Rcode.FORMERR, 21);
    assertThat(rejected.edns().isPresent()).isTrue();
  }

  @Test
  void flagsWithoutMeaningInAQueryAreIgnored() {
    byte[] packet = query(0, 0, 0).toOctets();
    packet[2] |= 0x06;
    packet[3] |= (byte) 0xcf;
    assertThat(QueryReader.read(packet, 0, packet.length)).isInstanceOf(Query.class);
  }

  @Test
  void ednsIsRead() {
    Edns edns = reads(query(0, 0, 1).opt(4096, 0x0000_8000L, "")).edns();
    assertThat(edns.isPresent()).isTrue();
    assertThat(edns.version()).isZero();
    assertThat(edns.udpPayloadOctets()).isEqualTo(4096);
    assertThat(edns.dnssecOk()).isTrue();
    assertThat(edns.flags()).isEqualTo(0x8000);
    assertThat(edns.extendedRcode()).isZero();
  }

  @Test
  void unknownEdnsFlagsAndOptionsAreIgnored() {
    Edns edns = reads(query(0, 0, 1).opt(1232, 0x40, "0064 0000")).edns();
    assertThat(edns.dnssecOk()).isFalse();
    assertThat(edns.flags()).isEqualTo(0x40);
    assertThat(edns.hasOption(100)).isTrue();
  }

  @Test
  void aSmallUdpPayloadCountsAs512() {
    assertThat(reads(query(0, 0, 1).opt(511, 0, "")).edns().udpPayloadOctets()).isEqualTo(512);
    assertThat(reads(query(0, 0, 1).opt(513, 0, "")).edns().udpPayloadOctets()).isEqualTo(513);
  }

  @Test
  void ednsOptionsAreFoundByTheirCode() {
    String options = "0003 0000 000a 0008 0102030405060708 0009 0000 0003 0001 ff";
    Edns edns = reads(query(0, 0, 1).opt(1232, 0, options)).edns();
    assertThat(edns.hasOption(EdnsOption.NSID)).isTrue();
    assertThat(edns.optionLength(edns.optionAt(EdnsOption.NSID))).isZero();
    assertThat(edns.hasOption(EdnsOption.EXPIRE)).isTrue();
    int cookie = edns.optionAt(EdnsOption.COOKIE);
    assertThat(edns.optionLength(cookie)).isEqualTo(8);
    assertThat(Octets.u32(edns.octets(), cookie)).isEqualTo(0x01020304);
    assertThat(edns.optionAt(EdnsOption.PADDING)).isEqualTo(-1);
    assertThat(Edns.ABSENT.hasOption(0)).isFalse();
  }

  @Test
  void ednsOfAnotherVersionIsReadAsThatVersionWithoutItsOptions() {
    Edns edns = reads(query(0, 0, 1).opt(1232, 0x0001_8000L, "0003")).edns();
    assertThat(edns.version()).isEqualTo(1);
    assertThat(edns.dnssecOk()).isTrue();
    assertThat(edns.hasOption(EdnsOption.NSID)).isFalse();
    assertThat(reads(query(0, 0, 1).opt(1232, 0x01ff_0000L, "")).edns().version()).isEqualTo(255);
  }

  @Test
  void wrongOptRecordsAreAFormatError() {
    rejects(query(0, 0, 2).opt(1232, 0, "").opt(1232, 0, ""), Rcode.FORMERR, 21);
    rejects(query(0, 0, 1).name("a").fields(RrType.OPT, 1232, 0, new byte[0]), Rcode.FORMERR, 21);
    rejects(query(0, 0, 1).pointer(12).fields(RrType.OPT, 1232, 0, new byte[0]), Rcode.FORMERR, 21);
    rejects(query(0, 0, 1).opt(1232, 0, "00"), Rcode.FORMERR, 21);
    rejects(query(0, 0, 1).opt(1232, 0, "0003 00"), Rcode.FORMERR, 21);
    rejects(query(0, 0, 1).opt(1232, 0, "0003 0001"), Rcode.FORMERR, 21);
    rejects(query(0, 0, 1).opt(1232, 0, "0003 ffff 00"), Rcode.FORMERR, 21);
    rejects(query(0, 0, 1).hex("00 0029 04d0 00000000 0004 0003"), Rcode.FORMERR, 21);
  }

  @Test
  void tsigIsFoundAsTheLastRecord() {
    Packet packet = query(0, 0, 2).opt(1232, 0, "");
    int tsigAt = packet.length();
    Query query = reads(packet.tsig("Transfer.Key"));
    assertThat(query.hasTsig()).isTrue();
    assertThat(query.tsigAt()).isEqualTo(tsigAt);
    assertThat(query.tsigKeyName()).hasToString("Transfer.Key.");
    assertThat(query.edns().isPresent()).isTrue();
  }

  @Test
  void aTsigKeyNameMayPointIntoTheQuestion() {
    byte[] rdata = new Packet().name("hmac-sha256").hex("00".repeat(16)).toOctets();
    Packet packet = query(0, 0, 1).hex("01 6b").pointer(16);
    Query query = reads(packet.fields(RrType.TSIG, RrClass.ANY, 0, rdata));
    assertThat(query.tsigKeyName()).hasToString("k.Example.ORG.");
  }

  @Test
  void wrongTsigRecordsAreAFormatError() {
    rejects(query(0, 0, 2).tsig("key").opt(1232, 0, ""), Rcode.FORMERR, 21);
    rejects(query(0, 0, 2).tsig("key").tsig("key"), Rcode.FORMERR, 21);
    rejects(query(0, 0, 1).name("k").fields(RrType.TSIG, 1, 0, new byte[30]), Rcode.FORMERR, 21);
    Packet loop = query(0, 0, 1);
    int at = loop.length();
    loop.pointer(at).fields(RrType.TSIG, RrClass.ANY, 0, new byte[30]);
    rejects(loop, Rcode.FORMERR, 21);
  }

  @Test
  void anIxfrBringsTheSerialOfItsClient() {
    Query query = reads(ixfr(1).pointer(12).fields(RrType.SOA, RrClass.IN, 0, SOA));
    assertThat(query.hasSoaSerial()).isTrue();
    assertThat(query.soaSerial()).isEqualTo(42);
    byte[] compressed =
        new Packet()
            .pointer(12)
            .hex("0161")
            .pointer(16)
            .hex("ffffffff")
            .hex("00".repeat(16))
            .toOctets();
    Query other = reads(ixfr(1).name("wWw.eXAMPLE.oRG").fields(RrType.SOA, 1, 0, compressed));
    assertThat(other.soaSerial()).isEqualTo(0xffff_ffffL);
  }

  @Test
  void anIxfrWithoutTheSoaOfItsZoneIsAFormatError() {
    rejects(ixfr(0), Rcode.FORMERR, 21);
    rejects(ixfr(1).pointer(16).fields(RrType.SOA, RrClass.IN, 0, SOA), Rcode.FORMERR, 21);
    rejects(ixfr(1).pointer(12).fields(RrType.SOA, RrClass.CH, 0, SOA), Rcode.FORMERR, 21);
    rejects(ixfr(1).pointer(12).fields(RrType.SOA, 1, 0, new byte[21]), Rcode.FORMERR, 21);
    rejects(ixfr(1).pointer(12).fields(RrType.SOA, 1, 0, new byte[24]), Rcode.FORMERR, 21);
    rejects(ixfr(1).pointer(12).fields(RrType.A, 1, 0, new byte[4]), Rcode.FORMERR, 21);
  }

  @Test
  void aNotifyMayBringAnSoa() {
    Query with = reads(notify(1).pointer(12).fields(RrType.SOA, RrClass.IN, 0, SOA));
    assertThat(with.isNotify()).isTrue();
    assertThat(with.soaSerial()).isEqualTo(42);
    Query without = reads(notify(0));
    assertThat(without.hasSoaSerial()).isFalse();
    assertThat(without.soaSerial()).isEqualTo(-1);
    Query another = reads(notify(1).pointer(16).fields(RrType.SOA, RrClass.IN, 0, SOA));
    assertThat(another.hasSoaSerial()).isFalse();
    reads(notify(1).pointer(12).fields(RrType.NS, RrClass.IN, 0, new byte[1]));
    rejects(notify(1).pointer(12).fields(RrType.SOA, 1, 0, new byte[9]), Rcode.FORMERR, 21);
  }

  private static Packet notify(int an) {
    int flags = Header.ofOpcode(Opcode.NOTIFY) | Header.AA;
    return Packet.header(flags, 1, an, 0, 0).name(QNAME).u16(RrType.SOA).u16(RrClass.IN);
  }

  private static Packet ixfr(int ns) {
    return Packet.query(QNAME, RrType.IXFR, 0, ns, 0);
  }

  private static Packet query(int an, int ns, int ar) {
    return Packet.query(QNAME, RrType.A, an, ns, ar);
  }

  private static Query reads(Packet packet) {
    byte[] octets = packet.toOctets();
    return (Query) QueryReader.read(octets, 0, octets.length);
  }

  private static Rejected rejects(Packet packet, int rcode, int questionLength) {
    byte[] octets = packet.toOctets();
    Rejected rejected = (Rejected) QueryReader.read(octets, 0, octets.length);
    assertThat(rejected.id()).isEqualTo(0x1234);
    assertThat(rejected.rcode()).isEqualTo(rcode);
    assertThat(rejected.questionLength()).isEqualTo(questionLength);
    byte[] answer = new MessageWriter().beginRejection(rejected, 512).toOctets();
    assertThat(answer).hasSize(Header.OCTETS + questionLength);
    assertThat(Arrays.copyOfRange(answer, 12, 12 + questionLength))
        .isEqualTo(Arrays.copyOfRange(octets, 12, 12 + questionLength));
    return rejected;
  }
}
