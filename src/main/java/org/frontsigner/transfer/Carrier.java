package org.frontsigner.transfer;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import org.frontsigner.keeper.Primary;

/**
 * What carries messages to a primary and back: the sockets of this machine, or a network that a
 * simulation makes. All that this room decides stands above it. Thread-safe; what it opens is for
 * one thread.
 */
public interface Carrier {
  /** A connection over TCP. */
  interface Stream extends Closeable {
    /** Sends a message. */
    void send(byte[] message) throws IOException;

    /**
     * Waits for the next message; empty when the peer has closed the connection before it.
     *
     * @throws IOException when the peer is slower than the pace allows, or the connection breaks
     */
    Optional<byte[]> receive() throws IOException;
  }

  /** A port of UDP that exchanges datagrams with one peer. */
  interface Datagrams extends Closeable {
    /** Sends a message, which may be lost. */
    void send(byte[] message) throws IOException;

    /** Waits for a datagram of the peer; empty when none has come after so many milliseconds. */
    Optional<byte[]> receive(long waitMillis) throws IOException;
  }

  /**
   * Connects.
   *
   * @param connectSeconds how long that may take
   * @param pace how slow the peer may be from then on
   * @throws IOException when there is no connection
   */
  Stream connect(Primary primary, int connectSeconds, Pace pace) throws IOException;

  /** Opens a port that nobody used before. */
  Datagrams datagrams(Primary primary) throws IOException;
}
