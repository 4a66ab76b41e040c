package org.frontsigner.api;

/**
 * A private key in the open. Immutable.
 *
 * @param privateKey in private-key-format v1.2 or PEM, lines ending in a newline
 */
public record ExportedKey(String zone, long id, String privateKey) {
  /** Without the private key. */
  @Override
  public String toString() {
    return "ExportedKey[zone=" + zone + ", id=" + id + "]";
  }
}
