package org.frontsigner.answer;

/**
 * How an answer goes out. Immutable.
 *
 * @param overTcp whether it may have 65,535 octets
 * @param reservedOctets room that it leaves at its end, for a TSIG record
 */
public record Delivery(boolean overTcp, int reservedOctets) {
  public static final Delivery UDP = new Delivery(false, 0);
  public static final Delivery TCP = new Delivery(true, 0);

  public Delivery withReserved(int octets) {
    return new Delivery(overTcp, octets);
  }
}
