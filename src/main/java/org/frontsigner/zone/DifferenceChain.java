package org.frontsigner.zone;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.frontsigner.wire.CanonicalRdata;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RrType;

/**
 * Several differences that follow each other as one (RFC 1995, 5): what came and went again is in
 * none of its lists. Not thread-safe; for one run.
 */
public final class DifferenceChain {
  /** Records by what makes two of them one to whoever removes them, in their order. */
  private final Map<Same, Kept> removed = new LinkedHashMap<>();

  private final Map<Same, Kept> added = new LinkedHashMap<>();

  private DifferenceChain() {}

  /** Letter case makes no other record (RFC 4343; RFC 4034, 6.2), and a TTL does. */
  private record Same(DomainName owner, int type, long ttlSeconds, ByteBuffer rdata) {}

  private record Kept(DomainName owner, int type, long ttlSeconds, byte[] rdata) {
    boolean looksAs(Kept other) {
      return owner.sameOctets(other.owner) && Arrays.equals(rdata, other.rdata);
    }
  }

  /**
   * The differences as one.
   *
   * @param steps each from the serial that the one before it leads to; at least one
   * @throws IllegalArgumentException when they do not follow each other
   */
  public static Difference condensed(List<Difference> steps) {
    if (steps.size() == 1) {
      return steps.get(0);
    }
    DifferenceChain chain = new DifferenceChain();
    for (int i = 0; i < steps.size(); i++) {
      if (i > 0 && steps.get(i).fromSerial() != steps.get(i - 1).toSerial()) {
        throw new IllegalArgumentException(
            "a difference from serial %d does not follow one to %d"
                .formatted(steps.get(i).fromSerial(), steps.get(i - 1).toSerial()));
      }
      steps.get(i).removed().forEach(chain::remove);
      steps.get(i).added().forEach(chain::add);
    }
    return new Difference(
        steps.get(0).fromSerial(),
        steps.get(steps.size() - 1).toSerial(),
        list(chain.removed),
        list(chain.added));
  }

  private static Same same(Kept record) {
    byte[] canonical = CanonicalRdata.of(record.type(), record.rdata());
    return new Same(
        record.owner().lowerCase(), record.type(), record.ttlSeconds(), ByteBuffer.wrap(canonical));
  }

  private void remove(DomainName owner, int type, long ttlSeconds, byte[] rdata) {
    Kept record = new Kept(owner, type, ttlSeconds, rdata);
    Same same = same(record);
    if (added.remove(same) == null) {
      removed.put(same, record);
    }
  }

  /** What comes back in other letters is removed and added: the client is to have the new ones. */
  private void add(DomainName owner, int type, long ttlSeconds, byte[] rdata) {
    Kept record = new Kept(owner, type, ttlSeconds, rdata);
    Same same = same(record);
    Kept before = removed.get(same);
    if (before != null && before.looksAs(record)) {
      removed.remove(same);
    } else {
      added.put(same, record);
    }
  }

  /** The records, the SOA first. */
  private static RecordList list(Map<Same, Kept> records) {
    RecordList.Builder builder = new RecordList.Builder();
    for (Kept record : records.values()) {
      if (record.type() == RrType.SOA) {
        add(builder, record);
      }
    }
    for (Kept record : records.values()) {
      if (record.type() != RrType.SOA) {
        add(builder, record);
      }
    }
    return builder.build();
  }

  private static void add(RecordList.Builder builder, Kept record) {
    builder.add(record.owner(), record.type(), record.ttlSeconds(), record.rdata());
  }
}
