package org.frontsigner.answer;

import java.util.Optional;
import org.frontsigner.signing.SignedZone;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.ExtendedError;
import org.frontsigner.wire.MessageWriter;
import org.frontsigner.wire.Query;
import org.frontsigner.wire.Rcode;
import org.frontsigner.wire.Rejected;
import org.frontsigner.wire.RrClass;
import org.frontsigner.wire.RrType;

/**
 * From a question to an answer.
 *
 * <pre>
 *   checks ─▶ zone ─▶ Lookup ─▶ Outcome ─▶ Answer ─┬▶ AnswerEncoder ─▶ octets
 *              ▲                                    │
 *              └──────────── alias: next name ──────┘
 * </pre>
 *
 * <p>Keeps its room from question to question: one for each thread. Not thread-safe.
 */
public final class Responder {
  private final ZoneSource zones;
  private final AnswerSettings settings;
  private final ServerIdentity identity;
  private final AnswerEncoder encoder;
  private final Answer answer = new Answer();
  private final Lookup lookup = new Lookup();
  private final Composer composer = new Composer(answer, lookup);

  public Responder(ZoneSource zones, AnswerSettings settings) {
    this.zones = zones;
    this.settings = settings;
    this.identity = new ServerIdentity(settings);
    this.encoder = new AnswerEncoder(settings);
  }

  /**
   * Answers a query: writes the message, finished but for a TSIG record, and returns its length.
   * Transfers over TCP and NOTIFY are met elsewhere: here they are refused.
   *
   * @throws org.frontsigner.signing.SigningFailed when a key does not sign
   */
  public int respond(Query query, Delivery delivery, MessageWriter writer) {
    answer.clear();
    decide(query, delivery);
    return encoder.encode(query, answer, delivery, writer);
  }

  /** Answers with an rcode and no records, or, to a NOTIFY, that it was heard. */
  public int respond(
      Query query,
      int rcode,
      Optional<ExtendedError> error,
      Delivery delivery,
      MessageWriter writer) {
    answer.clear();
    answer.error(rcode, error.orElse(null));
    if (AnswerEncoder.claimsAuthority(query, rcode)) {
      answer.setAuthoritative();
    }
    return encoder.encode(query, answer, delivery, writer);
  }

  /** Answers what is no query. */
  public int respond(Rejected rejected, Delivery delivery, MessageWriter writer) {
    return encoder.encode(rejected, delivery, writer);
  }

  /** The rcode of the last answer to a query, all twelve bits of it. */
  public int rcode() {
    return answer.rcode();
  }

  private void decide(Query query, Delivery delivery) {
    if (query.edns().version() > 0) {
      // RFC 6891, 6.1.3: whatever else is asked.
      answer.rcode(Rcode.BADVERS);
    } else if (query.isNotify()) {
      answer.rcode(Rcode.NOTIMP);
    } else if (query.qclass() == RrClass.CH) {
      identity.answer(query, answer);
    } else if (query.qclass() != RrClass.IN) {
      answer.error(Rcode.REFUSED, ExtendedError.Code.NOT_AUTHORITATIVE);
    } else {
      decideByType(query, delivery);
    }
  }

  private void decideByType(Query query, Delivery delivery) {
    switch (query.qtype()) {
      case RrType.OPT, RrType.TSIG, RrType.TKEY ->
          answer.error(Rcode.FORMERR, ExtendedError.Code.INVALID_QUERY_TYPE);
      case RrType.MAILA, RrType.MAILB -> answer.rcode(Rcode.NOTIMP);
      case RrType.AXFR -> refuse(transferReason(delivery));
      case RrType.IXFR -> incremental(query, delivery);
      default -> resolve(query.qname(), query, delivery);
    }
  }

  private void refuse(TransferPlan.Reason reason) {
    answer.error(reason.rcode(), reason.extendedError());
  }

  private static TransferPlan.Reason transferReason(Delivery delivery) {
    return delivery.overTcp() ? TransferPlan.Reason.NOT_ALLOWED : TransferPlan.Reason.OVER_UDP;
  }

  /** RFC 1995, 2: over UDP the SOA alone says whether to come again over TCP. */
  private void incremental(Query query, Delivery delivery) {
    if (delivery.overTcp()) {
      refuse(TransferPlan.Reason.NOT_ALLOWED);
    } else if (zones.exact(query.qname()) == null) {
      refuse(TransferPlan.Reason.NOT_AUTHORITATIVE);
    } else {
      composer.begin(RrType.SOA, false, delivery);
      SignedZone zone = readyOrError(zones.exact(query.qname()));
      if (zone != null) {
        composer.compose(zone, query.qname());
      }
    }
  }

  private void resolve(DomainName qname, Query query, Delivery delivery) {
    int qtype = query.qtype();
    SignedZone zone = readyOrError(zoneFor(qname, qtype));
    if (zone == null) {
      return;
    }
    if (qtype == RrType.ANY && settings.anyToTcp() && !delivery.overTcp()) {
      answer.setTruncated();
      return;
    }
    composer.begin(qtype, query.edns().dnssecOk(), delivery);
    DomainName name = composer.compose(zone, qname);
    for (int links = 1; name != null && links <= settings.cnameChainMax(); links++) {
      zone = nextZone(zone, name, qtype);
      name = zone == null ? null : composer.compose(zone, name);
    }
  }

  /** The zone, or null when it can't be served: then the answer says why. */
  private SignedZone readyOrError(Served served) {
    if (served instanceof Served.Ready ready) {
      return ready.zone();
    }
    if (served == null) {
      answer.error(Rcode.REFUSED, ExtendedError.Code.NOT_AUTHORITATIVE);
    } else if (served instanceof Served.Expired) {
      answer.error(Rcode.SERVFAIL, ExtendedError.Code.INVALID_DATA);
    } else {
      answer.error(Rcode.SERVFAIL, ExtendedError.Code.NOT_READY);
    }
    return null;
  }

  private Served zoneFor(DomainName name, int type) {
    Served closest = zones.closest(name);
    if (type == RrType.DS && closest != null && closest.apex().equals(name)) {
      Served above = zones.closestAbove(name);
      return above != null && answersForDs(above, name) ? above : closest;
    }
    return closest;
  }

  /** RFC 4035, 3.1.4.1: the DS of a name is in its parent, unless that is yet another zone. */
  private boolean answersForDs(Served above, DomainName name) {
    return !(above instanceof Served.Ready ready)
        || !(lookup.find(ready.zone(), name, RrType.DS) instanceof Outcome.Referral);
  }

  /** The zone that has the next name of a chain; null when the chain ends here. */
  private SignedZone nextZone(SignedZone zone, DomainName name, int type) {
    if (settings.resolveAcrossZones()) {
      return zoneFor(name, type) instanceof Served.Ready ready ? ready.zone() : null;
    }
    return name.isAtOrBelow(zone.apex()) ? zone : null;
  }
}
