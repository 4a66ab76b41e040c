package org.frontsigner.scenario.live;

import java.util.List;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/**
 * Where nsd answers otherwise than we do about the same signed zone: it adds its name servers to
 * what it finds, and addresses to more than we do; what it says to ANY and to questions for
 * signatures alone is its own; and with opt-out it proves with other records, and too few of them,
 * that a name is not there whose DS is asked for; asked for a wildcard by its own name, it proves
 * also what nobody doubts. What is left is compared as it is.
 */
public final class NsdHabits {
  private NsdHabits() {}

  /** Whether the two say the same, its habits aside. */
  public static boolean agree(Exchange exchange) {
    Reply ours = exchange.ours();
    Reply theirs = exchange.theirs();
    if (isLeftOut(exchange.query(), ours)) {
      return true;
    }
    return ours.wholeRcode() == theirs.wholeRcode()
        && ours.flags().contains("aa") == theirs.flags().contains("aa")
        && ours.answer().equals(theirs.answer())
        && sameAuthority(exchange.query(), authority(ours), authority(theirs));
  }

  private static boolean isLeftOut(Query query, Reply ours) {
    return query.type() == Type.RRSIG
        || query.type() == Type.ANY
        || (query.type() == Type.DS && ours.wholeRcode() == Rcode.NXDOMAIN);
  }

  private static boolean sameAuthority(Query query, List<Entry> ours, List<Entry> theirs) {
    return query.name().isWild() ? theirs.containsAll(ours) : ours.equals(theirs);
  }

  /** The name servers of a zone are worth something in a referral alone. */
  private static List<Entry> authority(Reply reply) {
    return reply.answer().isEmpty()
        ? reply.authority()
        : reply.authority().stream()
            .filter(entry -> entry.type() != Type.NS && entry.covered() != Type.NS)
            .toList();
  }
}
