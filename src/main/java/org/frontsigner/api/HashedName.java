package org.frontsigner.api;

/**
 * The NSEC3 hash of a name. Immutable.
 *
 * @param parameters such as {@code 1 0 0 -}
 * @param hash in lower-case base32hex
 */
public record HashedName(String zone, String name, String parameters, String hash) {}
