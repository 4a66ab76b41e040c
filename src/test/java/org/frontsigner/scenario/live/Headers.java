package org.frontsigner.scenario.live;

import org.xbill.DNS.Rcode;

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

  /** The octets are those of the whole answer, over TCP. */
  static Reply size(Exchange exchange) {
    Reply theirs = exchange.theirs();
    int room = Math.min(exchange.query().roomOctets(), theirs.octets() - 1);
    boolean fits = exchange.ours().octets() <= room;
    return theirs.isTruncated() && !exchange.ours().isTruncated() && fits
        ? theirs.withFlag("tc", false)
        : theirs;
  }
}
