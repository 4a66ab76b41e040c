package org.frontsigner.transfer;

import static org.frontsigner.transfer.TransferFault.failed;
import static org.frontsigner.transfer.TransferFault.notIncremental;

import java.time.Instant;
import java.util.Optional;
import org.frontsigner.bridge.TsigClient;
import org.frontsigner.bridge.TsigFailure;
import org.frontsigner.bridge.TsigKey;
import org.frontsigner.bridge.TsigSession;
import org.frontsigner.keeper.Upstream.Fetched;
import org.frontsigner.wire.CanonicalRdata;
import org.frontsigner.wire.MalformedMessage;
import org.frontsigner.wire.Rcode;
import org.frontsigner.wire.RecordCursor;
import org.frontsigner.wire.RrClass;
import org.frontsigner.wire.RrType;
import org.frontsigner.wire.Section;
import org.frontsigner.wire.Serial;
import org.frontsigner.zone.BuildResult;
import org.frontsigner.zone.IntakePolicy;
import org.frontsigner.zone.Soa;
import org.frontsigner.zone.ZoneBuilder;

/**
 * Reads the answer to one AXFR or IXFR, message after message (RFC 5936, 2.2; RFC 1995, 4; RFC
 * 8945, 5.3.1). Pure: it is given messages and the time, and knows no socket.
 *
 * <pre>
 *   START ─SOA of the zone─▶ SECOND ─┬─ AXFR was asked, or no SOA ────────▶ WHOLE ─the same SOA─▶ END
 *                                    ├─ SOA of our serial ─▶ DIFFERENCES ─the same SOA, reached─▶ END
 *                                    └─ none, nothing newer ───────────────────────────────────▶ END
 *   every record that no arrow takes, and every message against the rules: the answer brings nothing
 * </pre>
 *
 * <p>Each message is judged in this order: size, header, question, TSIG, rcode, records. At the end
 * of a message in END its TSIG must close the stream; only then is there a result, and the zone is
 * only then built. Not thread-safe; for one answer.
 */
final class TransferReader {
  private enum State {
    START,
    SECOND,
    WHOLE,
    DIFFERENCES,
    END
  }

  private final Request request;
  private final Optional<Soa> from;
  private final Optional<TsigClient> tsig;
  private final TransferLimits limits;
  private final ZoneBuilder builder;
  private final RecordCursor cursor = new RecordCursor();
  private State state = State.START;
  private byte[] newestSoa;
  private long newestTtl;
  private DifferenceReader differences;
  private long messages;
  private long records;
  private long octets;
  private Fetched outcome;
  private boolean done;

  /**
   * A reader of the answer to {@code request}.
   *
   * @param from the SOA of our data, where differences are asked for
   * @param key with which the request is signed, and so every answer must be
   */
  TransferReader(
      Request request,
      Optional<Soa> from,
      Optional<TsigKey> key,
      IntakePolicy policy,
      TransferLimits limits) {
    this.request = request;
    this.from = from;
    this.tsig = key.map(TsigSession::client);
    this.limits = limits;
    this.builder = new ZoneBuilder(request.zone(), policy);
  }

  /** The request as it is sent; to be called once, before any answer is taken. */
  byte[] request(Instant now) {
    return tsig.map(client -> client.sign(request.octets(), now)).orElse(request.octets());
  }

  /** Takes the next message. False when no more are due. */
  boolean take(byte[] message, Instant now) {
    if (done) {
      throw new IllegalStateException("the answer has ended");
    }
    messages++;
    octets += message.length + 2L;
    try {
      readMessage(message, now);
    } catch (TransferFault fault) {
      end(fault.outcome());
    } catch (MalformedMessage malformed) {
      end(new Fetched.Failed(inMessage() + malformed.getMessage()));
    } catch (TsigFailure failure) {
      end(new Fetched.Failed("TSIG: " + inMessage() + failure.getMessage()));
    }
    return !done;
  }

  /** The connection ended; {@code how} says in which way, such as "the connection was closed". */
  void ended(String how) {
    if (done) {
      return;
    }
    if (messages == 0 && request.isForDifferences()) {
      end(new Fetched.NotIncremental(how + " instead of an answer to IXFR"));
    } else {
      stopped("%s after %d records, without the last SOA".formatted(how, records));
    }
  }

  /** The answer is not waited for any longer. */
  void stopped(String reason) {
    end(new Fetched.Failed(reason));
  }

  /**
   * What the answer brought, once no more messages are due; builds the zone.
   *
   * @throws IllegalStateException when the answer is not at its end
   */
  Fetched result() {
    if (!done) {
      throw new IllegalStateException("the answer has not ended");
    }
    return outcome == null ? built(builder.build()) : outcome;
  }

  /** Messages taken so far. */
  long messages() {
    return messages;
  }

  /** Records read so far. */
  long records() {
    return records;
  }

  /** Octets of the messages taken so far, with their lengths before them. */
  long octets() {
    return octets;
  }

  private void end(Fetched result) {
    outcome = result;
    done = true;
  }

  private static Fetched built(BuildResult result) {
    if (result instanceof BuildResult.Built built) {
      return new Fetched.Whole(built.zone(), built.report());
    }
    return new Fetched.Failed(refusal((BuildResult.Refused) result));
  }

  private static String refusal(BuildResult.Refused refused) {
    return "the zone is refused (%s): %s".formatted(refused.rule().label(), refused.reason());
  }

  private String inMessage() {
    return messages > 1 ? "message %d: ".formatted(messages) : "";
  }

  private void readMessage(byte[] message, Instant now) throws TransferFault, TsigFailure {
    if (octets > limits.octetsMax()) {
      throw failed("the answer has more than %d octets".formatted(limits.octetsMax()));
    }
    cursor.read(message, 0, message.length);
    checkHeader();
    if (tsig.isPresent()) {
      tsig.get().verify(message, now);
    }
    checkRcode();
    while (cursor.next()) {
      // RFC 5936, 2.2.4 and 2.2.5: nothing of the zone stands in the other sections.
      if (cursor.section() == Section.ANSWER) {
        readRecord();
      }
    }
    endMessage();
  }

  private void checkHeader() throws TransferFault {
    Optional<String> mismatch = request.mismatch(cursor);
    if (mismatch.isPresent()) {
      throw failed(inMessage() + "the answer " + mismatch.get());
    }
    if (cursor.isTruncated()) {
      throw failed(inMessage() + "the answer is truncated, over TCP");
    }
  }

  private void checkRcode() throws TransferFault {
    int rcode = cursor.rcode();
    if (rcode != Rcode.NOERROR) {
      throw rcodeFault("the answer has rcode " + Rcode.name(rcode), rcode);
    }
    if (messages == 1 && !cursor.hasQuestion()) {
      throw failed("the answer does not repeat the question");
    }
    if (cursor.count(Section.ANSWER) == 0) {
      throw first("the answer has no records");
    }
  }

  private TransferFault rcodeFault(String reason, int rcode) {
    boolean mayMeanNoIxfr =
        rcode == Rcode.NOTIMP
            || rcode == Rcode.FORMERR
            || rcode == Rcode.REFUSED
            || rcode == Rcode.NOTAUTH;
    return mayMeanNoIxfr ? first(reason) : failed(inMessage() + reason);
  }

  /** A fault that, as all there is of an answer to IXFR, means that it is not to be had. */
  private TransferFault first(String reason) {
    return messages == 1 && request.isForDifferences()
        ? notIncremental(reason)
        : failed(inMessage() + reason);
  }

  private void readRecord() throws TransferFault {
    records++;
    if (records > limits.recordsMax()) {
      throw failed("the answer has more than %d records".formatted(limits.recordsMax()));
    }
    switch (state) {
      case START -> readFirst();
      case SECOND -> readSecond();
      case WHOLE -> readWhole();
      case DIFFERENCES -> readDifference();
      case END -> throw failed("the answer goes on after its last SOA: " + describe());
    }
  }

  private boolean isSoaOfZone() {
    return cursor.type() == RrType.SOA
        && cursor.rrClass() == RrClass.IN
        && cursor.ownerIs(request.zone());
  }

  private String describe() {
    return "%s %s %s"
        .formatted(cursor.owner(), RrClass.name(cursor.rrClass()), RrType.name(cursor.type()));
  }

  private void readFirst() throws TransferFault {
    if (!isSoaOfZone()) {
      throw failed("the answer does not begin with the SOA of the zone but with " + describe());
    }
    newestSoa = cursor.rdata();
    newestTtl = cursor.ttl();
    state = State.SECOND;
  }

  private boolean isNewer() {
    return from.isEmpty() || Serial.isAfter(Soa.serialOf(newestSoa), from.get().serial());
  }

  private boolean isNewestSoa() {
    return CanonicalRdata.compare(RrType.SOA, newestSoa, cursor.rdata()) == 0;
  }

  private void readSecond() throws TransferFault {
    boolean sameAgain = isSoaOfZone() && isNewestSoa();
    if (isNewer() && (from.isEmpty() || !isSoaOfZone() || sameAgain)) {
      builder.add(request.zone(), RrType.SOA, newestTtl, newestSoa);
      state = State.WHOLE;
      readWhole();
    } else if (isNewer()) {
      beginDifferences(from.get().serial());
    } else if (sameAgain) {
      upToDate();
    } else {
      throw failed(
          "the answer brings serial %d, which is not newer than ours, %d"
              .formatted(Soa.serialOf(newestSoa), from.get().serial()));
    }
  }

  private void beginDifferences(long ourSerial) throws TransferFault {
    long serial = Soa.serialOf(cursor.rdata());
    if (serial != ourSerial) {
      throw notIncremental(
          "the differences start at serial %d, ours is %d".formatted(serial, ourSerial));
    }
    differences = new DifferenceReader(limits, newestSoa, cursor);
    state = State.DIFFERENCES;
  }

  private void readWhole() throws TransferFault {
    if (isSoaOfZone()) {
      if (!isNewestSoa()) {
        throw failed(
            "the SOA at the end differs from the first: serial %d, the first has %d"
                .formatted(Soa.serialOf(cursor.rdata()), Soa.serialOf(newestSoa)));
      }
      state = State.END;
      return;
    }
    builder.add(
        cursor.ownerOctets(),
        cursor.ownerLength(),
        cursor.type(),
        cursor.rrClass(),
        cursor.ttl(),
        cursor.rdataOctets(),
        0,
        cursor.rdataLength());
    if (builder.isRefused()) {
      throw failed(refusal((BuildResult.Refused) builder.build()));
    }
  }

  private void readDifference() throws TransferFault {
    differences.take(cursor, isSoaOfZone());
  }

  private void upToDate() {
    outcome = new Fetched.UpToDate(Soa.serialOf(newestSoa));
    state = State.END;
  }

  private void endMessage() throws TsigFailure {
    if (state == State.SECOND && !isNewer()) {
      upToDate();
    }
    if (state == State.DIFFERENCES && differences.isComplete()) {
      outcome = new Fetched.Incremental(differences.differences());
      state = State.END;
    }
    if (state == State.END) {
      if (tsig.isPresent()) {
        tsig.get().end();
      }
      done = true;
    }
  }
}
