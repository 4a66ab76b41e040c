package org.frontsigner.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.frontsigner.wire.Messages.Entry;

/** Whatever octets come, the readers end soon and in a stated way. */
class StrangersOctetsTest {
  private static final int RECORDS_MAX = 0xffff / 11;

  private final RecordCursor cursor = new RecordCursor();
  private final MessageWriter writer = new MessageWriter();

  @Provide
  Arbitrary<List<Entry>> messages() {
    return Messages.entries(10);
  }

  @Property(edgeCases = EdgeCasesMode.NONE, tries = 20_000)
  void randomOctetsDoNoHarm(@ForAll @Size(max = 120) byte[] octets) {
    judge(octets);
  }

  @Property(edgeCases = EdgeCasesMode.NONE, tries = 20_000)
  void randomOctetsBehindABelievableHeaderDoNoHarm(
      @ForAll @Size(max = 120) byte[] octets,
      @ForAll @IntRange(max = 1) int qd,
      @ForAll @IntRange(max = 2) int an,
      @ForAll @IntRange(max = 2) int ar) {
    judge(Packet.header(0x8000, qd, an, 0, ar).octets(octets).toOctets());
    judge(Packet.header(0x2000, qd, an, 0, ar).octets(octets).toOctets());
  }

  @Property(edgeCases = EdgeCasesMode.NONE, tries = 5_000)
  void messagesWithAFewOctetsChangedDoNoHarm(
      @ForAll("messages") List<Entry> entries, @ForAll Random random) {
    byte[] message = Messages.written(entries);
    for (int i = 0; i < 10; i++) {
      byte[] changed = message.clone();
      for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
        changed[random.nextInt(changed.length)] = telling(random, message.length);
      }
      judge(changed);
    }
  }

  private static byte telling(Random random, int length) {
    return switch (random.nextInt(4)) {
      case 0 -> (byte) 0xc0;
      case 1 -> (byte) random.nextInt(Math.min(length, 256));
      case 2 -> (byte) random.nextInt(64);
      default -> (byte) random.nextInt(256);
    };
  }

  private void judge(byte[] message) {
    assertThat(records(message)).isBetween(-1, RECORDS_MAX);
    if (message.length > 2) {
      message[2] &= 0x7f;
    }
    Received received = QueryReader.read(message, 0, message.length);
    if (received instanceof Query query) {
      isUsable(query);
    } else if (received instanceof Rejected rejected) {
      isAnswerable(rejected);
    } else {
      assertThat(message.length).isLessThan(Header.OCTETS);
    }
  }

  /** How many records there are; -1 when malformed. */
  private int records(byte[] message) {
    int count = 0;
    try {
      cursor.read(message, 0, message.length);
      while (cursor.next()) {
        count++;
        assertThat(cursor.owner().length()).isEqualTo(cursor.ownerLength());
        RdataLayout layout = RdataLayout.of(cursor.type());
        assertThat(layout.fits(cursor.rdata(), 0, cursor.rdataLength())).isTrue();
      }
    } catch (MalformedMessage e) {
      return -1;
    }
    return count;
  }

  private void isUsable(Query query) {
    assertThat(query.qname().length()).isEqualTo(query.qnameLength());
    assertThat(query.edns().hasOption(EdnsOption.PADDING)).isIn(true, false);
    if (query.hasTsig()) {
      assertThat(query.tsigKeyName().length()).isPositive();
    }
    writer.begin(query.id(), Header.QR, 512).question(query);
    assertThat(writer.finish()).isEqualTo(Header.OCTETS + query.questionLength());
  }

  private void isAnswerable(Rejected rejected) {
    assertThat(rejected.rcode()).isIn(Rcode.FORMERR, Rcode.NOTIMP);
    writer.beginRejection(rejected, 512);
    assertThat(records(writer.toOctets())).isZero();
  }
}
