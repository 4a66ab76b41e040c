package org.frontsigner.api;

/** Which keys a zone gets when it is secured. */
public enum Keying {
  /** One key that signs everything, of the algorithm in the {@code defaults}. */
  DEFAULTS,
  /** RSASHA256: a key signing key and an active zone signing key, both of 2048 bits. */
  CLASSIC,
  /** As {@link #CLASSIC}, with a zone signing key of 1024 bits, which is weak today. */
  CLASSIC_1024
}
