/**
 * When things are done: refresh and expiry of each zone, and the Thursday turnover of all.
 *
 * <pre>
 *   keepers ─▶ QuartzAgenda ─▶ Plans: DueQueue (checks), DueQueue (expiries)
 *                                 ▲
 *   Quartz ─ each second ─▶ Drain ┘ ─▶ Duties ─▶ keepers
 *          ─ each so many seconds ─▶ RepeatedJob
 *          ─ Thursday, and ahead of it, and each minute ─▶ Turnovers ─▶ Duties
 *   Watchdog (own thread, monotonic) ─▶ the same Drain and Turnovers, when Quartz does not
 * </pre>
 *
 * <p>Quartz has four triggers whatever the number of zones, and one more for each look at what
 * others may have changed, and is trusted only as far as the watchdog sees it at work: it waits for
 * a time of day, and waits on when that is set back. What is due is decided by the {@code
 * InstantSource} that is passed in; all dates are in UTC, whatever the time zone of the machine.
 *
 * <p>{@code Plans} has all of it but who looks at a clock, so that a simulation can drive it by its
 * own.
 *
 * <p>May import: wire, keeper, Quartz, simpleclient, slf4j.
 */
package org.frontsigner.schedule;
