package org.frontsigner.scenario.live;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/**
 * A question and the way it is asked. Immutable.
 *
 * @param name in the letter case that goes on the wire
 * @param dnssecOk whether DNSSEC records are wanted (RFC 3225)
 */
public record Query(Name name, int type, boolean dnssecOk, Carrier carrier) {
  private static final int OCTETS_MAX = 300;
  private static final int UDP_OCTETS_MAX = 1232;
  private static final int RECURSION_DESIRED = 0x0100;
  private static final int CHECKING_DISABLED = 0x0010;
  private static final int DNSSEC_OK = 0x8000;
  private static final byte[] ROOT = {0};

  /** Whether it has an OPT record: what wants DNSSEC must, the smallest and TCP need not. */
  public boolean usesEdns() {
    return dnssecOk || carrier == Carrier.UDP_1232 || carrier == Carrier.UDP_4096;
  }

  /** How long an answer may be: no server here sends more than 1232 octets over UDP. */
  int roomOctets() {
    return carrier == Carrier.TCP ? carrier.octets() : Math.min(carrier.octets(), UDP_OCTETS_MAX);
  }

  /** The same over TCP. */
  public Query overTcp() {
    return new Query(name, type, dnssecOk, Carrier.TCP);
  }

  byte[] toWire(int id) {
    ByteBuffer message = ByteBuffer.allocate(OCTETS_MAX);
    message.putShort((short) id).putShort((short) flags());
    message.putShort((short) 1).putInt(0).putShort((short) (usesEdns() ? 1 : 0));
    message.put(name.toWire()).putShort((short) type).putShort((short) DClass.IN);
    if (usesEdns()) {
      message.put(ROOT).putShort((short) Type.OPT).putShort((short) carrier.octets());
      message.putInt(dnssecOk ? DNSSEC_OK : 0).putShort((short) 0);
    }
    return Arrays.copyOf(message.array(), message.position());
  }

  // Stubs want recursion and validators check for themselves; both bits have to come back.
  private int flags() {
    return (dnssecOk ? 0 : RECURSION_DESIRED) | (checkingDisabled() ? CHECKING_DISABLED : 0);
  }

  /** Whether it is asked as validators ask, with the CD bit. */
  boolean checkingDisabled() {
    return dnssecOk && carrier == Carrier.UDP_1232;
  }

  @Override
  public String toString() {
    return name + " " + Type.string(type) + (dnssecOk ? " DO " : " ") + carrier;
  }
}
