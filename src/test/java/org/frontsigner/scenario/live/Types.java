package org.frontsigner.scenario.live;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** Undoes differences that come with the type that is asked for. */
final class Types {
  private static final Set<Integer> KEYS = Set.of(Type.DNSKEY, Type.NSEC3PARAM);
  private static final Set<Integer> ALIASES = Set.of(Type.CNAME, Type.DNAME);
  private static final int ALIASES_MAX = 11;

  private Types() {}

  static Reply any(Exchange exchange) {
    return exchange.query().type() == Type.ANY
        ? anyContent(exchange.withTheirs(anyOverUdp(exchange)))
        : exchange.theirs();
  }

  // TC, and nothing else is looked at before: neither whose name it is nor what is there.
  private static Reply anyOverUdp(Exchange exchange) {
    Reply ours = exchange.ours();
    Reply theirs = exchange.theirs();
    boolean sent =
        exchange.query().carrier() != Carrier.TCP
            && theirs.rcode() == Rcode.NOERROR
            && theirs.flags().contains("aa")
            && theirs.isTruncated();
    boolean due =
        ours.isTruncated() ? ours.rcode() == Rcode.NOERROR : ours.rcode() == Rcode.REFUSED;
    return sent && due && !ours.flags().contains("aa") ? theirs.withHeaderOf(ours) : theirs;
  }

  private static Reply anyContent(Exchange exchange) {
    Reply ours = exchange.ours();
    Reply theirs = exchange.theirs();
    if (isOnlyAlias(ours.answer()) && theirs.answer().stream().anyMatch(Types::isAlias)) {
      return ours.withHeaderOf(theirs);
    }
    List<Entry> more = Exchange.surplus(ours.answer(), theirs.answer());
    boolean keys = more.stream().allMatch(entry -> KEYS.contains(entry.type()));
    boolean wildcardNsec = more.stream().allMatch(Types::isNsec) && isSynthesized(more);
    return (keys && !exchange.query().dnssecOk()) || wildcardNsec
        ? theirs.withAnswer(ours.answer())
        : theirs;
  }

  private static boolean isAlias(Entry entry) {
    return entry.type() == Type.CNAME;
  }

  private static boolean isOnlyAlias(List<Entry> entries) {
    return entries.stream().anyMatch(Types::isAlias)
        && entries.stream().allMatch(entry -> isAlias(entry) || isNsecOr(entry, Type.CNAME));
  }

  private static boolean isNsecOr(Entry entry, int type) {
    return isNsec(entry) || entry.covered() == type;
  }

  private static boolean isNsec(Entry entry) {
    return entry.covered() == Type.NSEC;
  }

  /** Whether the signatures are those of wildcards (RFC 4034, 3.1.3). */
  private static boolean isSynthesized(List<Entry> entries) {
    return entries.stream()
        .anyMatch(
            entry ->
                entry.record() instanceof RRSIGRecord signature
                    && signature.getLabels() < entry.owner().labels() - 1);
  }

  static Reply signaturesAlone(Exchange exchange) {
    Reply theirs = exchange.theirs();
    boolean refused =
        theirs.rcode() == Rcode.REFUSED
            && theirs.answer().isEmpty()
            && theirs.authority().isEmpty()
            && theirs.additional().isEmpty();
    boolean foreign = exchange.ours().rcode() == Rcode.REFUSED;
    return exchange.query().type() == Type.RRSIG && refused && !foreign
        ? exchange.ours().withEdns(theirs.edns())
        : theirs;
  }

  static Reply nsec(Exchange exchange) {
    Reply ours = exchange.ours();
    Reply theirs = exchange.theirs();
    if (exchange.query().type() != Type.NSEC) {
      return theirs;
    }
    boolean found = !ours.answer().isEmpty() && ours.answer().stream().allMatch(Types::isNsec);
    boolean withoutDo = !exchange.query().dnssecOk() && found && !has(theirs.answer(), Type.NSEC);
    boolean wildcard = found && isSynthesized(ours.answer()) && theirs.answer().isEmpty();
    boolean referral =
        has(ours.authority(), Type.NS) && ours.answer().isEmpty() && has(theirs.answer(), Type.NSEC);
    return withoutDo || wildcard || referral ? ours.withEdns(theirs.edns()) : theirs;
  }

  private static boolean has(List<Entry> entries, int type) {
    return entries.stream().anyMatch(entry -> entry.type() == type);
  }

  static Reply dsWithoutDo(Exchange exchange) {
    Reply theirs = exchange.theirs();
    boolean referral = has(theirs.authority(), Type.NS);
    Predicate<Entry> other = entry -> entry.type() != Type.DS;
    return !exchange.query().dnssecOk() && referral
        ? theirs.withAuthority(theirs.authority().stream().filter(other).toList())
        : theirs;
  }

  static Reply aliasWithoutEnd(Exchange exchange) {
    List<Entry> chain = exchange.ours().answer();
    long aliases = chain.stream().filter(Types::isAlias).count();
    boolean onlyAliases = chain.stream().allMatch(entry -> ALIASES.contains(entry.covered()));
    return exchange.theirs().rcode() == Rcode.SERVFAIL && aliases > 0 && onlyAliases
        ? exchange.ours()
        : exchange.theirs();
  }
}
