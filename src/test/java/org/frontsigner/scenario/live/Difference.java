package org.frontsigner.scenario.live;

import java.util.function.Function;

/**
 * The classes of differences between our answers and those of PowerDNS 4.7, each with its reason
 * and with what decides; {@code docs/differences.md} has them in prose. Two answers are explained
 * when they are equal once all differences are undone in theirs.
 */
public enum Difference {
  CHECKING_DISABLED(
      "it clears the CD bit", "RFC 4035, 3: copied from the query", Headers::checkingDisabled),
  ANY(
      "over UDP it says AA, even of names that are not its; it leaves out the keys without DO and"
          + " the NSEC record of a wildcard, and calls an empty wildcard type 0",
      "RFC 1034, 4.3.2, step 3a: all that is there",
      Types::any),
  EXTENDED_ERROR(
      "it gives no reason when it refuses a name outside its zones",
      "RFC 8914, 4.21: Not Authoritative",
      Headers::extendedError),
  SIGNATURES_ALONE(
      "it refuses RRSIG as a question", "RFC 4035, 3; RFC 8482, 7", Types::signaturesAlone),
  NSEC_ASKED_FOR(
      "asked for NSEC it has none without DO and below a wildcard, and has one where a referral is"
          + " due",
      "RFC 4035, 3; RFC 4592, 4.7; RFC 1034, 4.3.2, step 3b",
      Types::nsec),
  DS_WITHOUT_DO(
      "it adds DS to referrals for those who don't know DNSSEC",
      "RFC 4035, 3; RFC 3225, 3",
      Types::dsWithoutDo),
  ALIASES(
      "it follows an alias that is itself what is asked for, finds no keys where one leads to the"
          + " apex, and answers SERVFAIL when a chain has no end",
      "RFC 1034, 4.3.2, step 3a, and 3.6.2: not to fail when presented with chains or loops",
      Types::aliases),
  HIDDEN_NAMES(
      "it answers with what is below a DNAME or, of delegations, below another delegation, and has"
          + " them in its chain",
      "RFC 6672, 2.4; RFC 1034, 4.3.2, step 3b",
      Chains::hiddenNames),
  ORDER("it sorts names with unusual octets by their escaped text", "RFC 4034, 6.1", Chains::order),
  CAPITALS(
      "it has names in lower case, also the next one of NSEC, which is signed as it is spelled; and"
          + " does not lower those in RT, PX and SIG, which it does not know",
      "RFC 6840, 5.1; RFC 4034, 6.2",
      Chains::capitals),
  ADDRESSES(
      "it adds no addresses of the hosts in KX and AFSDB, and glue of those in MX",
      "RFC 2230, 3; RFC 1183, 1; RFC 2181, 5.4.1",
      Types::addresses),
  SIZE(
      "it says TC where only addresses that may be missing do not fit, and is shorter where it"
          + " compresses against a DNAME",
      "RFC 2181, 9; RFC 9471, 2.1",
      Headers::size);

  private final String reason;
  private final String decides;
  private final Function<Exchange, Reply> undoing;

  Difference(String reason, String decides, Function<Exchange, Reply> undoing) {
    this.reason = reason;
    this.decides = decides;
    this.undoing = undoing;
  }

  /** Their answer as it would be without this difference; the same where it is not at work. */
  Reply undone(Exchange exchange) {
    return undoing.apply(exchange);
  }

  @Override
  public String toString() {
    return "%s: %s (%s)".formatted(name(), reason, decides);
  }
}
