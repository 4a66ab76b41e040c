/**
 * An unsigned zone at one serial, as an immutable value: packed, ordered, rectified; and the change
 * from one such value to the next.
 *
 * <pre>
 *   records of a transfer or a file ──ZoneBuilder──▶ Zone ──ZonePatch(Difference)──▶ Zone'
 *                                       │ IntakeRule: what is dropped, what is refused
 *                                       └ Rectifier:  cuts, occluded names, empty non-terminals
 * </pre>
 *
 * <p>A {@link org.frontsigner.zone.Zone} keeps its names in a {@link
 * org.frontsigner.zone.PackedIndex}: chunks of octets in canonical order that versions of a zone
 * share, so that a change of k records makes k new chunks, whatever the size of the zone.
 *
 * <p>Pure: no I/O, no clock. May import: wire.
 */
package org.frontsigner.zone;
