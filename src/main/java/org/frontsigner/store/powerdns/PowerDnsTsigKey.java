package org.frontsigner.store.powerdns;

/** A row of the table tsigkeys. Immutable. */
public record PowerDnsTsigKey(String name, String algorithm, String secret) {
  /** Without the secret. */
  @Override
  public String toString() {
    return "PowerDnsTsigKey[name=" + name + "]";
  }
}
