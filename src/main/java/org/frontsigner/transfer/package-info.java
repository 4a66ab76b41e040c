/**
 * We as a DNS client: SOA, IXFR and AXFR from primaries, NOTIFY to secondaries.
 *
 * <pre>
 *   Upstream.probe ─▶ SoaProbe        UDP, TCP where the answer is cut
 *   Upstream.fetch ─▶ Carrier.Stream  messages in and out, within the times of Pace
 *                        └ message ─▶ TransferReader (pure)
 *                                       ├ whole zone   ─▶ zone.ZoneBuilder
 *                                       └ differences  ─▶ DifferenceReader
 *   Downstream.notify ─▶ Notifier     one thread; a socket for IPv4, one for IPv6
 *                        └▶ NotifyDesk   what is sent when, without either
 *   SecondaryQuestions ─▶ SecondaryPoller   one thread; TCP where an answer is cut
 * </pre>
 *
 * <p>Everything that comes back is from strangers until its TSIG is verified: it is measured before
 * it is read, and nothing is handed on before the last SOA and the last TSIG. The clock (for TSIG)
 * and the randomness (for IDs) are passed in; time-outs are measured on the monotonic clock. A
 * {@code Carrier} other than the sockets of this machine, and the desk without its thread, let a
 * simulation run all of it in virtual time.
 *
 * <p>May import: wire, zone, bridge, keeper, java.net and java.nio, simpleclient.
 */
package org.frontsigner.transfer;
