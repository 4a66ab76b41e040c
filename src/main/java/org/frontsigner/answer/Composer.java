package org.frontsigner.answer;

import org.frontsigner.signing.Rrsigs;
import org.frontsigner.signing.SignedSet;
import org.frontsigner.signing.SignedZone;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.Rcode;
import org.frontsigner.wire.RrSet;
import org.frontsigner.wire.RrSetBuilder;
import org.frontsigner.wire.RrType;
import org.frontsigner.wire.Section;
import org.frontsigner.zone.Node;

/**
 * Puts what one zone has to say of one name into an answer: sets into the answer section, referral
 * or denial with its proofs into the authority section, addresses into the additional section.
 * Reused; not thread-safe.
 */
final class Composer {
  private final Answer answer;
  private final Lookup lookup;
  private final Additional additional;

  private int type;
  private boolean dnssecOk;
  private boolean overTcp;
  private boolean signed;
  private Proofs proofs = NoProofs.INSTANCE;

  Composer(Answer answer, Lookup lookup) {
    this.answer = answer;
    this.lookup = lookup;
    this.additional = new Additional(answer);
  }

  /** Begins a question. */
  void begin(int qtype, boolean wantsDnssec, Delivery delivery) {
    type = qtype;
    dnssecOk = wantsDnssec;
    overTcp = delivery.overTcp();
  }

  /**
   * Says what the zone has of the name.
   *
   * @return the name to go on with, where this one is an alias; else null
   */
  DomainName compose(SignedZone zone, DomainName name) {
    signed = dnssecOk && zone.isSigned();
    proofs = proofs(zone);
    Outcome outcome = lookup.find(zone, name, type);
    // RFC 1035, 4.1.1: the flag is about the first owner name of the answer section.
    if (!(outcome instanceof Outcome.Referral) && answer.count() == 0) {
      answer.setAuthoritative();
    }
    if (outcome instanceof Outcome.Hit hit) {
      hit(hit);
    } else if (outcome instanceof Outcome.NoData noData) {
      noData(noData);
    } else if (outcome instanceof Outcome.NxDomain) {
      nameError();
    } else if (outcome instanceof Outcome.Referral referral) {
      referral(referral);
    } else if (outcome instanceof Outcome.Alias alias) {
      return alias(alias);
    } else if (outcome instanceof Outcome.Substitution substitution) {
      return substitution(substitution);
    }
    return null;
  }

  private Proofs proofs(SignedZone zone) {
    if (!signed || !zone.provesAbsence()) {
      return NoProofs.INSTANCE;
    }
    return zone.usesNsec() ? NsecProofs.INSTANCE : Nsec3Proofs.INSTANCE;
  }

  private void hit(Outcome.Hit hit) {
    switch (type) {
      case RrType.ANY -> everything(hit.node());
      case RrType.RRSIG -> signaturesAlone(hit.node());
      case RrType.NSEC -> nsec(hit.node());
      default -> {
        RrSet set = hit.node().set(type);
        // A DNAME that redirected a name before may be what another name leads to.
        if (!answer.has(Section.ANSWER, lookup.name(), type)) {
          add(hit.node(), set);
        }
        additional.addFor(lookup.zone(), lookup.name(), set, signed);
      }
    }
    if (hit.wildcard()) {
      proofs.wildcardAnswer(lookup, answer);
    }
  }

  private void add(Node node, RrSet set) {
    answer.add(Section.ANSWER, lookup.name(), set, signatures(node, set));
  }

  private Rrsigs signatures(Node node, RrSet set) {
    return signed ? lookup.zone().signatures(node, set) : null;
  }

  private void everything(Node node) {
    for (RrSet set : node.sets()) {
      add(node, set);
    }
    if (signed && lookup.zone().ownsNsec(node)) {
      nsec(node);
    }
    for (RrSet set : node.sets()) {
      additional.addFor(lookup.zone(), lookup.name(), set, signed);
    }
  }

  private void nsec(Node node) {
    SignedSet nsec = lookup.zone().nsec(node);
    answer.add(Section.ANSWER, lookup.name(), nsec.set(), signed ? nsec.rrsigs() : null);
  }

  /** RFC 8482, 7: over UDP one of the sets that answer is enough. */
  private void signaturesAlone(Node node) {
    for (RrSet set : node.sets()) {
      if (addSignatures(lookup.zone().signatures(node, set)) && !overTcp) {
        return;
      }
    }
    if (lookup.zone().ownsNsec(node)) {
      addSignatures(lookup.zone().nsec(node).rrsigs());
    }
  }

  /** False when there are none, as may be in a zone that others signed. */
  private boolean addSignatures(Rrsigs rrsigs) {
    if (rrsigs != null) {
      answer.addSignatures(Section.ANSWER, lookup.name(), rrsigs);
    }
    return rrsigs != null;
  }

  private void noData(Outcome.NoData noData) {
    addSoa();
    if (noData.wildcard()) {
      proofs.wildcardNoData(lookup, noData.node(), answer);
    } else {
      proofs.noData(lookup, lookup.depth(), noData.node(), answer);
    }
  }

  private void nameError() {
    answer.rcode(Rcode.NXDOMAIN);
    addSoa();
    proofs.nameError(lookup, answer);
  }

  /** RFC 2308, 3: the TTL of the denial is that of the SOA or its minimum, whichever is less. */
  private void addSoa() {
    SignedZone zone = lookup.zone();
    Node apex = zone.apexNode();
    RrSet soa = apex.set(RrType.SOA);
    answer.addWithTtl(
        Section.AUTHORITY,
        zone.apex(),
        soa,
        signatures(apex, soa),
        zone.soa().negativeTtlSeconds());
  }

  private void referral(Outcome.Referral referral) {
    Node node = referral.cut();
    RrSet servers = node.set(RrType.NS);
    DomainName cut = lookup.name().ancestor(lookup.depth() - referral.depth());
    answer.add(Section.AUTHORITY, cut, servers, null);
    RrSet ds = node.set(RrType.DS);
    if (signed && ds != null) {
      answer.add(Section.AUTHORITY, cut, ds, signatures(node, ds));
    }
    if (referral.wildcard() && ds != null) {
      proofs.wildcardAnswer(lookup, answer);
    } else if (referral.wildcard()) {
      proofs.wildcardNoData(lookup, node, answer);
    } else if (ds == null) {
      proofs.noData(lookup, referral.depth(), node, answer);
    }
    additional.addGlue(lookup.zone(), cut, servers, signed);
  }

  private DomainName alias(Outcome.Alias alias) {
    if (answer.has(Section.ANSWER, lookup.name(), RrType.CNAME)) {
      return null;
    }
    RrSet cname = alias.node().set(RrType.CNAME);
    add(alias.node(), cname);
    if (alias.wildcard()) {
      proofs.wildcardAnswer(lookup, answer);
    }
    return DomainName.at(cname.octets(), cname.rdataAt(cname.first()));
  }

  /**
   * RFC 6672, 3.1: the DNAME, and a CNAME made of it for those who don't know DNAME.
   *
   * <p>A chain that comes to the same DNAME again ends before it, and whoever asks goes on from
   * there: validators take only the CNAME that follows a DNAME for one that was made of it, and
   * hold a later one for data that lacks its signature.
   */
  private DomainName substitution(Outcome.Substitution substitution) {
    DomainName name = lookup.name();
    RrSet dname = substitution.node().set(RrType.DNAME);
    DomainName owner = name.ancestor(lookup.depth() - substitution.depth());
    if (answer.has(Section.ANSWER, owner, RrType.DNAME)) {
      return null;
    }
    answer.add(Section.ANSWER, owner, dname, signatures(substitution.node(), dname));
    DomainName target = DomainName.at(dname.octets(), dname.rdataAt(dname.first()));
    if (name.length() - owner.length() + target.length() > DomainName.OCTETS_MAX) {
      answer.rcode(Rcode.YXDOMAIN);
      return null;
    }
    if (answer.has(Section.ANSWER, name, RrType.CNAME)) {
      return null;
    }
    DomainName substitute = name.substitute(owner, target);
    RrSet cname = RrSetBuilder.single(RrType.CNAME, dname.ttl(), substitute.octets());
    answer.add(Section.ANSWER, name, cname, null);
    boolean answered = type == RrType.CNAME || type == RrType.ANY;
    return answered ? null : substitute;
  }
}
