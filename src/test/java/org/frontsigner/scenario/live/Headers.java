package org.frontsigner.scenario.live;

import java.util.List;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** Undoes differences of header and OPT record. */
final class Headers {
  private static final String NOT_AUTHORITATIVE = ", [{Extended_DNS_Error: NOT_AUTHORITATIVE}]";

  private Headers() {}

  static Reply checkingDisabled(Exchange exchange) {
    return exchange.query().checkingDisabled() && !exchange.theirs().flags().contains("cd")
        ? exchange.theirs().withFlag("cd", true)
        : exchange.theirs();
  }

  static Reply extendedError(Exchange exchange) {
    Reply theirs = exchange.theirs();
    boolean told = exchange.ours().edns().equals(theirs.edns() + NOT_AUTHORITATIVE);
    return theirs.rcode() == Rcode.REFUSED && exchange.query().usesEdns() && told
        ? theirs.withEdns(exchange.ours().edns())
        : theirs;
  }

  static Reply size(Exchange exchange) {
    return isLonger(exchange) ? exchange.theirs().withFlag("tc", true) : withLess(exchange);
  }

  // Where a CNAME is made of a DNAME theirs points into the DNAME's rdata; and where a hidden name
  // takes another proof, that has its own length.
  private static boolean isLonger(Exchange exchange) {
    int room = exchange.query().roomOctets();
    boolean only = exchange.ours().isTruncated() && !exchange.theirs().isTruncated();
    boolean dname = exchange.ours().answer().stream().anyMatch(entry -> entry.type() == Type.DNAME);
    return only
        && exchange.ours().octets() > room
        && exchange.theirs().octets() <= room
        && (dname || exchange.oddities().isUnneeded(exchange.query().name()));
  }

  /** What is due without fail is glue below the cut (RFC 9471, 2.1); all else may be left out. */
  private static Reply withLess(Exchange exchange) {
    Reply ours = exchange.ours();
    Reply theirs = exchange.theirs();
    List<Entry> left = Entry.surplus(theirs.additional(), ours.additional());
    boolean needed = left.stream().anyMatch(entry -> isGlue(entry, ours));
    boolean more = Entry.surplus(ours.additional(), theirs.additional()).isEmpty();
    boolean only = theirs.isTruncated() && !ours.isTruncated();
    return only && more && !needed && theirs.octets() > exchange.query().roomOctets()
        ? theirs.withAdditional(ours.additional()).withFlag("tc", false)
        : theirs;
  }

  private static boolean isGlue(Entry entry, Reply referral) {
    return !referral.flags().contains("aa")
        && referral.authority().stream()
            .anyMatch(ns -> ns.type() == Type.NS && entry.owner().subdomain(ns.owner()));
  }
}
