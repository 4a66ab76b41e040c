package org.frontsigner.wire;

/** Codes of EDNS options (IANA registry of DNS EDNS0 option codes). */
public final class EdnsOption {
  /** Which server answers (RFC 5001). */
  public static final int NSID = 3;

  /** For which network the answer is (RFC 7871). */
  public static final int CLIENT_SUBNET = 8;

  /** When the zone expires (RFC 7314). */
  public static final int EXPIRE = 9;

  /** Client and server cookies (RFC 7873). */
  public static final int COOKIE = 10;

  /** How long a TCP connection may stay idle (RFC 7828). */
  public static final int TCP_KEEPALIVE = 11;

  /** Octets that hide the length of a message (RFC 7830). */
  public static final int PADDING = 12;

  /** Why an answer is what it is (RFC 8914). */
  public static final int EXTENDED_ERROR = 15;

  private EdnsOption() {}
}
