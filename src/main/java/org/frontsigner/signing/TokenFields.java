package org.frontsigner.signing;

import java.util.Base64;

/**
 * The fields that say in which token a key is: those of PowerDNS (Engine, Slot, PIN, Label,
 * PubLabel), and the public key beside them, so that the zone can be served while the token is
 * away.
 */
final class TokenFields {
  private static final String ENGINE = "Engine";
  private static final String SLOT = "Slot";
  private static final String PIN = "PIN";
  private static final String LABEL = "Label";
  private static final String PUBLIC_LABEL = "PubLabel";
  private static final String PUBLIC_KEY = "PublicKey";
  private static final String PENDING = "pending";

  private TokenFields() {}

  static boolean areIn(KeyFields fields) {
    return fields.text(ENGINE).isPresent() || fields.text(LABEL).isPresent();
  }

  static String print(TokenMaterial key) {
    TokenReference reference = key.reference();
    return line(ENGINE, reference.module())
        + line(SLOT, reference.slot())
        + line(PIN, reference.pin())
        + line(LABEL, reference.label())
        + line(PUBLIC_LABEL, reference.publicLabel())
        + line(
            PUBLIC_KEY,
            key.isPending() ? PENDING : Base64.getEncoder().encodeToString(key.publicKey()));
  }

  private static String line(String name, String value) {
    return name + ": " + value + "\n";
  }

  /**
   * The key of these fields.
   *
   * @throws IllegalArgumentException when one is missing, as in BIND's files and in those of
   *     PowerDNS, which have no public key
   */
  static TokenMaterial material(Algorithm algorithm, KeyFields fields) {
    if (fields.text(SLOT).isEmpty() || fields.text(PUBLIC_KEY).isEmpty()) {
      throw new IllegalArgumentException(
          "the fields Engine and Label say that the key is in a hardware module: 'hsm assign' takes"
              + " it from there");
    }
    String label = require(fields, LABEL);
    TokenReference reference =
        new TokenReference(
            require(fields, ENGINE),
            require(fields, SLOT),
            require(fields, PIN),
            label,
            fields.text(PUBLIC_LABEL).filter(text -> !text.isEmpty()).orElse(label));
    return fields.text(PUBLIC_KEY).filter(PENDING::equals).isPresent()
        ? TokenMaterial.pending(algorithm, reference)
        : TokenMaterial.of(algorithm, reference, fields.octets(PUBLIC_KEY));
  }

  private static String require(KeyFields fields, String name) {
    return fields
        .text(name)
        .orElseThrow(() -> new IllegalArgumentException("the field " + name + " is missing"));
  }
}
