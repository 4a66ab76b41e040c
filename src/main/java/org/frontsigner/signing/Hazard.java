package org.frontsigner.signing;

import java.time.Instant;
import java.util.Optional;

/**
 * Why resolvers that validate would fail after a change.
 *
 * @param reason a sentence without a full stop
 * @param until when it is over by itself; empty when it is not
 */
public record Hazard(String reason, Optional<Instant> until) {}
