package org.frontsigner.api;

import java.util.List;

/**
 * A key that was made and is kept nowhere. Immutable.
 *
 * @param flags of the DNSKEY: 256 or 257
 * @param algorithm the IANA number
 * @param mnemonic the IANA mnemonic of the algorithm
 * @param dnskey rdata of the DNSKEY in presentation form, base64 in one piece
 * @param privateKey in private-key-format v1.2, lines ending in a newline
 * @param warnings what the operator is to know of it; sentences without a full stop
 */
public record GeneratedKey(
    int flags,
    int keyTag,
    int algorithm,
    String mnemonic,
    int bits,
    String dnskey,
    String privateKey,
    List<String> warnings) {
  public GeneratedKey {
    warnings = List.copyOf(warnings);
  }

  /** Without the private key. */
  @Override
  public String toString() {
    return "GeneratedKey[flags=" + flags + ", keyTag=" + keyTag + ", mnemonic=" + mnemonic + "]";
  }
}
