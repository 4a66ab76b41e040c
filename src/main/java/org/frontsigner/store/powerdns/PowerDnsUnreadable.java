package org.frontsigner.store.powerdns;

/** A database of PowerDNS that can't be read; the message says which file, where, and why. */
public final class PowerDnsUnreadable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PowerDnsUnreadable(String message, Throwable cause) {
    super(message, cause);
  }

  PowerDnsUnreadable(String message) {
    super(message);
  }
}
