package org.frontsigner.signing;

import java.time.Instant;
import java.util.Optional;

/**
 * Why resolvers that validate would fail after a change.
 *
 * @param reason a sentence without a full stop
 * @param until when it is over by itself; empty when it is not
 * @param first what is to be done before, as an order without a full stop, where waiting alone does
 *     not help; else empty
 */
public record Hazard(String reason, Optional<Instant> until, String first) {
  /** One that nothing but time helps against. */
  public static Hazard passing(String reason, Instant until) {
    return new Hazard(reason, Optional.of(until), "");
  }
}
