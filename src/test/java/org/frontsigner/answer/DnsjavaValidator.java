package org.frontsigner.answer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.dnssec.ValidatingResolver;

/** The validator that comes with dnsjava, with the zone's own KSK for trust anchor. */
final class DnsjavaValidator {
  /** What it says of an answer (RFC 4035, 4.3). */
  enum Verdict {
    SECURE,
    INSECURE,
    BOGUS
  }

  private final ValidatingResolver validator;

  DnsjavaValidator(TestServer server, Name apex) {
    validator =
        new ValidatingResolver(new Direct(server), Clock.fixed(TestServer.NOW, ZoneOffset.UTC));
    DSRecord anchor =
        new DSRecord(
            apex, DClass.IN, 300, DNSSEC.Digest.SHA256, TestServer.dnskey(TestServer.KSK, apex));
    try {
      validator.init(new Properties());
      validator.loadTrustAnchors(
          new ByteArrayInputStream((anchor + "\n").getBytes(StandardCharsets.US_ASCII)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Verdict judge(Name name, int type) {
    try {
      Message answer = validator.send(Message.newQuery(Record.newRecord(name, type, DClass.IN)));
      if (answer.getRcode() == Rcode.SERVFAIL) {
        return Verdict.BOGUS;
      }
      return answer.getHeader().getFlag(Flags.AD) ? Verdict.SECURE : Verdict.INSECURE;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks the server without a network between. */
  private record Direct(TestServer server) implements Resolver {
    @Override
    public CompletionStage<Message> sendAsync(Message query, Executor executor) {
      Record question = query.getQuestion();
      Message answer = server.ask(question.getName(), question.getType(), true);
      answer.getHeader().setFlag(Flags.RA);
      return CompletableFuture.completedFuture(answer);
    }

    @Override
    public void setPort(int port) {}

    @Override
    public void setTCP(boolean tcp) {}

    @Override
    public void setIgnoreTruncation(boolean ignored) {}

    @Override
    public void setEDNS(int version, int payload, int flags, List<EDNSOption> options) {}

    @Override
    public void setTSIGKey(TSIG key) {}

    @Override
    public void setTimeout(Duration timeout) {}

    @Override
    public Duration getTimeout() {
      return Duration.ofSeconds(1);
    }
  }
}
