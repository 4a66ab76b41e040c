/**
 * Years of the front signer in seconds: one seed, a clock and a network that are made up, and the
 * real code between them.
 *
 * <pre>
 *   HiddenPrimary ◀─ Line ─ TransferClient ─▶ Keepers ─▶ Published ─▶ Responder, TransferStream ─ Line ─▶ PublicSecondary
 *                                                │ ▲                                                          │
 *                         ParentZone ◀─ Operator ┘ └ Plans     Disk (crash points)              Resolver ◀────┘
 *
 *   Timeline: all that happens, one after the other        Promises: what must hold after each of it
 * </pre>
 *
 * <p>Everything runs in one thread. Who waits, as a transfer in, lets the timeline go on until what
 * it waits for is there. A failure names the seed, the moment, the zone and what happened last;
 * {@code -Dfrontsigner.simulation.seeds=N-N} plays one seed again.
 *
 * <p>What is the real code: the keepers and all verbs of the operator, signing, answers and
 * transfers out, the client of transfers in, what is sent as NOTIFY and when, and the plans of the
 * agenda. What is made up: the sockets, Quartz and its watchdog, the secondaries, the resolver.
 */
package org.frontsigner.simulation;
