package org.frontsigner.scenario.faulty;

import java.io.IOException;
import java.io.OutputStream;

/** A reply over TCP. */
record StreamChannel(OutputStream out) implements ReplyChannel {

  @Override
  public void message(byte[] octets) throws IOException {
    byte[] framed = new byte[octets.length + 2];
    framed[0] = (byte) (octets.length >> 8);
    framed[1] = (byte) octets.length;
    System.arraycopy(octets, 0, framed, 2, octets.length);
    bare(framed);
  }

  @Override
  public void bare(byte[] octets) throws IOException {
    out.write(octets);
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
