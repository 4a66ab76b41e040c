package org.frontsigner.scenario.faulty;

import java.io.IOException;

/** Where the octets of a reply go. */
interface ReplyChannel {

  /** Sends one message, with the two octets of length before it over TCP. */
  void message(byte[] octets) throws IOException;

  /** Sends octets as they are, without a length. */
  void bare(byte[] octets) throws IOException;

  /** Ends the conversation. */
  void close() throws IOException;
}
