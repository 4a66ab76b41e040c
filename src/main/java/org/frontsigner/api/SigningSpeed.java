package org.frontsigner.api;

/**
 * How fast one core signs with an algorithm. Immutable.
 *
 * @param number of the IANA registry
 * @param mnemonic of the IANA registry
 * @param bits of the key it was measured with
 * @param reproducible whether signatures are made by RFC 6979
 * @param provider what makes the signatures
 * @param signaturesPerSecond on one core
 * @param verificationsPerSecond on one core
 */
public record SigningSpeed(
    int number,
    String mnemonic,
    int bits,
    boolean reproducible,
    String provider,
    long signaturesPerSecond,
    long verificationsPerSecond) {}
