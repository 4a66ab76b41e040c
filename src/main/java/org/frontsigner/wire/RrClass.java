package org.frontsigner.wire;

/** The classes that occur in messages (RFC 1035, 3.2.4 and 3.2.5; RFC 2136, 1.3). */
public final class RrClass {
  public static final int IN = 1;
  public static final int CH = 3;
  public static final int HS = 4;
  public static final int NONE = 254;
  public static final int ANY = 255;

  private RrClass() {}

  /** The mnemonic, or CLASSnnn where there is none (RFC 3597, 5). */
  public static String name(int rrClass) {
    return switch (rrClass) {
      case IN -> "IN";
      case CH -> "CH";
      case HS -> "HS";
      case NONE -> "NONE";
      case ANY -> "ANY";
      default -> "CLASS" + rrClass;
    };
  }
}
