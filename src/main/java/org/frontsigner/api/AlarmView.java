package org.frontsigner.api;

import java.time.Instant;

/**
 * Something that an operator has to act on. Immutable.
 *
 * @param kind one of the names of docs/alarms.md, such as {@code zone-expired}
 * @param severity {@code critical}: resolvers fail or will soon, act now; {@code warning}
 * @param zone empty where it concerns the whole server
 * @param subject the peer, token or database that it is about; empty where kind and zone say all
 * @param since when it was raised, by this process
 * @param text what is wrong and what to do
 */
public record AlarmView(
    String kind, String severity, String zone, String subject, Instant since, String text) {}
