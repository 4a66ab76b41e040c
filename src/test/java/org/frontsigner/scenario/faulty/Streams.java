package org.frontsigner.scenario.faulty;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.frontsigner.scenario.zone.ZoneData;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Faults in the stream of messages, whatever the records. */
final class Streams {
  private static final int GARBAGE_OCTETS = 300;
  private static final int HEADER_OCTETS = 12;
  private static final int ENDLESS_MESSAGES_MAX = 200_000;
  private static final int DRIBBLE_OCTETS_MAX = 2_000;
  private static final long DRIBBLE_MILLISECONDS = 100;

  private Streams() {}

  static void garbage(Exchange exchange) throws IOException {
    byte[] octets = new byte[GARBAGE_OCTETS];
    exchange.random().nextBytes(octets);
    exchange.channel().message(octets);
  }

  /** A header that promises 65,535 records in each section, and nothing behind it. */
  static void lyingCounts(Exchange exchange) throws IOException {
    byte[] octets = Arrays.copyOf(exchange.reply().toWire(), HEADER_OCTETS);
    Arrays.fill(octets, 4, HEADER_OCTETS, (byte) 0xFF);
    exchange.channel().message(octets);
  }

  /** A length of 65,535 octets before a short message. */
  static void lyingLength(Exchange exchange) throws IOException {
    exchange.channel().bare(new byte[] {(byte) 0xFF, (byte) 0xFF});
    exchange.channel().bare(exchange.signed(exchange.reply(exchange.whole())));
    exchange.channel().close();
  }

  static void cutBetweenMessages(Exchange exchange) throws IOException {
    List<Record> records = exchange.whole();
    exchange.stream(records.subList(0, records.size() / 2));
    exchange.channel().close();
  }

  static void cutInMessage(Exchange exchange) throws IOException {
    byte[] octets = exchange.signed(exchange.reply(exchange.whole()));
    exchange.channel().bare(new byte[] {(byte) (octets.length >> 8), (byte) octets.length});
    exchange.channel().bare(Arrays.copyOf(octets, octets.length / 2));
    exchange.channel().close();
  }

  static void wrongId(Exchange exchange) throws IOException {
    Message reply = exchange.reply(exchange.whole());
    reply.getHeader().setID(reply.getHeader().getID() ^ 1);
    exchange.send(reply);
  }

  static void wrongQuestion(Exchange exchange) throws IOException {
    Message reply = new Message(exchange.reply().getHeader().getID());
    reply.getHeader().setFlag(Flags.QR);
    reply.getHeader().setFlag(Flags.AA);
    Record other = Record.newRecord(ZoneData.name("elsewhere.test"), Type.AXFR, DClass.IN);
    reply.addRecord(other, Section.QUESTION);
    exchange.whole().forEach(record -> reply.addRecord(record, Section.ANSWER));
    exchange.send(reply);
  }

  static void notAResponse(Exchange exchange) throws IOException {
    Message reply = exchange.reply(exchange.whole());
    reply.getHeader().unsetFlag(Flags.QR);
    exchange.send(reply);
  }

  /** SERVFAIL in place of the last message. */
  static void errorInTheMiddle(Exchange exchange) throws IOException {
    List<List<Record>> parts = new ArrayList<>(Exchange.parts(exchange.whole()));
    for (List<Record> part : parts.subList(0, parts.size() - 1)) {
      exchange.send(exchange.reply(part));
    }
    exchange.refuse(Rcode.SERVFAIL);
  }

  /** One octet at a time. */
  static void dribble(Exchange exchange) throws IOException {
    byte[] octets = exchange.signed(exchange.reply(exchange.whole()));
    exchange.channel().bare(new byte[] {(byte) (octets.length >> 8), (byte) octets.length});
    for (int i = 0; i < Math.min(octets.length, DRIBBLE_OCTETS_MAX); i++) {
      exchange.channel().bare(new byte[] {octets[i]});
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(DRIBBLE_MILLISECONDS));
    }
  }

  /** New names without end, until the client hangs up. */
  static void endless(Exchange exchange) throws IOException {
    exchange.send(exchange.reply(List.of(exchange.zone().soa())));
    for (int i = 0; i < ENDLESS_MESSAGES_MAX; i++) {
      List<Record> records = new ArrayList<>();
      for (int j = 0; j < 50; j++) {
        records.add(ZoneData.record(exchange.zone().origin(), "n" + i + "-" + j + " A 192.0.2.1"));
      }
      exchange.send(exchange.reply(records));
    }
  }
}
