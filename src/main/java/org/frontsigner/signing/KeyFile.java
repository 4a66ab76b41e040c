package org.frontsigner.signing;

import java.security.GeneralSecurityException;
import java.util.Base64;

/**
 * Private keys as text in BIND's private-key-format v1.2, which ldns, BIND and PowerDNS read; v1.3,
 * with its dates, is read as well.
 */
public final class KeyFile {
  private static final String VERSION_FIELD = "Private-key-format";
  private static final String ALGORITHM_FIELD = "Algorithm";
  private static final int TEXT_MAX = 64 * 1024;

  private KeyFile() {}

  /**
   * The text of a key, one field a line. It holds the private key, or says in which token it is.
   */
  public static String print(KeyMaterial key) {
    StringBuilder text = new StringBuilder();
    text.append(VERSION_FIELD).append(": v1.2\n");
    text.append(ALGORITHM_FIELD).append(": ").append(key.algorithm().number());
    text.append(" (").append(key.algorithm().mnemonic()).append(")\n");
    if (key instanceof TokenMaterial material) {
      return text.append(TokenFields.print(material)).toString();
    }
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
    if (KeyPem.isPem(text)) {
      throw new IllegalArgumentException("it is a PEM file: import it with import-zone-key-pem");
    }
    KeyFields fields = KeyFields.parse(text);
    requireKnownVersion(fields);
    Algorithm algorithm = algorithm(fields.text(ALGORITHM_FIELD).orElse(""));
    if (TokenFields.areIn(fields)) {
      return TokenFields.material(algorithm, fields);
    }
    try {
      return material(algorithm, fields);
    } catch (GeneralSecurityException e) {
      throw KeyMaker.unusable(algorithm, e);
    }
  }

  private static void requireKnownVersion(KeyFields fields) {
    String version =
        fields
            .text(VERSION_FIELD)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the field " + VERSION_FIELD + ", which comes first, is missing"));
    if (!version.matches("v1\\.[23]")) {
      throw new IllegalArgumentException(
          version.matches("v\\d{1,4}\\.\\d{1,4}")
              ? "its " + VERSION_FIELD + " is " + version + ", and only v1.2 and v1.3 are known"
              : "its " + VERSION_FIELD + " is neither v1.2 nor v1.3");
    }
  }

  private static Algorithm algorithm(String field) {
    String number = field.replaceFirst("[ (].*", "");
    if (!number.matches("\\d{1,3}")) {
      throw new IllegalArgumentException(
          "the field " + ALGORITHM_FIELD + " is " + (field.isEmpty() ? "missing" : "no number"));
    }
    return Algorithm.of(Integer.parseInt(number))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "its algorithm %s is not supported; list-algorithms shows those that are"
                        .formatted(number)));
  }

  private static KeyMaterial material(Algorithm algorithm, KeyFields fields)
      throws GeneralSecurityException {
    return switch (algorithm.family()) {
      case RSA -> RsaMaterial.of(algorithm, fields);
      case GOST -> GostMaterial.of(fields);
      case ECDSA -> EcMaterial.of(algorithm, fields.octets("PrivateKey"));
      case EDDSA -> new EdMaterial(algorithm, fields.octets("PrivateKey"));
    };
  }
}
