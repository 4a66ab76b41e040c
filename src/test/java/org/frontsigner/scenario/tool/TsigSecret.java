package org.frontsigner.scenario.tool;

import java.util.Base64;
import java.util.random.RandomGenerator;
import org.frontsigner.scenario.zone.ZoneData;
import org.xbill.DNS.TSIG;

/**
 * A TSIG key of the tests.
 *
 * @param name the key's name, without a last dot
 * @param algorithm as configuration files write it, such as {@code hmac-sha256}
 * @param secret in base 64
 */
public record TsigSecret(String name, String algorithm, String secret) {
  private static final int OCTETS = 32;

  /** A new key for {@code hmac-sha256}. */
  public static TsigSecret random(String name, RandomGenerator random) {
    byte[] octets = new byte[OCTETS];
    random.nextBytes(octets);
    return new TsigSecret(name, "hmac-sha256", Base64.getEncoder().encodeToString(octets));
  }

  /** The same name and algorithm with another secret. */
  public TsigSecret withWrongSecret() {
    return new TsigSecret(name, algorithm, Base64.getEncoder().encodeToString(new byte[OCTETS]));
  }

  /** {@code hmac-sha256:name:secret}, as dig's {@code -y} wants it. */
  public String forDig() {
    return algorithm + ":" + name + ":" + secret;
  }

  /** The key in dnsjava's form. */
  public TSIG tsig() {
    return new TSIG(
        ZoneData.name(algorithm), ZoneData.name(name), Base64.getDecoder().decode(secret));
  }
}
