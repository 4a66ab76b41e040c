package org.frontsigner.api;

import java.util.OptionalLong;

/**
 * A zone in a list of many. Immutable.
 *
 * @param kind {@code slave} or {@code native}
 * @param primarySerial the serial of the data; empty when there is none
 * @param servedSerial the serial that is served; empty when there is no data
 */
public record ZoneLine(
    String zone,
    String kind,
    boolean signed,
    OptionalLong primarySerial,
    OptionalLong servedSerial) {}
