/**
 * Zones of a named.conf: what it says becomes zones of the store, and the files that it names
 * become their data.
 *
 * <pre>
 *   named.conf ─▶ NamedConfSource ─▶ WishReader ─▶ NamedZones ┐
 *   rediscover, start ─▶ {@link org.frontsigner.app.bind.NamedConfDiscovery} ◀──┘─▶ ConfiguredZones (keeper)
 *   master files ◀─ stamps ─ ZoneFiles ◀─ each so many seconds, bind-reload-now
 * </pre>
 *
 * <p>May import: everything.
 */
package org.frontsigner.app.bind;
