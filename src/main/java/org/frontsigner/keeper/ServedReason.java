package org.frontsigner.keeper;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.frontsigner.signing.Denial;
import org.frontsigner.signing.SerialPolicy;
import org.frontsigner.signing.SignedZone;
import org.frontsigner.signing.SigningPlan;
import org.frontsigner.signing.ZoneKey;

/** Tells what made a zone's next served value, in a sentence without a full stop. */
final class ServedReason {
  /** The column that it is kept in is not wider. */
  private static final int CHARACTERS_MAX = 1_000;

  private ServedReason() {}

  /**
   * What differs.
   *
   * @param before the last served value; null when there was none
   * @param last the kind of serial until now
   * @param kind the kind of serial from now on
   */
  static String of(
      SignedZone before, SignedZone next, DataChange data, SerialPolicy last, SerialPolicy kind) {
    List<String> parts = new ArrayList<>();
    addData(parts, before, next, data);
    if (before != null) {
      addPlan(parts, before.plan(), next.plan());
      if (last != kind) {
        parts.add("SOA-EDIT is %s, was %s".formatted(kind.text(), last.text()));
      }
    }
    String text = String.join("; ", parts);
    return text.length() <= CHARACTERS_MAX ? text : text.substring(0, CHARACTERS_MAX - 1) + "…";
  }

  private static void addData(
      List<String> parts, SignedZone before, SignedZone next, DataChange data) {
    if (before == null) {
      parts.add("the first data, %d names".formatted(next.zone().nameCount()));
      return;
    }
    long old = before.zone().serial();
    long serial = next.zone().serial();
    if (data instanceof DataChange.Replaced replaced) {
      parts.add(
          "the zone came whole%s, %d names, with serial %d after %d"
              .formatted(
                  replaced.fromRows() ? " from its rows" : "",
                  next.zone().nameCount(),
                  serial,
                  old));
    } else if (data instanceof DataChange.Patched patched) {
      parts.add(
          "%d records went and %d came in %d differences, with serial %d after %d"
              .formatted(
                  patched.differences().stream().mapToLong(each -> each.removed().size()).sum(),
                  patched.differences().stream().mapToLong(each -> each.added().size()).sum(),
                  patched.differences().size(),
                  serial,
                  old));
    }
  }

  private static void addPlan(List<String> parts, SigningPlan before, SigningPlan next) {
    if (before.signs() != next.signs()) {
      parts.add(next.signs() ? "the zone is signed" : "the zone is signed no more");
    }
    addKeys(parts, before, next);
    if (next.signs() && before.signs()) {
      if (!before.denial().equals(next.denial())) {
        parts.add("denial is %s, was %s".formatted(text(next.denial()), text(before.denial())));
      }
      if (!before.window().equals(next.window())) {
        parts.add(
            "signatures are good from %s to %s"
                .formatted(
                    next.window().inception().atOffset(ZoneOffset.UTC),
                    next.window().expiration().atOffset(ZoneOffset.UTC)));
      }
      if (!before.publish().equals(next.publish())) {
        parts.add("what the apex publishes (CDS, CDNSKEY, TTL of DNSKEY, expire) is another");
      }
    }
  }

  private static void addKeys(List<String> parts, SigningPlan before, SigningPlan next) {
    SortedSet<String> old = keys(before);
    SortedSet<String> now = keys(next);
    SortedSet<String> gone = new TreeSet<>(old);
    gone.removeAll(now);
    now.removeAll(old);
    now.forEach(key -> parts.add("key " + key + " is in"));
    gone.forEach(key -> parts.add("key " + key + " is out"));
  }

  private static SortedSet<String> keys(SigningPlan plan) {
    SortedSet<String> keys = new TreeSet<>();
    plan.keys().inUse().forEach(key -> keys.add(text(key)));
    return keys;
  }

  private static String text(ZoneKey key) {
    return "%d (%s%s%s)"
        .formatted(
            key.keyTag(),
            key.algorithm().mnemonic(),
            key.active() ? ", active" : "",
            key.published() ? ", published" : "");
  }

  private static String text(Denial denial) {
    String kind = denial instanceof Denial.Narrow ? "NSEC3 narrow " : "NSEC3 ";
    return denial.nsec3().map(parameters -> kind + parameters).orElse("NSEC");
  }
}
