package org.frontsigner.bridge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import javax.crypto.spec.SecretKeySpec;
import org.frontsigner.wire.DomainName;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.Type;

/** dnsjava as the other side of a TSIG conversation. */
final class Xbill {
  static final Instant NOW = Instant.parse("2026-05-05T05:05:05Z");
  static final Name ZONE = Name.fromConstantString("zone.example.");

  private Xbill() {}

  static TsigKey key(TsigAlgorithm algorithm) {
    return TsigKey.generate(DomainName.parse("Key.Example"), algorithm, new Random(42));
  }

  static TSIG tsig(TsigKey key, Instant now) {
    try {
      return new TSIG(
          new Name(key.algorithm().wireName().octets()),
          new Name(key.name().octets()),
          new SecretKeySpec(key.secret(), key.algorithm().macName()),
          Clock.fixed(now, ZoneOffset.UTC));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** A query for a transfer. */
  static Message query() {
    Message query = Message.newQuery(Record.newRecord(ZONE, Type.AXFR, DClass.IN));
    query.getHeader().setID(4711);
    return query;
  }

  /** A message of an answer to it, with so many address records. */
  static Message answer(int records) {
    Message answer = new Message(4711);
    answer.getHeader().setFlag(Flags.QR);
    answer.addRecord(Record.newRecord(ZONE, Type.AXFR, DClass.IN), Section.QUESTION);
    for (int i = 0; i < records; i++) {
      byte[] address = {10, 0, (byte) (i >> 8), (byte) i};
      answer.addRecord(
          new ARecord(
              Name.fromConstantString("h" + i + ".zone.example."), DClass.IN, 5, ip(address)),
          Section.ANSWER);
    }
    return answer;
  }

  private static InetAddress ip(byte[] address) {
    try {
      return InetAddress.getByAddress(address);
    } catch (UnknownHostException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  static Message parsed(byte[] message) {
    try {
      return new Message(message);
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }
}
