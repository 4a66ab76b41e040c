package org.frontsigner.answer;

import java.util.Optional;
import java.util.concurrent.Executor;
import org.frontsigner.signing.SignedZone;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.EdnsOptions;
import org.frontsigner.wire.Header;
import org.frontsigner.wire.MessageWriter;
import org.frontsigner.wire.Query;
import org.frontsigner.wire.Rcode;
import org.frontsigner.wire.RrClass;
import org.frontsigner.wire.RrSet;
import org.frontsigner.wire.RrType;
import org.frontsigner.wire.Section;
import org.frontsigner.zone.Difference;

/**
 * The messages that meet a request for a transfer, one after another, made when they are asked for:
 * who takes them slowly holds one value of the zone and no messages. Blocks while signatures are
 * made, so it is not for the threads of an event loop. Not thread-safe; for one transfer.
 */
public final class TransferStream implements AutoCloseable {
  /** How much of a zone is sent. */
  public enum Extent {
    /** Nothing: an error is. */
    NONE,
    /** The SOA alone. */
    UP_TO_DATE,
    /** What changed. */
    INCREMENTAL,
    /** All of it. */
    WHOLE
  }

  private final int id;
  private final int qtype;
  private final DomainName qname;
  private final boolean hasEdns;
  private final boolean dnssecOk;
  private final int reservedOctets;
  private final TransferPlan plan;
  private final SigningPipe pipe;
  private TransferWalk walk;
  private final SignatureWriter signatures = new SignatureWriter();

  private volatile Extent extent;
  private boolean begun;
  private boolean ended;
  private boolean pending;
  private int position;
  private int recordsLeft;
  private int nextSignature;

  /**
   * A stream that has not begun. Of the query nothing is kept but values.
   *
   * @param reservedOctets room that every message leaves, for a TSIG record
   * @param executor signs ahead of the stream
   * @param chunksAheadMax see {@link SigningPipe}
   */
  public TransferStream(
      Query query, TransferPlan plan, int reservedOctets, Executor executor, int chunksAheadMax) {
    this.id = query.id();
    this.qtype = query.qtype();
    this.qname = query.qname();
    this.hasEdns = query.edns().isPresent();
    this.dnssecOk = query.edns().dnssecOk();
    this.reservedOctets = reservedOctets;
    this.plan = plan;
    this.extent = extent(plan);
    SignedZone zone = plan.zoneOf().orElse(null);
    this.pipe = zone == null ? null : new SigningPipe(zone, executor, chunksAheadMax);
  }

  private static Extent extent(TransferPlan plan) {
    if (plan instanceof TransferPlan.Refused) {
      return Extent.NONE;
    }
    return plan instanceof TransferPlan.UpToDate ? Extent.UP_TO_DATE : Extent.WHOLE;
  }

  /**
   * Writes the next message, unsigned by TSIG, and finishes it.
   *
   * @return false when there is no further message: nothing was written then
   * @throws org.frontsigner.signing.SigningFailed when a key does not sign
   * @throws IllegalStateException when a record of the zone fits into no message
   */
  public boolean next(MessageWriter writer) {
    if (ended) {
      return false;
    }
    boolean first = !begun;
    if (first) {
      walk = walk();
    }
    begin(writer);
    if (plan instanceof TransferPlan.Refused refused) {
      writer.rcode(refused.reason().rcode());
      ended = true;
    } else {
      writer.section(Section.ANSWER);
      fill(writer);
    }
    if (first && hasEdns) {
      writer.opt(AnswerSettings.UDP_OCTETS_DEFAULT, rcode(), 0, dnssecOk, options());
    }
    writer.finish();
    return true;
  }

  /** A difference may have to be made first, so that the walk is chosen when it is to begin. */
  private TransferWalk walk() {
    if (plan instanceof TransferPlan.Incremental incremental) {
      Optional<Difference> less =
          incremental
              .history()
              .since(incremental.fromSerial())
              .filter(difference -> difference.octets() < incremental.zone().octetsRoughly());
      if (less.isPresent()) {
        extent = Extent.INCREMENTAL;
        return new DifferenceWalk(less.get());
      }
    }
    return plan.zoneOf().map(zone -> new ZoneWalk(zone, pipe)).orElse(null);
  }

  /** What is sent; of an increment known once the first message is made. */
  public Extent extent() {
    return extent;
  }

  private void begin(MessageWriter writer) {
    int authoritative = plan instanceof TransferPlan.Refused ? 0 : Header.AA;
    writer.beginTransfer(id, Header.QR | authoritative, MessageWriter.OCTETS_MAX);
    writer.reserveForTsig(reservedOctets);
    if (!begun) {
      // RFC 5936, 2.2.1: the first message repeats the question; 2.2.5: and has the OPT record.
      writer.question(qname, qtype, RrClass.IN);
      writer.reserveForOpt(hasEdns ? MessageWriter.OPT_OCTETS + options().length() : 0);
    }
    begun = true;
  }

  private int rcode() {
    return plan instanceof TransferPlan.Refused refused ? refused.reason().rcode() : Rcode.NOERROR;
  }

  private EdnsOptions options() {
    return plan instanceof TransferPlan.Refused refused
        ? new EdnsOptions().extendedError(refused.reason().extendedError())
        : EdnsOptions.NONE;
  }

  private void fill(MessageWriter writer) {
    while (pending || advance()) {
      pending = !writeRest(writer);
      if (pending) {
        requireProgress(writer);
        return;
      }
      if (plan instanceof TransferPlan.UpToDate) {
        break;
      }
    }
    ended = true;
  }

  private boolean advance() {
    if (!walk.advance()) {
      return false;
    }
    position = walk.set().first();
    recordsLeft = walk.set().count();
    // RFC 1995, 2: an answer that says the client is up to date is the SOA record alone.
    boolean unsigned = walk.rrsigs() == null || plan instanceof TransferPlan.UpToDate;
    nextSignature = unsigned ? -1 : 0;
    return true;
  }

  /** Writes what is left of the set that the walk shows; false when the message is full before. */
  private boolean writeRest(MessageWriter writer) {
    RrSet set = walk.set();
    writer.owner(walk.owner());
    for (; recordsLeft > 0; recordsLeft--) {
      if (!writer.record(set, position)) {
        return false;
      }
      position = set.next(position);
    }
    while (nextSignature >= 0 && nextSignature < walk.rrsigs().count()) {
      if (!signatures.write(writer, walk.rrsigs(), nextSignature, set.ttl())) {
        return false;
      }
      nextSignature++;
    }
    return true;
  }

  private void requireProgress(MessageWriter writer) {
    if (writer.count(Section.ANSWER) == 0) {
      throw new IllegalStateException(
          "a record of %s %s fits into no message"
              .formatted(walk.owner(), RrType.name(walk.set().type())));
    }
  }

  /** Signs no further ahead. */
  @Override
  public void close() {
    ended = true;
    if (pipe != null) {
      pipe.close();
    }
  }
}
