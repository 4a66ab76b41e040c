package org.frontsigner.signing;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Private keys as text in BIND's private-key-format v1.2, which ldns, BIND and PowerDNS read; v1.3,
 * with its dates, is read as well.
 */
public final class KeyFile {
  private static final String VERSION_FIELD = "Private-key-format";
  private static final String ALGORITHM_FIELD = "Algorithm";
  private static final int TEXT_MAX = 64 * 1024;

  private KeyFile() {}

  /** The text of a key, one field a line. It holds the private key. */
  public static String print(KeyMaterial key) {
    StringBuilder text = new StringBuilder();
    text.append(VERSION_FIELD).append(": v1.2\n");
    text.append(ALGORITHM_FIELD).append(": ").append(key.algorithm().number());
    text.append(" (").append(key.algorithm().mnemonic()).append(")\n");
    key.privateFields()
        .forEach(
            (name, octets) ->
                text.append(name)
                    .append(": ")
                    .append(Base64.getEncoder().encodeToString(octets))
                    .append('\n'));
    return text.toString();
  }

  /**
   * Reads a key.
   *
   * @throws IllegalArgumentException when the text is no private key that this server can use; the
   *     message says why and shows nothing of the key
   */
  public static KeyMaterial parse(String text) {
    if (text.length() > TEXT_MAX) {
      throw new IllegalArgumentException("it is larger than a private key file can be");
    }
    Map<String, String> lines = lines(text);
    String version = lines.get(VERSION_FIELD);
    if (version == null || !version.matches("v1\\.[23]")) {
      throw new IllegalArgumentException(
          "it does not begin with 'Private-key-format: v1.2' or v1.3");
    }
    Algorithm algorithm = algorithm(lines.get(ALGORITHM_FIELD));
    try {
      return material(algorithm, octets(lines));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "its numbers are no key of " + algorithm.mnemonic() + ": " + e.getMessage(), e);
    }
  }

  private static Map<String, String> lines(String text) {
    Map<String, String> lines = new LinkedHashMap<>();
    for (String line : text.lines().toList()) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        lines.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
      }
    }
    return lines;
  }

  private static Algorithm algorithm(String field) {
    String number = field == null ? "" : field.replaceFirst("[ (].*", "");
    if (!number.matches("\\d{1,3}")) {
      throw new IllegalArgumentException("its Algorithm field is no number");
    }
    return Algorithm.of(Integer.parseInt(number))
        .orElseThrow(
            () -> new IllegalArgumentException("its algorithm " + number + " is not supported"));
  }

  private static Map<String, byte[]> octets(Map<String, String> lines) {
    Map<String, byte[]> octets = new LinkedHashMap<>();
    lines.forEach(
        (name, value) -> {
          try {
            octets.put(name, Base64.getDecoder().decode(value));
          } catch (IllegalArgumentException e) {
            // Dates and the like are no base64: they are none of the fields that make the key.
            octets.remove(name);
          }
        });
    return octets;
  }

  private static KeyMaterial material(Algorithm algorithm, Map<String, byte[]> fields)
      throws GeneralSecurityException {
    return switch (algorithm.family()) {
      case RSA -> RsaMaterial.of(algorithm, fields);
      case GOST -> GostMaterial.of(fields);
      case ECDSA -> EcMaterial.of(algorithm, fields);
      case EDDSA -> EdMaterial.of(algorithm, fields);
    };
  }
}
