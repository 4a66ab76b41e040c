package org.frontsigner.keeper;

import java.time.Instant;
import java.util.Optional;

/**
 * A zone that somebody else writes down, as in a named.conf: what is written there can't be changed
 * by verbs. Immutable.
 *
 * @param place where it stands, as file, line and column
 * @param file of its records; empty where they are pulled
 * @param loaded when the file was last taken; empty where it never was, or before this start
 * @param trouble why the file, as it is now, is not taken; empty where it is
 */
public record ConfiguredZone(
    String place, Optional<String> file, Optional<Instant> loaded, Optional<String> trouble) {}
