package org.frontsigner.bridge;

import org.frontsigner.wire.Octets;
import org.frontsigner.wire.RrType;

/**
 * Where the question section of a message ends and its TSIG record begins. Found by stepping over
 * the records; each step takes octets of the message, so lying counts end the walk early.
 */
final class MessageShape {
  static final int HEADER_OCTETS = 12;
  static final int MESSAGE_OCTETS_MAX = 0xffff;

  private static final int POINTER = 0xc0;
  private static final int LABEL_OCTETS_MAX = 63;

  private final byte[] message;
  private int at = HEADER_OCTETS;
  private int questionEnd;
  private int tsigStart = -1;

  private MessageShape(byte[] message) {
    this.message = message;
  }

  /**
   * The shape of a message.
   *
   * @throws MalformedMessage when it is cut off, goes on after its last record, or has a TSIG
   *     record anywhere but at its end
   */
  static MessageShape of(byte[] message) throws MalformedMessage {
    if (message.length < HEADER_OCTETS || message.length > MESSAGE_OCTETS_MAX) {
      throw new MalformedMessage("a message has 12 to 65535 octets, not " + message.length);
    }
    MessageShape shape = new MessageShape(message);
    shape.walk();
    return shape;
  }

  /** Octets up to the end of the question section. */
  int questionEnd() {
    return questionEnd;
  }

  boolean hasTsig() {
    return tsigStart >= 0;
  }

  /** Where the owner name of the TSIG record begins. */
  int tsigStart() {
    return tsigStart;
  }

  private void walk() throws MalformedMessage {
    for (int left = Octets.u16(message, 4); left > 0; left--) {
      skipName();
      skip(4);
    }
    questionEnd = at;
    int additional = Octets.u16(message, 10);
    int left = Octets.u16(message, 6) + Octets.u16(message, 8) + additional;
    for (; left > 0; left--) {
      int start = at;
      if (skipRecord() == RrType.TSIG) {
        requireLast(left == 1 && additional > 0);
        tsigStart = start;
      }
    }
    if (at != message.length) {
      throw new MalformedMessage((message.length - at) + " octets follow the last record");
    }
  }

  private static void requireLast(boolean last) throws MalformedMessage {
    if (!last) {
      throw new MalformedMessage("a TSIG record is not the last record of the message");
    }
  }

  private int skipRecord() throws MalformedMessage {
    skipName();
    int fields = at;
    skip(10);
    skip(Octets.u16(message, fields + 8));
    return Octets.u16(message, fields);
  }

  private void skip(int octets) throws MalformedMessage {
    at += octets;
    if (at > message.length) {
      throw new MalformedMessage("the message is cut off");
    }
  }

  private void skipName() throws MalformedMessage {
    while (at < message.length) {
      int label = Octets.u8(message, at);
      if (label >= POINTER) {
        skip(2);
        return;
      }
      if (label > LABEL_OCTETS_MAX) {
        throw new MalformedMessage("a label is of an unknown kind");
      }
      at += label + 1;
      if (label == 0) {
        return;
      }
    }
    throw new MalformedMessage("a name is cut off");
  }
}
