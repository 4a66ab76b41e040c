/**
 * The verbs that bring zones from other servers here, and those that need no daemon: a database of
 * PowerDNS read, zones written as SQL.
 *
 * <pre>
 *   import-powerdns ─▶ {@link org.frontsigner.store.powerdns.PowerDnsDatabase} ─▶ ZoneMove ─▶ {@link org.frontsigner.api.Admin}, verb by verb
 *   zone2sql        ─▶ named.conf, master files ─▶ {@link org.frontsigner.store.ZoneSql} ─▶ standard output
 * </pre>
 *
 * <p>Whatever is changed here is changed by the verbs that an operator could type. May import:
 * everything.
 */
package org.frontsigner.app.migration;
