package org.frontsigner.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.frontsigner.wire.Messages.Entry;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Record;

class RecordCursorTest {
  @Provide
  Arbitrary<List<Entry>> messages() {
    return Messages.entries(15);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void readsWhatDnsjavaWrites(@ForAll("messages") List<Entry> entries) {
    reads(Messages.writtenByDnsjava(entries), entries);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void readsWhatTheWriterWrites(@ForAll("messages") List<Entry> entries) {
    reads(Messages.written(entries), entries);
  }

  private static void reads(byte[] message, List<Entry> entries) {
    byte[] among = new byte[message.length + 40];
    Arrays.fill(among, (byte) 0xc0);
    System.arraycopy(message, 0, among, 19, message.length);
    RecordCursor cursor = new RecordCursor().read(among, 19, message.length);
    assertThat(cursor.id()).isEqualTo(4711);
    assertThat(cursor.isResponse() && cursor.isAuthoritative()).isTrue();
    assertThat(cursor.isTruncated()).isFalse();
    assertThat(cursor.qname()).isEqualTo(Messages.ZONE);
    assertThat(cursor.qtype()).isEqualTo(RrType.SOA);
    assertThat(cursor.qclass()).isEqualTo(RrClass.IN);
    for (Entry entry : entries) {
      assertThat(cursor.next()).isTrue();
      isAt(cursor, entry);
    }
    assertThat(cursor.next()).isFalse();
    assertThat(cursor.next()).isFalse();
  }

  private static void isAt(RecordCursor cursor, Entry entry) {
    Record record = entry.record();
    assertThat(cursor.section()).isEqualTo(entry.section());
    assertThat(cursor.owner()).isEqualTo(entry.owner());
    assertThat(cursor.ownerIs(entry.owner())).isTrue();
    assertThat(cursor.ownerIs(entry.owner().child("x"))).isFalse();
    assertThat(cursor.ownerLength()).isEqualTo(entry.owner().length());
    assertThat(cursor.type()).isEqualTo(record.getType());
    assertThat(cursor.rrClass()).isEqualTo(record.getDClass());
    assertThat(cursor.ttl()).isEqualTo(record.getTTL());
    // Compression may take the letter case of a name that came before.
    assertThat(CanonicalRdata.compare(cursor.type(), cursor.rdata(), entry.rdata())).isZero();
    assertThat(cursor.rdataLength()).isEqualTo(entry.rdata().length);
  }

  @Test
  void aTtlWithItsHighestBitSetCountsAsZero() {
    assertThat(ttl(0x7fff_ffffL)).isEqualTo(0x7fff_ffffL);
    assertThat(ttl(0x8000_0000L)).isZero();
    assertThat(ttl(0xffff_ffffL)).isZero();
  }

  private static long ttl(long field) {
    byte[] message =
        Packet.header(0x8000, 0, 1, 0, 0)
            .name("a")
            .fields(RrType.A, RrClass.IN, field, new byte[4])
            .toOctets();
    RecordCursor cursor = new RecordCursor().read(message, 0, message.length);
    cursor.next();
    assertThat(cursor.ttlField()).isEqualTo(field);
    return cursor.ttl();
  }

  @Test
  void aMessageMayHaveNoQuestion() {
    byte[] message = Packet.header(0x8400, 0, 0, 0, 0).toOctets();
    RecordCursor cursor = new RecordCursor().read(message, 0, message.length);
    assertThat(cursor.hasQuestion()).isFalse();
    assertThat(cursor.next()).isFalse();
  }

  @Test
  void theHeaderIsReadAsItIs() {
    byte[] message = Packet.header(0xa205, 1, 0, 0, 0).name("a").u16(6).u16(1).toOctets();
    RecordCursor cursor = new RecordCursor().read(message, 0, message.length);
    assertThat(cursor.flags()).isEqualTo(0xa205);
    assertThat(cursor.opcode()).isEqualTo(Opcode.NOTIFY);
    assertThat(cursor.rcode()).isEqualTo(Rcode.REFUSED);
    assertThat(cursor.isTruncated()).isTrue();
    assertThat(cursor.count(Section.QUESTION)).isEqualTo(1);
    assertThat(cursor.hasQuestion()).isTrue();
  }

  @Test
  void messagesWithAWrongFrameAreRefused() {
    refuses(new Packet().hex("0000"), "no header");
    refuses(Packet.header(0x8000, 0, 1, 0, 0).hex("00 0001 0001 00000000"), "counts");
    refuses(Packet.header(0x8000, 0xffff, 0xffff, 0xffff, 0xffff), "counts");
    refuses(Packet.header(0x8000, 2, 0, 0, 0).hex("00 0001 0001 00 0001 0001"), "2 questions");
    refuses(Packet.header(0x8000, 1, 0, 0, 0).hex("04 00 0001 0001"), "question");
    refuses(Packet.header(0x8000, 1, 0, 0, 0).hex("c00c 0001 0001"), "question");
    refuses(Packet.header(0x8000, 0, 0, 0, 0).hex("00"), "follow");
  }

  @Test
  void namesThatLeadForwardOrInCirclesAreRefused() {
    refuses(answer().pointer(12).fields(1, 1, 0, new byte[4]), "owner");
    refuses(answer().pointer(14).fields(1, 1, 0, new byte[4]), "owner");
    refuses(answer().hex("0161").pointer(12).fields(1, 1, 0, new byte[4]), "owner");
    refuses(answer().hex("0161").pointer(14).fields(1, 1, 0, new byte[4]), "owner");
    refuses(answer().pointer(0).fields(1, 1, 0, new byte[4]), "owner");
    refuses(answer().hex("40").fields(1, 1, 0, new byte[4]), "owner");
    refuses(answer().hex("80").fields(1, 1, 0, new byte[4]), "owner");
    refuses(answer().hex("00 0001 0001 00000000 0005 01020304"), "cut off");
  }

  private static Packet answer() {
    return Packet.header(0x8000, 0, 1, 0, 0);
  }

  @Test
  void aPointerBehindAnotherMayNotLeadForwardAgain() {
    Packet packet = Packet.header(0x8000, 0, 2, 0, 0).u8(0);
    int rdataAt = packet.length() + 10;
    byte[] forwardThenRoot = new Packet().pointer(rdataAt + 2).u8(0).toOctets();
    packet.fields(RrType.NULL, 1, 0, forwardThenRoot);
    refuses(packet.pointer(rdataAt).fields(1, 1, 0, new byte[4]), "owner");
  }

  @Test
  void pointersToPointersAreFollowedButNotForever() {
    assertThat(nameThroughPointers(127)).isEqualTo(DomainName.parse("a"));
    assertThatThrownBy(() -> nameThroughPointers(128)).isInstanceOf(MalformedMessage.class);
  }

  /** A TXT record whose text is a chain of pointers, and a record whose owner is its end. */
  private static DomainName nameThroughPointers(int jumps) {
    Packet packet = Packet.header(0x8000, 0, 2, 0, 0);
    packet.name("a").u16(RrType.NULL).u16(1).u32(0).u16(2 * (jumps - 1));
    packet.pointer(12);
    for (int i = 0; i < jumps - 2; i++) {
      packet.pointer(packet.length() - 2);
    }
    packet.pointer(packet.length() - 2).fields(1, 1, 0, new byte[4]);
    byte[] message = packet.toOctets();
    RecordCursor cursor = new RecordCursor().read(message, 0, message.length);
    cursor.next();
    cursor.next();
    return cursor.owner();
  }

  @Test
  void aNameThatGetsTooLongByItsPointerIsRefused() {
    String octets250 = ("a".repeat(61) + ".").repeat(4);
    Packet packet = Packet.header(0x8000, 0, 2, 0, 0);
    packet.name(octets250).fields(1, 1, 0, new byte[4]);
    Packet tooLong = packet.hex("06616161616161").pointer(12).fields(1, 1, 0, new byte[4]);
    byte[] message = tooLong.toOctets();
    RecordCursor cursor = new RecordCursor().read(message, 0, message.length);
    assertThat(cursor.next()).isTrue();
    assertThatThrownBy(cursor::next)
        .isInstanceOf(MalformedMessage.class)
        .hasMessageContaining("octet 275");
  }

  @Test
  void oldTypesMayComeCompressed() {
    for (String type :
        new String[] {"RP", "AFSDB", "RT", "SIG", "PX", "NAPTR", "KX", "SRV", "NXT"}) {
      for (Record record : RecordSamples.byType().get(RrType.of(type))) {
        byte[] rdata = RecordSamples.rdata(record);
        assertThat(readCompressed(record.getType(), rdata)).as(type).isEqualTo(rdata);
      }
    }
  }

  /** Reads a record each name of whose rdata is a pointer, or a label and a pointer. */
  private static byte[] readCompressed(int type, byte[] rdata) {
    Packet packet = Packet.header(0x8000, 1, 1, 0, 0).name("Example.ORG").u16(1).u16(1);
    byte[] zone = DomainName.parse("Example.ORG").octets();
    Packet compressed = new Packet();
    for (int at = 0; at < rdata.length; at++) {
      int end = at + zone.length;
      if (end <= rdata.length && Arrays.equals(rdata, at, end, zone, 0, zone.length)) {
        compressed.pointer(12);
        at = end - 1;
      } else {
        compressed.u8(rdata[at]);
      }
    }
    byte[] message = packet.pointer(12).fields(type, 1, 0, compressed.toOctets()).toOctets();
    RecordCursor cursor = new RecordCursor().read(message, 0, message.length);
    cursor.next();
    return cursor.rdata();
  }

  @Test
  void newTypesMayNotComeCompressed() {
    byte[] nsec = RecordSamples.rdata(RecordSamples.parse("NSEC Next.Example.ORG. A"));
    assertThatThrownBy(() -> readCompressed(RrType.NSEC, nsec))
        .isInstanceOf(MalformedMessage.class)
        .hasMessageContaining("NSEC");
  }

  @Test
  void anRdataThatDoesNotFitItsTypeIsRefused() {
    refuses(answer().hex("00").fields(RrType.A, 1, 0, new byte[5]), "type A");
    refuses(answer().hex("00").fields(RrType.NS, 1, 0, new byte[0]), "type NS");
    refuses(answer().hex("00").fields(RrType.NS, 1, 0, new byte[2]), "type NS");
    refuses(answer().hex("00").fields(RrType.MX, 1, 0, new byte[1]), "type MX");
    refuses(answer().hex("00").fields(RrType.SOA, 1, 0, new byte[21]), "type SOA");
    refuses(answer().hex("00").fields(RrType.NAPTR, 1, 0, new byte[] {0, 0, 0, 0, 9}), "NAPTR");
    refuses(answer().hex("00 0002 0001 00000000 0001 c0 0c"), "type NS");
  }

  private static void refuses(Packet packet, String reason) {
    byte[] message = packet.toOctets();
    assertThatThrownBy(() -> readAll(message))
        .isInstanceOf(MalformedMessage.class)
        .hasMessageContaining(reason);
  }

  private static int readAll(byte[] message) {
    RecordCursor cursor = new RecordCursor().read(message, 0, message.length);
    int count = 0;
    while (cursor.next()) {
      count++;
    }
    return count;
  }

  @Property(edgeCases = EdgeCasesMode.NONE, tries = 200)
  void aMessageCutAnywhereIsRefused(@ForAll("messages") List<Entry> entries) {
    byte[] message = Messages.written(entries);
    List<Integer> accepted = new ArrayList<>();
    for (int length = 0; length < message.length; length++) {
      byte[] cut = Arrays.copyOf(message, length);
      if (!isRefused(cut)) {
        accepted.add(length);
      }
    }
    assertThat(accepted).isEmpty();
  }

  private static boolean isRefused(byte[] message) {
    try {
      readAll(message);
      return false;
    } catch (MalformedMessage e) {
      return true;
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE, tries = 2000)
  void recordsKeepTheirPlaceInTheMessage(@ForAll("messages") List<Entry> entries) {
    byte[] message = Messages.written(entries);
    RecordCursor cursor = new RecordCursor().read(message, 0, message.length);
    int before = cursor.recordAt();
    while (cursor.next()) {
      assertThat(cursor.recordAt()).isBetween(before, message.length - 11);
      before = cursor.recordAt() + 11;
    }
  }
}
