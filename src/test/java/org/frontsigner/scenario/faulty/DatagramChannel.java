package org.frontsigner.scenario.faulty;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketAddress;

/** A reply over UDP. */
record DatagramChannel(DatagramSocket socket, SocketAddress client) implements ReplyChannel {

  @Override
  public void message(byte[] octets) throws IOException {
    socket.send(new DatagramPacket(octets, octets.length, client));
  }

  @Override
  public void bare(byte[] octets) throws IOException {
    message(octets);
  }

  @Override
  public void close() {
    // A datagram ends with itself.
  }
}
