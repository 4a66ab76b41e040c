package org.frontsigner.api;

/**
 * A DS record of a key. Immutable.
 *
 * @param digestType the IANA number of the digest
 * @param digestName such as SHA256
 * @param advised whether it may be given to a parent; SHA-1 and GOST may not (RFC 8624, RFC 9906)
 * @param rdata in presentation form, the digest in lower-case hexadecimal in one piece
 */
public record DsView(int digestType, String digestName, boolean advised, String rdata) {}
