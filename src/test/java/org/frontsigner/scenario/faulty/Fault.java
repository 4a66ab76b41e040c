package org.frontsigner.scenario.faulty;

import static org.frontsigner.scenario.faulty.Effect.EITHER;
import static org.frontsigner.scenario.faulty.Effect.HANGS;
import static org.frontsigner.scenario.faulty.Effect.KEEPS_OLD;
import static org.frontsigner.scenario.faulty.Effect.TAKES_NEW;

import java.io.IOException;
import org.xbill.DNS.Rcode;

/** The ways in which {@link FaultyPrimary} misbehaves. */
@SuppressWarnings("ImmutableEnumChecker") // Acts have no state.
public enum Fault {
  NONE(TAKES_NEW, exchange -> exchange.stream(exchange.honest())),

  REFUSES(KEEPS_OLD, refusing(Rcode.REFUSED), refusing(Rcode.REFUSED)),
  NOT_AUTHORITATIVE(KEEPS_OLD, refusing(Rcode.NOTAUTH), refusing(Rcode.NOTAUTH)),
  SERVER_FAILURE(KEEPS_OLD, refusing(Rcode.SERVFAIL), refusing(Rcode.SERVFAIL)),
  REFUSES_TRANSFER_ONLY(KEEPS_OLD, refusing(Rcode.REFUSED)),

  GARBAGE(KEEPS_OLD, Streams::garbage),
  GARBAGE_EVERYWHERE(KEEPS_OLD, Streams::garbage, Streams::garbage),
  COUNTS_LIE(KEEPS_OLD, Streams::lyingCounts),
  LENGTH_LIES(KEEPS_OLD, Streams::lyingLength),
  EMPTY_ANSWER(KEEPS_OLD, exchange -> exchange.send(exchange.reply())),
  CLOSES_AT_ONCE(KEEPS_OLD, exchange -> exchange.channel().close()),
  CUT_BETWEEN_MESSAGES(KEEPS_OLD, Streams::cutBetweenMessages),
  CUT_IN_MESSAGE(KEEPS_OLD, Streams::cutInMessage),

  WRONG_ID(KEEPS_OLD, Streams::wrongId),
  WRONG_QUESTION(KEEPS_OLD, Streams::wrongQuestion),
  NOT_A_RESPONSE(KEEPS_OLD, Streams::notAResponse),
  ERROR_IN_THE_MIDDLE(KEEPS_OLD, Streams::errorInTheMiddle),

  UNEQUAL_SOAS(KEEPS_OLD, Contents::unequalSoas),
  SECOND_SOA_IN_THE_MIDDLE(KEEPS_OLD, Contents::secondSoa),
  RECORDS_BEFORE_SOA(KEEPS_OLD, Contents::recordsBeforeSoa),
  RECORDS_AFTER_LAST_SOA(EITHER, Contents::recordsAfterLastSoa),
  OTHER_ZONE(KEEPS_OLD, Contents::otherZone),
  OUT_OF_ZONE_RECORDS(EITHER, Contents::outOfZone),
  OTHER_CLASS(EITHER, Contents::otherClass),
  CNAME_BESIDE_OTHER_DATA(EITHER, Contents::cnameBesideOtherData),
  DNSSEC_RECORDS(TAKES_NEW, Contents::dnssecRecords),
  // The probe told of a newer one; a refresh that is not forced asks the next primary instead.
  OLDER_SERIAL(TAKES_NEW, Contents::olderSerial),

  TSIG_MISSING(KEEPS_OLD, Signatures::missing),
  TSIG_OF_WRONG_SECRET(KEEPS_OLD, Signatures::wrongSecret),
  TSIG_OF_UNKNOWN_KEY(KEEPS_OLD, Signatures::unknownKey),
  TSIG_ON_FIRST_MESSAGE_ONLY(KEEPS_OLD, Signatures::firstOnly),
  TSIG_BROKEN_IN_LAST_MESSAGE(KEEPS_OLD, Signatures::brokenInLast),

  IXFR_NOT_IMPLEMENTED(TAKES_NEW, Increments::notImplemented),
  IXFR_FORMAT_ERROR(TAKES_NEW, Increments::formatError),
  IXFR_DELETES_WHAT_IS_NOT_THERE(TAKES_NEW, Increments::deletesWhatIsNotThere),
  IXFR_FROM_OTHER_SERIAL(TAKES_NEW, Increments::fromOtherSerial),
  IXFR_GARBAGE(EITHER, Increments::garbage),
  IXFR_CUT(EITHER, Increments::cut),

  SILENT(HANGS, exchange -> {}),
  SLOW_DRIBBLE(HANGS, Streams::dribble),
  ENDLESS(HANGS, Streams::endless);

  private final Effect effect;
  private final Act probe;
  private final Act transfer;

  Fault(Effect effect, Act transfer) {
    this(effect, Exchange::sendSoa, transfer);
  }

  Fault(Effect effect, Act probe, Act transfer) {
    this.effect = effect;
    this.probe = probe;
    this.transfer = transfer;
  }

  /** What a careful puller does. */
  public Effect effect() {
    return effect;
  }

  void probe(Exchange exchange) throws IOException {
    probe.on(exchange);
  }

  void transfer(Exchange exchange) throws IOException {
    transfer.on(exchange);
  }

  private static Act refusing(int rcode) {
    return exchange -> exchange.refuse(rcode);
  }

  /** What is done with a request. */
  @FunctionalInterface
  interface Act {
    void on(Exchange exchange) throws IOException;
  }
}
