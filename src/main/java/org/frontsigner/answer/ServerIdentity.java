package org.frontsigner.answer;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.ExtendedError;
import org.frontsigner.wire.Query;
import org.frontsigner.wire.Rcode;
import org.frontsigner.wire.RrType;

/** What the server tells of itself in class CH (RFC 4892). Immutable. */
final class ServerIdentity {
  private final Map<DomainName, byte[]> texts = new HashMap<>();

  ServerIdentity(AnswerSettings settings) {
    put(settings.version(), "version.bind", "version.server");
    put(settings.serverId(), "id.server", "hostname.bind");
  }

  private void put(String text, String... names) {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    byte[] rdata = new byte[1 + octets.length];
    rdata[0] = (byte) octets.length;
    System.arraycopy(octets, 0, rdata, 1, octets.length);
    for (String name : names) {
      if (octets.length > 0) {
        texts.put(DomainName.parse(name), rdata);
      }
    }
  }

  /** Answers a question of class CH, or refuses to. */
  void answer(Query query, Answer answer) {
    boolean text = query.qtype() == RrType.TXT || query.qtype() == RrType.ANY;
    byte[] rdata = text ? texts.get(query.qname()) : null;
    if (rdata == null) {
      answer.error(Rcode.REFUSED, ExtendedError.Code.PROHIBITED);
      return;
    }
    answer.setAuthoritative();
    answer.chaosText(rdata);
  }
}
