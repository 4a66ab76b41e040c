package org.frontsigner.keeper;

/**
 * How much of its history a zone keeps for increments to secondaries. Immutable.
 *
 * @param differencesMax how many served serials back; 0: none, all transfers are whole
 * @param octetsMax octets of all differences of a zone
 */
public record HistorySettings(int differencesMax, long octetsMax) {}
