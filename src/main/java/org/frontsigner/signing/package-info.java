/**
 * From an unsigned zone to a signed one: keys, algorithms, the signature window, denial of
 * existence, signatures, and the served serial.
 *
 * <pre>
 *   Zone × KeySet × Denial × SigningWindow × served serial = SignedZone
 * </pre>
 *
 * <p>A {@link org.frontsigner.signing.SignedZone} is immutable but for its signatures, which are
 * made when they are first asked for, once for all who wait, and kept as bare octets beside the
 * chunk of names that they belong to. The next value of a zone takes over every signature that is
 * still right.
 *
 * <p>Pure: no I/O, no clock; randomness is passed in. May import: wire, zone, the JCA and Bouncy
 * Castle.
 */
package org.frontsigner.signing;
