package org.frontsigner.api;

/**
 * What was dropped from caches. Immutable.
 *
 * @param entries how many answers and signatures
 */
public record Purged(long entries) {}
