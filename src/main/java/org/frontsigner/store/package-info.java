/**
 * Where zones, keys, settings and serials are durable: an SQL database, and files beside it from
 * which it can be made again.
 *
 * <pre>
 *   ZoneStore.commit ─▶ KeyFiles, RecoveryFiles (fsync) ─▶ one transaction ─▶ returns
 *                                                             │ zone_chunk, zone_difference: the truth
 *                                                             └ later, in the background: records, as PowerDNS has it
 *   database damaged ─▶ moved aside ─▶ Recovery: zones, keys, settings, serials from the files; data from the primaries
 * </pre>
 *
 * <p>May import: wire, zone, bridge, signing, keeper, java.sql, HikariCP, Flyway, H2 (for the care
 * of its file), slf4j.
 */
package org.frontsigner.store;
