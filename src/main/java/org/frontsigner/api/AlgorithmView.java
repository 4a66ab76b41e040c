package org.frontsigner.api;

/**
 * An algorithm that keys can have. Immutable.
 *
 * @param number of the IANA registry
 * @param mnemonic of the IANA registry
 * @param name by which pdnssec knows it
 * @param defaultBits the size of a new key where none is asked for
 * @param provider what makes the signatures
 * @param deprecated whether it should not be used for new zones
 */
public record AlgorithmView(
    int number,
    String mnemonic,
    String name,
    int defaultBits,
    String provider,
    boolean deprecated) {}
