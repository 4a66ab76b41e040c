package org.frontsigner.signing;

import java.util.Objects;

/**
 * Where a key is that never leaves its PKCS #11 token. Immutable.
 *
 * @param module the library that speaks to the token: a path, or a name of p11-kit's
 * @param slot the token's label, the id of its slot, or {@code #} and the slot's index
 * @param pin where the user's PIN is to be read, as {@code file:PATH}; never the PIN itself
 * @param label CKA_LABEL of the private key
 * @param publicLabel CKA_LABEL of its public key
 */
public record TokenReference(
    String module, String slot, String pin, String label, String publicLabel) {
  /** The longest of the five, in characters; what is longer is no name that anybody typed. */
  public static final int TEXT_MAX = 1024;

  public TokenReference {
    check("module", module);
    check("slot", slot);
    check("PIN", pin);
    check("label", label);
    check("label of the public key", publicLabel);
  }

  /** They are lines of a key file, where a newline would begin another field. */
  private static void check(String what, String text) {
    Objects.requireNonNull(text);
    boolean fits = !text.isBlank() && text.length() <= TEXT_MAX && text.equals(text.strip());
    if (!fits || text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "the %s is empty, begins or ends with a space, has control characters or more than %d characters"
              .formatted(what, TEXT_MAX));
    }
  }

  /** The same token, whatever the key. */
  public boolean isSameToken(TokenReference other) {
    return module.equals(other.module) && slot.equals(other.slot);
  }

  public TokenReference withSlot(String newSlot) {
    return new TokenReference(module, newSlot, pin, label, publicLabel);
  }

  public TokenReference withPin(String newPin) {
    return new TokenReference(module, slot, newPin, label, publicLabel);
  }

  /** For people: key and token, without where the PIN is. */
  @Override
  public String toString() {
    return "key '%s' of token '%s' (module %s)".formatted(label, slot, module);
  }
}
