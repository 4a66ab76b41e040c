package org.frontsigner.wire;

/**
 * How a message was answered (RFC 6895, 2.3). Codes above 15 need EDNS, which carries their upper
 * eight bits; those from 16 to 22 also stand in the error field of TSIG, where 16 means BADSIG.
 */
public final class Rcode {
  public static final int NOERROR = 0;
  public static final int FORMERR = 1;
  public static final int SERVFAIL = 2;
  public static final int NXDOMAIN = 3;
  public static final int NOTIMP = 4;
  public static final int REFUSED = 5;
  public static final int YXDOMAIN = 6;
  public static final int YXRRSET = 7;
  public static final int NXRRSET = 8;
  public static final int NOTAUTH = 9;
  public static final int NOTZONE = 10;
  public static final int DSOTYPENI = 11;
  public static final int BADVERS = 16;
  public static final int BADKEY = 17;
  public static final int BADTIME = 18;
  public static final int BADMODE = 19;
  public static final int BADNAME = 20;
  public static final int BADALG = 21;
  public static final int BADTRUNC = 22;
  public static final int BADCOOKIE = 23;

  private static final String[] NAMES = {
    "NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED", "YXDOMAIN", "YXRRSET",
    "NXRRSET", "NOTAUTH", "NOTZONE", "DSOTYPENI", "", "", "", "",
    "BADVERS", "BADKEY", "BADTIME", "BADMODE", "BADNAME", "BADALG", "BADTRUNC", "BADCOOKIE"
  };

  private Rcode() {}

  /** The mnemonic, or RCODEnn where there is none. */
  public static String name(int rcode) {
    boolean named = rcode >= 0 && rcode < NAMES.length && !NAMES[rcode].isEmpty();
    return named ? NAMES[rcode] : "RCODE" + rcode;
  }
}
