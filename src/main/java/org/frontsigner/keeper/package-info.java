/**
 * What is true now, and the one door to change it.
 *
 * <pre>
 *   transfer, key change, Thursday, verb
 *        └▶ ZoneKeeper: next value (pure) ─▶ ZoneStore.commit (durable) ─▶ Published (one reference) ─▶ Downstream.notify
 * </pre>
 *
 * <p>Each zone has one writer, its {@link org.frontsigner.keeper.ZoneKeeper}; readers take the
 * current value from {@link org.frontsigner.keeper.Published} without a lock. The world is reached
 * through ports: {@link org.frontsigner.keeper.ZoneStore}, {@link org.frontsigner.keeper.Upstream},
 * {@link org.frontsigner.keeper.Downstream} and {@link org.frontsigner.keeper.Agenda}; the time
 * comes from an {@code InstantSource}.
 *
 * <p>What an operator has to act on is raised once in {@link org.frontsigner.keeper.Alarms}, and
 * cleared once; {@code ZoneAlarms} looks at each zone every minute.
 *
 * <p>{@link org.frontsigner.keeper.SecondaryWatch} stands before the {@code Downstream} that sends
 * NOTIFYs, and has secondaries asked and told again until they serve what we serve.
 *
 * <p>No I/O, no clock of its own. May import: wire, api, zone, bridge (TSIG keys and master files),
 * signing, answer.
 */
package org.frontsigner.keeper;
