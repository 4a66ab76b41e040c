package org.frontsigner.scenario.live;

/** How a query travels, and how many octets its answer may have. */
public enum Carrier {
  /** As before EDNS, unless DNSSEC is wanted. */
  UDP_512(512),
  UDP_1232(1232),
  UDP_4096(4096),
  TCP(65_535);

  private final int octets;

  Carrier(int octets) {
    this.octets = octets;
  }

  int octets() {
    return octets;
  }
}
