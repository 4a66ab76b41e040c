package org.frontsigner.scenario.tool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.util.Arrays;
import org.frontsigner.scenario.stage.Endpoint;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** The octets that a server answers over UDP; the question is always the same, with its ID. */
public final class RawAnswer {
  private static final int ID = 4711;
  private static final int OCTETS_MAX = 4096;
  private static final int WAIT_MILLISECONDS = 5_000;

  private RawAnswer() {}

  /** Asks with EDNS and DO. */
  public static byte[] of(Endpoint server, Name name, int type) {
    Message query = new Message(ID);
    query.getHeader().setOpcode(0);
    query.getHeader().unsetFlag(Flags.RD);
    query.addRecord(Record.newRecord(name, type, DClass.IN), Section.QUESTION);
    query.addRecord(new OPTRecord(1232, 0, 0, ExtendedFlags.DO), Section.ADDITIONAL);
    byte[] octets = query.toWire();
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.setSoTimeout(WAIT_MILLISECONDS);
      socket.send(new DatagramPacket(octets, octets.length, server.socket()));
      DatagramPacket answer = new DatagramPacket(new byte[OCTETS_MAX], OCTETS_MAX);
      socket.receive(answer);
      return Arrays.copyOf(answer.getData(), answer.getLength());
    } catch (IOException silent) {
      throw new UncheckedIOException(server.withAt() + " " + name, silent);
    }
  }
}
