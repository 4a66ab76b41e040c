package org.frontsigner.transfer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.frontsigner.keeper.Parent;
import org.frontsigner.signing.ParentDs;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.Header;
import org.frontsigner.wire.MalformedMessage;
import org.frontsigner.wire.Octets;
import org.frontsigner.wire.Rcode;
import org.frontsigner.wire.RecordCursor;
import org.frontsigner.wire.RrClass;
import org.frontsigner.wire.RrType;
import org.frontsigner.wire.Section;

/**
 * Asks resolvers, one after the other until one knows, for the DS sets of zones; over TCP alone, so
 * that nobody can answer in their place without being on the way. Thread-safe.
 */
public final class ParentClient implements Parent {
  private static final int IDS = 1 << 16;

  /** RFC 4034, 3.1: after type covered, algorithm and labels. */
  private static final int RRSIG_ORIGINAL_TTL_AT = 4;

  private final List<InetSocketAddress> resolvers;
  private final int seconds;
  private final SecureRandom random;
  private final LongSupplier nanoTime;

  /**
   * @param resolvers in order of preference; not empty
   * @param seconds how long one may take
   * @param nanoTime a monotonic clock
   */
  public ParentClient(
      List<InetSocketAddress> resolvers, int seconds, SecureRandom random, LongSupplier nanoTime) {
    this.resolvers = List.copyOf(resolvers);
    this.seconds = seconds;
    this.random = random;
    this.nanoTime = nanoTime;
  }

  @Override
  public Answer ds(DomainName zone) {
    List<String> reasons = new ArrayList<>();
    for (InetSocketAddress resolver : resolvers) {
      Answer answer = ask(zone, resolver);
      if (answer instanceof Answer.Found) {
        return answer;
      }
      reasons.add(
          "resolver %s:%d: %s"
              .formatted(
                  resolver.getAddress().getHostAddress(),
                  resolver.getPort(),
                  ((Answer.Unknown) answer).reason()));
    }
    return new Answer.Unknown(String.join(", ", reasons));
  }

  private Answer ask(DomainName zone, InetSocketAddress resolver) {
    Pace pace = new Pace(seconds, seconds, 0, nanoTime);
    try (TcpExchange exchange = TcpExchange.connect(resolver, Optional.empty(), seconds, pace)) {
      Request request = Request.ds(zone, random.nextInt(IDS));
      exchange.send(request.octets());
      Optional<byte[]> message = exchange.receive();
      return message.isEmpty()
          ? new Answer.Unknown("the connection was closed")
          : judge(request, message.get());
    } catch (IOException failure) {
      return new Answer.Unknown(Reasons.of(failure));
    }
  }

  private static Answer judge(Request request, byte[] message) {
    try {
      RecordCursor cursor = new RecordCursor().read(message, 0, message.length);
      Optional<String> mismatch = request.mismatch(cursor);
      if (mismatch.isPresent()) {
        return new Answer.Unknown("the answer " + mismatch.get());
      }
      if ((cursor.flags() & Header.RA) == 0 || cursor.isAuthoritative()) {
        return new Answer.Unknown("it is no resolver: it answers for itself, or not for others");
      }
      return cursor.rcode() == Rcode.NOERROR || cursor.rcode() == Rcode.NXDOMAIN
          ? records(request.zone(), cursor)
          : new Answer.Unknown("the answer has rcode " + Rcode.name(cursor.rcode()));
    } catch (MalformedMessage malformed) {
      return new Answer.Unknown(malformed.getMessage());
    }
  }

  private static Answer records(DomainName zone, RecordCursor cursor) {
    SortedSet<String> records = new TreeSet<>();
    long ttlSeconds = 0;
    while (cursor.next()) {
      if (cursor.section() != Section.ANSWER
          || cursor.rrClass() != RrClass.IN
          || !cursor.ownerIs(zone)) {
        continue;
      }
      if (cursor.type() == RrType.DS) {
        records.add(ParentDs.text(cursor.rdata()));
        ttlSeconds = Math.max(ttlSeconds, cursor.ttl());
      } else if (isOfDs(cursor)) {
        ttlSeconds = Math.max(ttlSeconds, Octets.u32(cursor.rdataOctets(), RRSIG_ORIGINAL_TTL_AT));
      }
    }
    return new Answer.Found(records, records.isEmpty() ? 0 : ttlSeconds);
  }

  /** A signature says what the TTL was before the resolver's cache counted it down. */
  private static boolean isOfDs(RecordCursor cursor) {
    return cursor.type() == RrType.RRSIG && Octets.u16(cursor.rdataOctets(), 0) == RrType.DS;
  }
}
