package org.frontsigner.api;

/**
 * A TSIG key in the open. Immutable.
 *
 * @param algorithm such as hmac-sha256
 * @param secret in base64
 */
public record TsigKeyView(String name, String algorithm, String secret) {
  /** Without the secret. */
  @Override
  public String toString() {
    return "TsigKeyView[name=" + name + ", algorithm=" + algorithm + "]";
  }
}
