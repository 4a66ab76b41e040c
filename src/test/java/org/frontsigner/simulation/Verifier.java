package org.frontsigner.simulation;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.frontsigner.wire.CanonicalRdata;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.Octets;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DNSSEC.DNSSECException;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * Whether signatures are good (RFC 4035, 5.3), without a line of the code that made them; what was
 * verified once is remembered.
 */
final class Verifier {
  private static final int REMEMBERED_MAX = 100_000;
  private static final int PREFIX_OCTETS = 18;
  private static final int ECDSAP256SHA256 = 13;
  private static final int RSASHA256 = 8;

  private final Set<ByteBuffer> good = new HashSet<>();
  private final Map<ByteBuffer, PublicKey> keys = new HashMap<>();

  /** When the validity of a signature begins and ends, as 32 bits (RFC 4034, 3.1.5). */
  static long inception(byte[] rrsig) {
    return Octets.u32(rrsig, 12);
  }

  static long expiration(byte[] rrsig) {
    return Octets.u32(rrsig, 8);
  }

  static int algorithm(byte[] rrsig) {
    return rrsig[2] & 0xff;
  }

  static int labels(byte[] rrsig) {
    return rrsig[3] & 0xff;
  }

  static int keyTag(byte[] rrsig) {
    return Octets.u16(rrsig, 16);
  }

  /** Whether a time of 32 bits is at or before a time of today (RFC 1982). */
  static boolean isReached(long time, long nowSeconds) {
    return (int) ((nowSeconds & 0xffff_ffffL) - time) >= 0;
  }

  static boolean isValidAt(byte[] rrsig, long nowSeconds) {
    return isReached(inception(rrsig), nowSeconds) && !isReached(expiration(rrsig), nowSeconds);
  }

  static int tagOf(byte[] dnskey) {
    int sum = 0;
    for (int i = 0; i < dnskey.length; i++) {
      sum += (i & 1) == 0 ? (dnskey[i] & 0xff) << 8 : dnskey[i] & 0xff;
    }
    return (sum + (sum >> 16)) & 0xffff;
  }

  /** Whether a signature over the set is one of this key and of this zone; not whether in time. */
  boolean verifies(HeldSet set, byte[] rrsig, byte[] dnskey, DomainName apex) {
    int labels = set.owner().labelCount();
    if (keyTag(rrsig) != tagOf(dnskey)
        || algorithm(rrsig) != (dnskey[3] & 0xff)
        || Octets.u16(rrsig, 0) != set.type()
        || labels(rrsig) != labels
        || !DomainName.at(rrsig, PREFIX_OCTETS).equals(apex)
        || Octets.u32(rrsig, 4) < set.ttl()) {
      return false;
    }
    int signatureAt = PREFIX_OCTETS + apex.length();
    byte[] message = message(set, rrsig, signatureAt);
    byte[] signature = Arrays.copyOfRange(rrsig, signatureAt, rrsig.length);
    ByteBuffer memory = memory(dnskey, signature, message);
    if (good.contains(memory)) {
      return true;
    }
    boolean isGood = verifies(message, signature, dnskey);
    if (isGood) {
      if (good.size() >= REMEMBERED_MAX) {
        good.clear();
      }
      good.add(memory);
    }
    return isGood;
  }

  private static ByteBuffer memory(byte[] dnskey, byte[] signature, byte[] message) {
    ByteBuffer memory = ByteBuffer.allocate(dnskey.length + signature.length + message.length);
    return memory.put(dnskey).put(signature).put(message).flip();
  }

  private static byte[] message(HeldSet set, byte[] rrsig, int signatureAt) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.write(rrsig, 0, signatureAt);
    byte[] owner = set.owner().lowerCase().octets();
    List<byte[]> canonical = new ArrayList<>(set.rdata().size());
    for (byte[] rdata : set.rdata()) {
      canonical.add(CanonicalRdata.of(set.type(), rdata));
    }
    canonical.sort(Arrays::compareUnsigned);
    for (byte[] rdata : canonical) {
      message.writeBytes(owner);
      ByteBuffer fields = ByteBuffer.allocate(10);
      fields.putShort((short) set.type()).putShort((short) DClass.IN);
      fields.putInt((int) Octets.u32(rrsig, 4)).putShort((short) rdata.length);
      message.writeBytes(fields.array());
      message.writeBytes(rdata);
    }
    return message.toByteArray();
  }

  private boolean verifies(byte[] message, byte[] signature, byte[] dnskey) {
    try {
      Signature check = check(dnskey[3] & 0xff);
      check.initVerify(keys.computeIfAbsent(ByteBuffer.wrap(dnskey), Verifier::publicKey));
      check.update(message);
      return check.verify(signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a signature can't be verified", e);
    }
  }

  private static Signature check(int algorithm) throws GeneralSecurityException {
    Provider fast = AmazonCorrettoCryptoProvider.INSTANCE;
    boolean isThere = AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError() == null;
    String name =
        switch (algorithm) {
          case ECDSAP256SHA256 -> "SHA256withECDSAinP1363Format";
          case RSASHA256 -> "SHA256withRSA";
          default -> "Ed25519";
        };
    boolean isFast = isThere && fast.getService("Signature", name) != null;
    return isFast ? Signature.getInstance(name, fast) : Signature.getInstance(name);
  }

  @SuppressWarnings("ByteBufferBackingArray") // each wraps an array whole
  private static PublicKey publicKey(ByteBuffer dnskey) {
    try {
      Record record = Record.newRecord(Name.root, Type.DNSKEY, DClass.IN, 0, dnskey.array());
      return ((DNSKEYRecord) record).getPublicKey();
    } catch (DNSSECException e) {
      throw new IllegalStateException("a DNSKEY can't be used", e);
    }
  }
}
