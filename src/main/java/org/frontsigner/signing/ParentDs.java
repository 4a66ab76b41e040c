package org.frontsigner.signing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.Octets;

/**
 * The DS set that a parent was first seen to have at some time. Immutable.
 *
 * @param seen when it was seen first
 * @param records in the form of {@link #text}; none: the parent has no DS for the zone
 * @param ttlSeconds how long a resolver may hold it
 */
public record ParentDs(Instant seen, SortedSet<String> records, long ttlSeconds) {
  public ParentDs {
    records = Collections.unmodifiableSortedSet(new TreeSet<>(records));
  }

  /** Whether the parent says that the zone is signed. */
  public boolean isSecure() {
    return !records.isEmpty();
  }

  /** A DS by its rdata: tag, algorithm, digest type and digest, separated by blanks. */
  public static String text(byte[] rdata) {
    return "%d %d %d %s"
        .formatted(
            Octets.u16(rdata, 0),
            Octets.u8(rdata, 2),
            Octets.u8(rdata, 3),
            HexFormat.of().formatHex(rdata, 4, rdata.length).toUpperCase(Locale.ROOT));
  }

  /** The entry points of a zone that this set points to (RFC 4035, 5.2). */
  public List<KeyRef> targets(DomainName zone, KeySet keys) {
    ServedKeys served = ServedKeys.of(keys);
    List<KeyRef> targets = new ArrayList<>();
    for (ZoneKey key : keys.published()) {
      if (served.isEntryPoint(KeyRef.of(key)) && pointsTo(zone, key.dnskey())) {
        targets.add(KeyRef.of(key));
      }
    }
    return targets;
  }

  private boolean pointsTo(DomainName zone, byte[] dnskey) {
    return records.stream().anyMatch(record -> pointsTo(record, zone, dnskey));
  }

  /**
   * Whether a DS is of the key in a DNSKEY's rdata; one of a digest that is not known here is where
   * tag and algorithm are the key's.
   *
   * @param record in the form of {@link #text}
   */
  public static boolean pointsTo(String record, DomainName zone, byte[] dnskey) {
    String[] fields = record.split(" ", -1);
    KeyRef key = KeyRef.ofDnskey(dnskey);
    boolean isRef =
        Integer.parseInt(fields[0]) == key.tag() && Integer.parseInt(fields[1]) == key.algorithm();
    return isRef
        && DsDigest.of(Integer.parseInt(fields[2]))
            .map(digest -> text(ZoneKey.ds(zone, dnskey, digest)).equals(record))
            .orElse(true);
  }

  /** Why no resolver with this DS set could follow it to the next keys; empty where it can. */
  public Optional<String> broken(DomainName zone, KeySet now, KeySet next) {
    List<KeyRef> after = targets(zone, next);
    for (KeyRef before : targets(zone, now)) {
      if (after.stream().noneMatch(key -> key.algorithm() == before.algorithm())) {
        return Optional.of(
            "the parent's DS points to key %s, and to no other key of algorithm %d that would sign the DNSKEY set"
                .formatted(before, before.algorithm()));
      }
    }
    return Optional.empty();
  }
}
