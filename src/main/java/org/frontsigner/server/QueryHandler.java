package org.frontsigner.server;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.frontsigner.answer.Delivery;
import org.frontsigner.answer.Responder;
import org.frontsigner.answer.Served;
import org.frontsigner.bridge.TsigCheck;
import org.frontsigner.bridge.TsigSession;
import org.frontsigner.bridge.TsigSigner;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.ExtendedError;
import org.frontsigner.wire.Ignored;
import org.frontsigner.wire.MessageWriter;
import org.frontsigner.wire.Query;
import org.frontsigner.wire.QueryReader;
import org.frontsigner.wire.Rcode;
import org.frontsigner.wire.Received;
import org.frontsigner.wire.Rejected;
import org.frontsigner.wire.RrClass;
import org.frontsigner.wire.RrType;

/**
 * From the octets of a message to the octets of its answer. Keeps its room from message to message:
 * one for each thread. Not thread-safe.
 */
final class QueryHandler {
  private static final byte[] NONE = new byte[0];

  /** What is to be done about a message. */
  enum Verdict {
    /** Send {@link #octets} and {@link #length}. */
    ANSWER,
    /** Nothing. */
    SILENCE,
    /** Begin the {@link #transfer}. */
    TRANSFER
  }

  private final Services services;
  private final NotifyHandler notifies;
  private final ServerMetrics metrics;
  private final Incidents incidents;
  private final Responder responder;
  private final MessageWriter writer = new MessageWriter();

  private final byte[] inbox = new byte[MessageWriter.OCTETS_MAX];

  private byte[] octets = NONE;
  private int length;
  private int rcode;
  private Query query;
  private TsigCheck.Verified verified;

  QueryHandler(
      ServerSettings settings, Services services, ServerMetrics metrics, Incidents incidents) {
    this.services = services;
    this.notifies = new NotifyHandler(services.keepers(), settings.notifyNetworks());
    this.metrics = metrics;
    this.incidents = incidents;
    this.responder = new Responder(services.zones(), settings.answers());
  }

  /** The array that the answer begins in; good until the next message is handled. */
  byte[] octets() {
    return octets;
  }

  int length() {
    return length;
  }

  /** Room for a message to be handled. */
  byte[] inbox() {
    return inbox;
  }

  /** The request for a transfer that the last message is, with octets of its own. */
  TransferHandler.Request transfer(InetAddress client) {
    byte[] own =
        Arrays.copyOfRange(query.octets(), query.offset(), query.offset() + query.length());
    Query kept = (Query) QueryReader.read(own, 0, own.length);
    return new TransferHandler.Request(kept, client, Optional.ofNullable(verified));
  }

  /** The transfer has begun. */
  void begun(TransferHandler.Request request) {
    metrics.answered(Transport.TCP, request.query().qtype(), Rcode.NOERROR, 0);
  }

  /** Answers a request for a transfer without records. */
  void refuse(TransferHandler.Request request, int code, Optional<ExtendedError> reason) {
    query = request.query();
    verified = request.verified().orElse(null);
    error(code, reason, Transport.TCP);
    metrics.answered(Transport.TCP, query.qtype(), code, 0);
  }

  /** Answers a request for a transfer that can't be met. */
  void fail(TransferHandler.Request request, RuntimeException failure) {
    incidents.failed(request.query().qname().toText(), "a transfer", failure);
    refuse(request, Rcode.SERVFAIL, Optional.empty());
  }

  /** Handles the message of the first {@code count} octets; never throws. */
  Verdict handle(byte[] message, int count, InetAddress client, Transport transport) {
    long began = System.nanoTime();
    Received received = QueryReader.read(message, 0, count);
    if (received instanceof Ignored) {
      return Verdict.SILENCE;
    }
    if (received instanceof Rejected rejected) {
      send(responder.respond(rejected, transport.delivery(), writer), rejected.rcode());
      metrics.answered(transport, 0, rcode, System.nanoTime() - began);
      return Verdict.ANSWER;
    }
    query = (Query) received;
    verified = null;
    Verdict verdict = handleOrFail(client, transport);
    if (verdict == Verdict.ANSWER) {
      metrics.answered(transport, query.qtype(), rcode, System.nanoTime() - began);
    }
    return verdict;
  }

  private Verdict handleOrFail(InetAddress client, Transport transport) {
    try {
      return handle(client, transport);
    } catch (RuntimeException | StackOverflowError e) {
      incidents.failed(zoneAsked(), "an answer", e);
      return error(Rcode.SERVFAIL, Optional.empty(), transport);
    }
  }

  /** The zone that failed, or the name asked for where not even that can be found out. */
  private String zoneAsked() {
    try {
      Served served = services.zones().closest(query.qname());
      return served == null ? "-" : served.apex().toText();
    } catch (RuntimeException e) {
      return query.qname().toText();
    }
  }

  private Verdict handle(InetAddress client, Transport transport) {
    if (query.hasTsig() && !checkTsig(transport)) {
      return Verdict.ANSWER;
    }
    if (query.edns().version() == 0) {
      if (query.isNotify()) {
        Optional<DomainName> key =
            Optional.ofNullable(verified).map(signature -> signature.key().name());
        return error(notifies.heard(query, client, key), Optional.empty(), transport);
      }
      if (transport == Transport.TCP && isTransfer()) {
        return Verdict.TRANSFER;
      }
    }
    TsigSigner signer = signer();
    int written = responder.respond(query, delivery(transport, signer), writer);
    sign(signer, written, responder.rcode());
    return Verdict.ANSWER;
  }

  private boolean isTransfer() {
    boolean transfer = query.qtype() == RrType.AXFR || query.qtype() == RrType.IXFR;
    return transfer && query.qclass() == RrClass.IN;
  }

  /** An answer without records, signed when the query was. */
  private Verdict error(int code, Optional<ExtendedError> reason, Transport transport) {
    TsigSigner signer = signer();
    int written = responder.respond(query, code, reason, delivery(transport, signer), writer);
    sign(signer, written, code);
    return Verdict.ANSWER;
  }

  /** Whether the signature is right; if not, the answer that says so is made. */
  private boolean checkTsig(Transport transport) {
    byte[] request =
        Arrays.copyOfRange(query.octets(), query.offset(), query.offset() + query.length());
    Instant now = services.clock().instant();
    TsigCheck check = TsigSession.check(request, services.tsigKeys(), now);
    if (check instanceof TsigCheck.Verified right) {
      verified = right;
      return true;
    }
    if (check instanceof TsigCheck.Rejected rejected) {
      octets = rejected.answer(now);
      length = octets.length;
      rcode = Rcode.NOTAUTH;
      return false;
    }
    error(Rcode.FORMERR, Optional.empty(), transport);
    return false;
  }

  private TsigSigner signer() {
    return verified == null ? null : verified.signer();
  }

  private static Delivery delivery(Transport transport, TsigSigner signer) {
    Delivery delivery = transport.delivery();
    return signer == null ? delivery : delivery.withReserved(signer.octets());
  }

  private void sign(TsigSigner signer, int written, int code) {
    send(written, code);
    if (signer != null) {
      octets = signer.sign(Arrays.copyOf(octets, written), services.clock().instant());
      length = octets.length;
    }
  }

  private void send(int written, int code) {
    octets = writer.octets();
    length = written;
    rcode = code;
  }
}
