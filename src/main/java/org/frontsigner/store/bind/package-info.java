/**
 * The store of zones of a named.conf: their data in the main database, their keys and settings
 * there too, or in a file of PowerDNS' bind backend.
 *
 * <pre>
 *   keepers ─▶ {@link org.frontsigner.store.bind.NamedZoneStore} ┬▶ {@link org.frontsigner.store.SqlZoneStore}: data, serials, what named.conf says
 *                               └▶ {@link org.frontsigner.store.bind.BindKeyFile}: keys, metadata, TSIG keys
 * </pre>
 *
 * <p>May import: wire, zone, bridge, signing, keeper, store, java.sql, sqlite-jdbc, slf4j.
 */
package org.frontsigner.store.bind;
