package org.frontsigner.api;

import java.util.Objects;

/**
 * The files of a key that exists. Immutable.
 *
 * @param file the name of the private key's file, without its folder
 * @param privateKey what is in it
 * @param publicKey what is in the .key file beside it; empty where there is none
 */
public record KeyText(String file, String privateKey, String publicKey) {
  public KeyText {
    Objects.requireNonNull(file);
    Objects.requireNonNull(privateKey);
    Objects.requireNonNull(publicKey);
  }

  /** Without the private key. */
  @Override
  public String toString() {
    return "KeyText[file=" + file + "]";
  }
}
