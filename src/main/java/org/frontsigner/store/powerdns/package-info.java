/**
 * Databases of PowerDNS' generic SQL backends, as they are read when zones and keys move here.
 *
 * <pre>
 *   SQLite file ─────────────────────────────────────────▶ {@link org.frontsigner.store.powerdns.PowerDnsDatabase}
 *   SQL dump ─▶ DumpReader ─▶ DumpLoader ─▶ temporary SQLite ─┘
 * </pre>
 *
 * <p>Only read, never written; what stands in a dump is parsed, never run. May import: java.sql,
 * sqlite-jdbc, keeper.
 */
package org.frontsigner.store.powerdns;
