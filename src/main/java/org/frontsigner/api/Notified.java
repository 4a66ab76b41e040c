package org.frontsigner.api;

import java.util.List;

/**
 * Secondaries are being told of a serial. Immutable.
 *
 * @param secondaries their addresses
 */
public record Notified(String zone, long serial, List<String> secondaries) {
  public Notified {
    secondaries = List.copyOf(secondaries);
  }
}
