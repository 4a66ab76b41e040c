package org.frontsigner.scenario.faulty;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.frontsigner.scenario.zone.ZoneData;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;

/** Faults of incremental transfers alone; a whole transfer is given honestly. */
final class Increments {
  private Increments() {}

  static void notImplemented(Exchange exchange) throws IOException {
    onIncrement(exchange, bad -> bad.refuse(Rcode.NOTIMP));
  }

  static void formatError(Exchange exchange) throws IOException {
    onIncrement(exchange, bad -> bad.refuse(Rcode.FORMERR));
  }

  static void garbage(Exchange exchange) throws IOException {
    onIncrement(exchange, Streams::garbage);
  }

  static void deletesWhatIsNotThere(Exchange exchange) throws IOException {
    onIncrement(exchange, bad -> bad.stream(withAbsentDeleted(bad)));
  }

  /** The difference begins at a serial that the client does not have. */
  static void fromOtherSerial(Exchange exchange) throws IOException {
    onIncrement(exchange, bad -> bad.stream(fromElsewhere(bad)));
  }

  static void cut(Exchange exchange) throws IOException {
    onIncrement(exchange, Increments::sendHalf);
  }

  private static void onIncrement(Exchange exchange, Fault.Act act) throws IOException {
    if (exchange.isIncremental()) {
      act.on(exchange);
    } else {
      exchange.stream(exchange.whole());
    }
  }

  private static List<Record> withAbsentDeleted(Exchange exchange) {
    List<Record> deleted = new ArrayList<>(Exchange.minus(exchange.previous(), exchange.zone()));
    deleted.add(ZoneData.record(exchange.zone().origin(), "never-was-here A 192.0.2.66"));
    return exchange.increment(deleted, Exchange.minus(exchange.zone(), exchange.previous()));
  }

  private static List<Record> fromElsewhere(Exchange exchange) {
    List<Record> records = exchange.honest();
    records.set(1, exchange.previous().withSerial(exchange.previous().serial() - 1).soa());
    return records;
  }

  private static void sendHalf(Exchange exchange) throws IOException {
    List<Record> records = exchange.honest();
    exchange.send(exchange.reply(records.subList(0, records.size() / 2)));
    exchange.channel().close();
  }
}
