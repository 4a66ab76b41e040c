/**
 * The only door to dnsjava: records as text, master files, and the TSIG keys and signatures that
 * protect transfers, queries and NOTIFYs.
 *
 * <p>What comes in as text leaves as octets of {@code wire}, and back; no dnsjava type passes the
 * door. TSIG works on the octets of messages alone (RFC 8945), so that signing or checking a
 * message of 64 KiB takes one keyed hash and no parsing into objects; dnsjava is the other side in
 * the tests. The clock and randomness are passed in; files are read by {@link
 * org.frontsigner.bridge.MasterFile} alone, from the stream or path that the caller names.
 *
 * <p>May import: {@code wire} and dnsjava.
 */
package org.frontsigner.bridge;
