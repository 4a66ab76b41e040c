package org.frontsigner.signing;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.frontsigner.wire.DomainName;

/**
 * What a file says of the public half of a key: the DNSKEY record of the .key file that BIND and
 * ldns write beside the private one. Immutable.
 *
 * @param owner as it is written
 * @param key the public key in base64
 */
public record PublicKeyFile(String owner, int flags, int algorithm, String key) {
  private static final String TYPE = "DNSKEY";
  private static final int TEXT_MAX = 64 * 1024;
  private static final int FIELDS_BEFORE_KEY = 3;

  /**
   * Reads the first DNSKEY record of a text.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static PublicKeyFile parse(String text) {
    if (text.length() > TEXT_MAX) {
      throw new IllegalArgumentException("it is larger than a public key file can be");
    }
    List<String> words =
        text.lines()
            .map(line -> line.replaceFirst(";.*", "").replaceAll("[()]", " "))
            .flatMap(line -> Arrays.stream(line.strip().split("\\s+")))
            .filter(word -> !word.isEmpty())
            .toList();
    int type = words.stream().map(word -> word.toUpperCase(Locale.ROOT)).toList().indexOf(TYPE);
    if (type < 1 || words.size() <= type + 1 + FIELDS_BEFORE_KEY) {
      throw new IllegalArgumentException("it has no DNSKEY record");
    }
    return new PublicKeyFile(
        words.get(0),
        number(words.get(type + 1), "flags"),
        number(words.get(type + FIELDS_BEFORE_KEY), "algorithm"),
        words.stream().skip(type + 1L + FIELDS_BEFORE_KEY).collect(Collectors.joining()));
  }

  private static int number(String word, String field) {
    if (!word.matches("\\d{1,5}")) {
      throw new IllegalArgumentException("the " + field + " of its DNSKEY record are no number");
    }
    return Integer.parseInt(word);
  }

  /** Whether the owner is the zone. */
  public boolean isOf(DomainName zone) {
    try {
      return DomainName.parse(owner).lowerCase().equals(zone.lowerCase());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * What does not fit a private key, as a sentence that goes on after "it"; empty when all fits.
   */
  public Optional<String> contradiction(KeyMaterial material) {
    if (algorithm != material.algorithm().number()) {
      return Optional.of(
          "has algorithm %d, and the private key %d"
              .formatted(algorithm, material.algorithm().number()));
    }
    String own = Base64.getEncoder().encodeToString(material.publicKey());
    return own.equals(key)
        ? Optional.empty()
        : Optional.of("has a public key that does not belong to the private key");
  }
}
