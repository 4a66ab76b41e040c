package org.frontsigner.keeper;

import java.time.Instant;
import java.util.List;

/** What came of asking a secondary for the SOA of a zone. Immutable. */
public sealed interface SecondaryAnswer {
  /** It serves the zone, with these signatures of its SOA. */
  record Serves(long serial, List<SoaSignature> signatures) implements SecondaryAnswer {
    public Serves {
      signatures = List.copyOf(signatures);
    }
  }

  /** It answers, and does not serve the zone; {@code reason} says what it answered. */
  record Lacks(String reason) implements SecondaryAnswer {}

  /** It does not answer us: it refuses to. */
  record Refuses(String reason) implements SecondaryAnswer {}

  /** Nothing came that could be believed. */
  record Silence(String reason) implements SecondaryAnswer {}

  /** A signature of the SOA (RFC 4034, 3.1), with its times. */
  record SoaSignature(int algorithm, int keyTag, Instant inception, Instant expiration) {}
}
