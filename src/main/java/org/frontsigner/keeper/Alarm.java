package org.frontsigner.keeper;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that an operator has to act on. Immutable.
 *
 * @param text a sentence that says what is wrong and what to do, without a full stop
 * @param since when it was raised
 * @param until when it is over by itself; empty: when its cause is gone
 */
public record Alarm(AlarmId id, String text, Instant since, Optional<Instant> until) {}
