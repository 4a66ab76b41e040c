package org.frontsigner.signing;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of a private key file, each on a line of its own as {@code Name: value}. Never shown:
 * a message of an error names a field and says nothing of its value. Immutable.
 */
final class KeyFields {
  private static final int BASE64_GROUP = 4;

  private final Map<String, String> values;

  private KeyFields(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Reads the lines; those without a colon, and comments, are no fields.
   *
   * @throws IllegalArgumentException when a field is there twice
   */
  static KeyFields parse(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String line : text.lines().toList()) {
      int colon = line.indexOf(':');
      if (colon <= 0 || line.startsWith(";")) {
        continue;
      }
      String name = line.substring(0, colon).strip();
      if (values.put(name, line.substring(colon + 1).strip()) != null) {
        // A name is not trusted to be one: what is cut up may have a piece of the key before it.
        throw new IllegalArgumentException(
            name.matches("[A-Za-z][A-Za-z0-9-]{0,20}")
                ? "the field " + name + " is there twice"
                : "a field is there twice");
      }
    }
    return new KeyFields(values);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /**
   * What a field holds in base64.
   *
   * @throws IllegalArgumentException when it is missing, or none
   */
  byte[] octets(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the field " + name + " is missing");
    }
    try {
      if (!value.isEmpty() && value.length() % BASE64_GROUP == 0) {
        return Base64.getDecoder().decode(value);
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the field " + name + " is no base64");
    }
    throw new IllegalArgumentException("the field " + name + " is no base64, or is cut off");
  }
}
