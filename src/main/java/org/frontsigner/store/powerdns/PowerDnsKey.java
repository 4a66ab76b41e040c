package org.frontsigner.store.powerdns;

/**
 * A row of the table cryptokeys. Immutable.
 *
 * @param content the private key as text; never shown
 */
public record PowerDnsKey(long id, int flags, boolean active, boolean published, String content) {
  /** Without the private key. */
  @Override
  public String toString() {
    return "PowerDnsKey[id=%d, flags=%d]".formatted(id, flags);
  }
}
