package org.frontsigner.server;

import org.frontsigner.answer.Delivery;

/** How a message came, and how its answer goes. */
enum Transport {
  UDP(Delivery.UDP, "udp"),
  TCP(Delivery.TCP, "tcp");

  private final Delivery delivery;
  private final String label;

  Transport(Delivery delivery, String label) {
    this.delivery = delivery;
    this.label = label;
  }

  Delivery delivery() {
    return delivery;
  }

  /** As metrics show it. */
  String label() {
    return label;
  }
}
