package org.frontsigner.api;

import java.util.List;

/**
 * A key of a zone, as everybody may see it. Immutable.
 *
 * @param role KSK, ZSK or CSK: what the key does, or would do if it were active
 * @param flags of the DNSKEY: 256 or 257
 * @param algorithm the IANA number
 * @param mnemonic the IANA mnemonic of the algorithm
 * @param dnskey rdata of the DNSKEY in presentation form, base64 in one piece
 * @param ds a DS by digest: those that are advised, in order of digest numbers, and then those that
 *     are not, where they are shown; none of a key that no DS is to point to
 */
public record KeyView(
    String zone,
    long id,
    String role,
    int flags,
    int keyTag,
    int algorithm,
    String mnemonic,
    int bits,
    boolean active,
    boolean published,
    String dnskey,
    List<DsView> ds) {
  public KeyView {
    ds = List.copyOf(ds);
  }
}
