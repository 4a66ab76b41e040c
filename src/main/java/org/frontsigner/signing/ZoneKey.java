package org.frontsigner.signing;

import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.Octets;

/**
 * A key of a zone. Immutable.
 *
 * @param id the number by which operators know it; unique in the database
 * @param flags of the DNSKEY: 257 for a secure entry point, 256 else (RFC 4034, 2.1.1)
 * @param active whether it signs
 * @param published whether it is in the DNSKEY set
 */
public record ZoneKey(long id, int flags, boolean active, boolean published, KeyMaterial material) {
  public static final int ZONE_KEY = 256;
  public static final int SECURE_ENTRY_POINT = 257;

  private static final int PROTOCOL = 3;

  public Algorithm algorithm() {
    return material.algorithm();
  }

  /** Whether the flags say secure entry point, as those of a KSK or CSK do. */
  public boolean isSecureEntryPoint() {
    return flags == SECURE_ENTRY_POINT;
  }

  /** Whether a token is to make the key first: until then it is in no key set. */
  public boolean isPending() {
    return material instanceof TokenMaterial token && token.isPending();
  }

  public ZoneKey withActive(boolean value) {
    return new ZoneKey(id, flags, value, published, material);
  }

  public ZoneKey withPublished(boolean value) {
    return new ZoneKey(id, flags, active, value, material);
  }

  public ZoneKey withAlgorithm(Algorithm algorithm) {
    return new ZoneKey(id, flags, active, published, material.as(algorithm));
  }

  /** The rdata of the DNSKEY (RFC 4034, 2.1). */
  public byte[] dnskey() {
    byte[] publicKey = material.publicKey();
    byte[] rdata = new byte[4 + publicKey.length];
    Octets.putU16(rdata, 0, flags);
    rdata[2] = PROTOCOL;
    rdata[3] = (byte) algorithm().number();
    System.arraycopy(publicKey, 0, rdata, 4, publicKey.length);
    return rdata;
  }

  /** The key tag (RFC 4034, appendix B). */
  public int keyTag() {
    return keyTag(dnskey());
  }

  /** The key tag of the key in a DNSKEY's rdata (RFC 4034, appendix B). */
  public static int keyTag(byte[] rdata) {
    long sum = 0;
    for (int i = 0; i < rdata.length; i++) {
      sum += (i & 1) == 0 ? Octets.u8(rdata, i) << 8 : Octets.u8(rdata, i);
    }
    return (int) ((sum + (sum >> 16)) & 0xffff);
  }

  /** The rdata of a DS of this key as key of {@code zone} (RFC 4034, 5.1.4). */
  public byte[] ds(DomainName zone, DsDigest digest) {
    return ds(zone, dnskey(), digest);
  }

  /** The rdata of a DS of the key in a DNSKEY's rdata. */
  static byte[] ds(DomainName zone, byte[] dnskey, DsDigest digest) {
    byte[] hash = digest.of(zone.lowerCase().octets(), dnskey);
    byte[] rdata = new byte[4 + hash.length];
    Octets.putU16(rdata, 0, keyTag(dnskey));
    rdata[2] = dnskey[3];
    rdata[3] = (byte) digest.number();
    System.arraycopy(hash, 0, rdata, 4, hash.length);
    return rdata;
  }
}
