package org.frontsigner.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.frontsigner.wire.DomainName;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DSRecord;

/** What examples that give a private key say of it. */
final class KnownKeys {
  private KnownKeys() {}

  /** Each library that may sign with the algorithm here, and each way of signing. */
  static List<CryptoChoice> choices(Algorithm algorithm) {
    return algorithm.family() == Algorithm.Family.ECDSA
        ? List.of(
            CryptoChoice.best(false), CryptoChoice.portable(false), CryptoChoice.portable(true))
        : List.of(CryptoChoice.best(false), CryptoChoice.portable(false));
  }

  static ZoneKey key(String name) {
    int flags = Example.of(name).onlyDnskey().getFlags();
    return new ZoneKey(1, flags, true, true, KeyFile.parse(Example.privateKeyFile(name)));
  }

  /** The DNSKEY follows from the private key, and the tag from the DNSKEY. */
  static void hasItsDnskey(ZoneKey key, Example example) {
    DNSKEYRecord expected = example.onlyDnskey();
    assertThat(key.dnskey()).isEqualTo(CoveredSet.rdata(expected));
    assertThat(key.keyTag()).isEqualTo(example.signatures().get(0).rrsig().getFootprint());
  }

  static void hasItsDs(ZoneKey key, Example example) {
    DSRecord expected = example.onlyDs();
    DsDigest digest = DsDigest.of(expected.getDigestID()).orElseThrow();
    byte[] rdata = key.ds(DomainName.of(expected.getName().toWire()), digest);
    assertThat(HexFormat.of().formatHex(rdata))
        .isEqualTo(HexFormat.of().formatHex(CoveredSet.rdata(expected)));
  }
}
