package org.frontsigner.scenario.tool;

import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import org.frontsigner.scenario.stage.Endpoint;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/**
 * Quick questions from inside the JVM, for polling and for long lists; {@link Dig} is the
 * outsider's view.
 */
public final class Ask {
  private static final Duration ANSWER_MAX = Duration.ofSeconds(10);
  private static final Duration POLL_MAX = Duration.ofSeconds(1);
  private static final int UDP_OCTETS = 1232;

  private Ask() {}

  /** One question with the DO bit, over TCP when the answer was truncated. */
  public static Message with(Endpoint server, Name name, int type, int... flags)
      throws IOException {
    SimpleResolver resolver = resolver(server, ANSWER_MAX);
    resolver.setEDNS(0, UDP_OCTETS, org.xbill.DNS.ExtendedFlags.DO);
    Message query = Message.newQuery(Record.newRecord(name, type, DClass.IN));
    for (int flag : flags) {
      query.getHeader().setFlag(flag);
    }
    return resolver.send(query);
  }

  /** The serial that the server gives with authority; empty when it has none to give now. */
  public static OptionalLong serial(Endpoint server, Name zone) {
    try {
      Message answer =
          resolver(server, POLL_MAX)
              .send(Message.newQuery(Record.newRecord(zone, Type.SOA, DClass.IN)));
      return answer.getHeader().getFlag(Flags.AA) ? serialIn(answer) : OptionalLong.empty();
    } catch (IOException silent) {
      return OptionalLong.empty();
    }
  }

  private static OptionalLong serialIn(Message answer) {
    return answer.getSection(Section.ANSWER).stream()
        .filter(SOARecord.class::isInstance)
        .mapToLong(record -> ((SOARecord) record).getSerial())
        .findFirst();
  }

  private static SimpleResolver resolver(Endpoint server, Duration limit) {
    SimpleResolver resolver = new SimpleResolver(server.socket());
    resolver.setTimeout(limit);
    return resolver;
  }
}
