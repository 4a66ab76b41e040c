/**
 * The daemon's doors for operators and their tools: the control socket of the command line, and
 * HTTP.
 *
 * <pre>
 *   socket ─▶ ControlServer ─▶ ControlCalls ─▶ api.Admin
 *   HTTP   ─▶ MetricsServer ─▶ Pages ─┬ /        StatusPage ──┐
 *                                     ├ /metrics ZoneMetrics ─┴▶ ZoneView ─▶ keeper
 *                                     └ /health
 * </pre>
 *
 * <p>Alarms are posted by {@link org.frontsigner.http.alarm}. Each door only translates: what is
 * asked for is done by {@link org.frontsigner.api.Admin}, and what is shown is what the keepers
 * have at that moment.
 *
 * <p>May import: api and what is below it, keeper, bridge, Netty, Jackson, simpleclient, slf4j.
 */
package org.frontsigner.http;
