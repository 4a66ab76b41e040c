/**
 * The command line: pdnssec's verbs and ours, a class for each.
 *
 * <pre>
 *   words ─▶ verb (parse) ─▶ {@link org.frontsigner.api.Admin} ─▶ result ─▶ lines, or JSON
 *                              │ a daemon answers: {@link org.frontsigner.cli.DaemonClient}
 *                              └ none does: one on the database, given by the program
 * </pre>
 *
 * <p>A verb reads its words and files, asks one method of {@code Admin} and shows what came; it
 * decides nothing of DNS. May import: api, picocli, Jackson, slf4j.
 */
package org.frontsigner.cli;
