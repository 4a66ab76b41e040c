package org.frontsigner.api;

import java.util.Objects;

/**
 * Where a key is in a PKCS #11 token, as operators say it. Immutable.
 *
 * @param module the path of its library, or a name that p11-kit knows
 * @param slot label of the token, id of the slot, or its index
 * @param pin the PIN itself where {@code isPinTyped}, else where it is: {@code file:PATH} or {@code
 *     credential:NAME}
 * @param label of the private key, or {@code id:} and its CKA_ID in hex
 * @param publicLabel of the public key; empty: that of the private one
 */
public record TokenKey(
    String module, String slot, String pin, boolean isPinTyped, String label, String publicLabel) {
  public TokenKey {
    Objects.requireNonNull(module);
    Objects.requireNonNull(slot);
    Objects.requireNonNull(pin);
    Objects.requireNonNull(label);
    Objects.requireNonNull(publicLabel);
  }

  /** Without the PIN. */
  @Override
  public String toString() {
    return "TokenKey[module=" + module + ", slot=" + slot + ", label=" + label + "]";
  }
}
