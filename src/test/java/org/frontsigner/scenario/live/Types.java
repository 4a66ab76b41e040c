package org.frontsigner.scenario.live;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.xbill.DNS.AFSDBRecord;
import org.xbill.DNS.KXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** Undoes differences that come with the type that is asked for. */
final class Types {
  private static final Set<Integer> GENERATED = Set.of(Type.DNSKEY, Type.NSEC3PARAM);
  private static final int NO_TYPE = 0;
  private static final Set<Integer> ALIASES = Set.of(Type.CNAME, Type.DNAME);

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
    if (has(theirs.answer(), NO_TYPE)) {
      return ours.withHeaderOf(theirs);
    }
    List<Entry> more = Entry.surplus(ours.answer(), theirs.answer());
    boolean keys = more.stream().allMatch(entry -> GENERATED.contains(entry.type()));
    boolean wildcardNsec = more.stream().allMatch(Types::isNsec) && isSynthesized(more);
    return (keys && !exchange.query().dnssecOk()) || wildcardNsec
        ? theirs.withAnswer(ours.answer())
        : theirs;
  }

  static Reply aliases(Exchange exchange) {
    Reply ours = exchange.ours();
    Reply theirs = exchange.theirs();
    boolean askedFor = Set.of(Type.ANY, Type.CNAME).contains(exchange.query().type());
    boolean followed = askedFor && theirs.answer().stream().anyMatch(Types::isAlias);
    boolean gaveUp = theirs.wholeRcode() == Rcode.SERVFAIL;
    boolean generated =
        GENERATED.contains(exchange.query().type())
            && theirs.answer().stream().anyMatch(Types::isAlias)
            && has(ours.answer(), exchange.query().type())
            && !has(theirs.answer(), exchange.query().type());
    if (generated) {
      return ours;
    }
    return isOnlyAlias(ours.answer()) && !has(ours.authority(), Type.SOA) && (followed || gaveUp)
        ? ours
        : theirs;
  }

  private static boolean isAlias(Entry entry) {
    return entry.type() == Type.CNAME;
  }

  private static boolean isOnlyAlias(List<Entry> entries) {
    return entries.stream().anyMatch(Types::isAlias)
        && entries.stream().allMatch(entry -> ALIASES.contains(entry.covered()) || isNsec(entry));
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
    boolean alone = has(ours.answer(), Type.NSEC) && !has(theirs.answer(), Type.NSEC);
    boolean withoutDo = alone && !exchange.query().dnssecOk();
    boolean wildcard = isSynthesized(ours.answer()) && !hasNsec(theirs, exchange.query().name());
    boolean stopped =
        has(theirs.answer(), Type.DNAME)
            && theirs.authority().isEmpty()
            && Entry.surplus(theirs.answer(), ours.answer()).isEmpty();
    boolean referral =
        has(ours.authority(), Type.NS)
            && ours.answer().isEmpty()
            && has(theirs.answer(), Type.NSEC);
    return withoutDo || wildcard || stopped || referral ? ours.withEdns(theirs.edns()) : theirs;
  }

  private static boolean hasNsec(Reply reply, Name name) {
    return reply.answer().stream()
        .anyMatch(entry -> entry.type() == Type.NSEC && entry.owner().equals(name));
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

  private static Optional<Name> host(Record record) {
    if (record instanceof AFSDBRecord afsdb) {
      return Optional.of(afsdb.getHost());
    }
    return record instanceof KXRecord kx ? Optional.of(kx.getTarget()) : Optional.empty();
  }

  static Reply addresses(Exchange exchange) {
    Reply ours = exchange.ours();
    Reply theirs = exchange.theirs();
    Set<Name> hosts =
        ours.answer().stream()
            .map(entry -> host(entry.record()))
            .flatMap(Optional::stream)
            .collect(Collectors.toSet());
    List<Entry> more = Entry.surplus(ours.additional(), theirs.additional());
    List<Entry> less = Entry.surplus(theirs.additional(), ours.additional());
    boolean hosted = more.stream().allMatch(entry -> hosts.contains(entry.owner()));
    boolean glue =
        has(ours.answer(), Type.MX)
            && less.stream().allMatch(entry -> exchange.oddities().isBelowCut(entry.owner()));
    return hosted && (less.isEmpty() || glue) ? theirs.withAdditional(ours.additional()) : theirs;
  }
}
