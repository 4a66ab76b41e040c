package org.frontsigner.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSEC3Record;
import org.xbill.DNS.NSECRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * A validator of answers of one zone (RFC 4035, 5; RFC 5155, 8), written for nothing but to judge:
 * every set is verified, every claim of the answer must be proved by the records in it, and without
 * any one of the denial records some claim must not be.
 */
final class Prover {
  private final Name apex;
  private final List<DNSKEYRecord> keys;
  private final BiPredicate<Name, Name> madeFrom;
  private final Predicate<Name> inChain;
  private final Set<String> verified = new HashSet<>();

  /** One statement of an answer that denial records have to prove. */
  private interface Claim extends Predicate<Denials> {}

  Prover(Name apex, BiPredicate<Name, Name> madeFrom, Predicate<Name> inChain) {
    this.apex = apex;
    this.madeFrom = madeFrom;
    this.keys =
        List.of(TestServer.dnskey(TestServer.KSK, apex), TestServer.dnskey(TestServer.ZSK, apex));
    this.inChain = inChain;
  }

  /**
   * Judges a whole answer; how it ends must be what the message itself says.
   *
   * @param endless whether the chain is known to be one that has no end
   */
  void judge(Name qname, int type, Message message, boolean endless) {
    List<Claim> claims = new ArrayList<>();
    Name last = follow(qname, type, message, claims);
    if (last != null && !endless) {
      judgeEnd(last, type, message, claims);
    }
    List<Record> denials = new ArrayList<>();
    for (RRset set : message.getSectionRRsets(Section.AUTHORITY)) {
      if (set.getType() == Type.NSEC || set.getType() == Type.NSEC3) {
        verify(set);
        assertThat(set.rrs()).as("records at one name").hasSize(1);
        denials.add(set.first());
      }
    }
    judge(claims, denials, message);
  }

  private void judge(List<Claim> claims, List<Record> denials, Message message) {
    assertThat(claims)
        .as("claims proved by %s in\n%s", denials, message)
        .allMatch(claim -> claim.test(collection(denials)));
    for (Record spare : denials) {
      List<Record> others = denials.stream().filter(each -> !each.equals(spare)).toList();
      assertThat(claims)
          .as("claims that need %s in\n%s", spare, message)
          .anyMatch(claim -> !claim.test(collection(others)));
    }
  }

  private Denials collection(List<Record> records) {
    List<NSECRecord> nsec = new ArrayList<>();
    List<NSEC3Record> nsec3 = new ArrayList<>();
    for (Record record : records) {
      if (record instanceof NSECRecord each) {
        nsec.add(each);
      } else {
        nsec3.add((NSEC3Record) record);
      }
    }
    return nsec3.isEmpty()
        ? new NsecDenials(nsec, apex)
        : new Nsec3Denials(nsec3, apex, madeFrom, inChain);
  }

  /** The name at which the answer section ends without the type; null when it has it. */
  private Name follow(Name qname, int type, Message message, List<Claim> claims) {
    Name name = qname;
    List<RRset> left = new ArrayList<>(message.getSectionRRsets(Section.ANSWER));
    while (!left.isEmpty()) {
      RRset set = take(left, name, type);
      if (set != null) {
        verify(name, set, claims);
        assertThat(left).as("sets that belong to no chain in\n%s", message).isEmpty();
        return null;
      }
      Name redirected = followDname(name, left, message);
      if (redirected == null) {
        RRset cname = take(left, name, Type.CNAME);
        assertThat(cname).as("the next set of the chain at %s in\n%s", name, message).isNotNull();
        verify(name, cname, claims);
        redirected = ((CNAMERecord) cname.first()).getTarget();
      } else if (type == Type.CNAME) {
        return null;
      }
      name = redirected;
    }
    return type == Type.DNAME && isShown(name, message) ? null : name;
  }

  /** Whether a DNAME that redirected another name is itself what was asked for. */
  private static boolean isShown(Name name, Message message) {
    return message.getSectionRRsets(Section.ANSWER).stream()
        .anyMatch(set -> set.getType() == Type.DNAME && set.getName().equals(name));
  }

  private static RRset take(List<RRset> sets, Name name, int type) {
    for (RRset set : sets) {
      boolean signed = !set.sigs().isEmpty();
      if (set.getName().equals(name) && set.getType() == type && signed) {
        sets.remove(set);
        return set;
      }
    }
    return null;
  }

  /** Where a DNAME above leads; null when there is none. The CNAME must be what it makes. */
  private Name followDname(Name name, List<RRset> left, Message message) {
    for (RRset set : message.getSectionRRsets(Section.ANSWER)) {
      boolean above = name.subdomain(set.getName()) && !name.equals(set.getName());
      if (set.getType() == Type.DNAME && above) {
        left.remove(set);
        verify(set);
        try {
          Name target = name.fromDNAME((DNAMERecord) set.first());
          RRset cname = synthesized(left, name);
          assertThat(((CNAMERecord) cname.first()).getTarget()).isEqualTo(target);
          assertThat(cname.getTTL()).isEqualTo(set.getTTL());
          left.remove(cname);
          return target;
        } catch (NameTooLongException e) {
          throw new AssertionError("a name too long was made", e);
        }
      }
    }
    return null;
  }

  private static RRset synthesized(List<RRset> left, Name name) {
    for (RRset set : left) {
      if (set.getName().equals(name) && set.getType() == Type.CNAME && set.sigs().isEmpty()) {
        return set;
      }
    }
    throw new AssertionError("no CNAME was made for " + name);
  }

  private void judgeEnd(Name name, int type, Message message, List<Claim> claims) {
    RRset soa = find(message, Section.AUTHORITY, Type.SOA);
    RRset servers = find(message, Section.AUTHORITY, Type.NS);
    if (soa != null) {
      assertThat(servers).isNull();
      verify(soa);
      boolean nameError = message.getRcode() == org.xbill.DNS.Rcode.NXDOMAIN;
      claims.add(nameError ? d -> d.nameError(name) : d -> d.noData(name, type));
    } else if (servers != null) {
      judgeReferral(name, servers, message, claims);
    } else {
      assertThat(name.subdomain(apex)).as("no end for %s in\n%s", name, message).isFalse();
    }
  }

  private void judgeReferral(Name name, RRset servers, Message message, List<Claim> claims) {
    Name cut = servers.getName();
    assertThat(name.subdomain(cut)).isTrue();
    assertThat(servers.sigs()).as("delegations are not signed").isEmpty();
    RRset ds = find(message, Section.AUTHORITY, Type.DS);
    if (ds == null) {
      claims.add(d -> d.noDs(cut));
    } else {
      assertThat(ds.getName()).isEqualTo(cut);
      verify(cut, ds, claims);
    }
  }

  private static RRset find(Message message, int section, int type) {
    return message.getSectionRRsets(section).stream()
        .filter(set -> set.getType() == type)
        .findFirst()
        .orElse(null);
  }

  /** Verifies a set, and claims what an expanded wildcard has to prove (RFC 4035, 5.3.4). */
  private void verify(Name name, RRset set, List<Claim> claims) {
    verify(set);
    int labels = set.sigs().get(0).getLabels();
    int own = name.labels() - 1;
    boolean expanded = labels < (name.isWild() ? own - 1 : own);
    if (expanded) {
      Name encloser = new Name(name, own - labels);
      claims.add(d -> d.noCloser(name, encloser));
    }
  }

  /** Verifies all signatures of a set; there must be one for each key that signs it. */
  void verify(RRset set) {
    assertThat(set.sigs()).as("signatures of %s", set).isNotEmpty();
    for (RRSIGRecord rrsig : set.sigs()) {
      assertThat(rrsig.getTTL()).as("TTL of %s", rrsig).isEqualTo(set.getTTL());
      String text = set.rrs() + " " + rrsig;
      if (verified.add(text)) {
        verify(set, rrsig);
      }
    }
  }

  private void verify(RRset set, RRSIGRecord rrsig) {
    for (DNSKEYRecord key : keys) {
      if (key.getFootprint() == rrsig.getFootprint()) {
        try {
          DNSSEC.verify(set, rrsig, key, TestServer.NOW);
          return;
        } catch (DNSSEC.DNSSECException e) {
          throw new AssertionError(rrsig + " over " + set, e);
        }
      }
    }
    throw new AssertionError("no key for " + rrsig);
  }
}
