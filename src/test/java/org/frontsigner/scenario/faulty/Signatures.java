package org.frontsigner.scenario.faulty;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.frontsigner.scenario.tool.TsigSecret;
import org.xbill.DNS.Record;

/** Faults in the TSIG records of a transfer that is good otherwise. */
final class Signatures {
  private static final int FLAGS_OCTET = 3;
  private static final int CHECKING_DISABLED = 0x10;

  private Signatures() {}

  static void missing(Exchange exchange) throws IOException {
    exchange.stopSigning();
    exchange.stream(exchange.whole());
  }

  static void wrongSecret(Exchange exchange) throws IOException {
    exchange.signWith(exchange.key().withWrongSecret());
    exchange.stream(exchange.whole());
  }

  static void unknownKey(Exchange exchange) throws IOException {
    exchange.signWith(TsigSecret.random("nobody-knows-me", new Random(1)));
    exchange.stream(exchange.whole());
  }

  static void firstOnly(Exchange exchange) throws IOException {
    List<List<Record>> parts = Exchange.parts(exchange.whole());
    exchange.send(exchange.reply(parts.get(0)));
    exchange.stopSigning();
    for (List<Record> part : parts.subList(1, parts.size())) {
      exchange.send(exchange.reply(part));
    }
  }

  /** One bit of the last message's flags is turned after it was signed. */
  static void brokenInLast(Exchange exchange) throws IOException {
    List<List<Record>> parts = Exchange.parts(exchange.whole());
    for (List<Record> part : parts.subList(0, parts.size() - 1)) {
      exchange.send(exchange.reply(part));
    }
    byte[] octets = exchange.signed(exchange.reply(parts.get(parts.size() - 1)));
    octets[FLAGS_OCTET] ^= CHECKING_DISABLED;
    exchange.channel().message(octets);
  }
}
