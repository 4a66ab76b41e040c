package org.frontsigner.bridge;

import java.util.Arrays;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.Octets;

/** The TSIG record at the end of a received message (RFC 8945, 4.2). */
final class TsigRecord {
  private static final int CLASS_ANY = 255;
  private static final int POINTER = 0xc0;

  final int start;
  final DomainName keyName;
  final DomainName algorithmName;
  final long timeSigned;
  final int fudgeSeconds;
  final byte[] mac;
  final int originalId;
  final int error;
  final byte[] other;

  private TsigRecord(byte[] message, int start) throws MalformedMessage {
    this.start = start;
    int nameEnd = nameEnd(message, start);
    this.keyName = name(message, start);
    require(Octets.u16(message, nameEnd + 2) == CLASS_ANY, "its class is not ANY");
    require(Octets.u32(message, nameEnd + 4) == 0, "its TTL is not 0");
    int at = nameEnd + 10;
    int length = DomainName.octetsAt(message, at);
    require(length > 0, "its algorithm is no name");
    this.algorithmName = DomainName.at(message, at);
    at += length;
    require(at + 10 <= message.length, "it is cut off");
    this.timeSigned = ((long) Octets.u16(message, at) << 32) | Octets.u32(message, at + 2);
    this.fudgeSeconds = Octets.u16(message, at + 6);
    int macEnd = at + 10 + Octets.u16(message, at + 8);
    require(macEnd + 6 <= message.length, "its MAC is cut off");
    this.mac = Arrays.copyOfRange(message, at + 10, macEnd);
    this.originalId = Octets.u16(message, macEnd);
    this.error = Octets.u16(message, macEnd + 2);
    int otherEnd = macEnd + 6 + Octets.u16(message, macEnd + 4);
    require(otherEnd == message.length, "its length is wrong");
    this.other = Arrays.copyOfRange(message, macEnd + 6, otherEnd);
  }

  /**
   * The record that begins at {@code start} and ends with the message.
   *
   * @throws MalformedMessage when it is not well formed
   */
  static TsigRecord at(byte[] message, int start) throws MalformedMessage {
    return new TsigRecord(message, start);
  }

  private static void require(boolean holds, String reason) throws MalformedMessage {
    if (!holds) {
      throw new MalformedMessage("the TSIG record is malformed: " + reason);
    }
  }

  private static int nameEnd(byte[] message, int start) {
    int at = start;
    while (message[at] != 0) {
      if (Octets.u8(message, at) >= POINTER) {
        return at + 2;
      }
      at += message[at] + 1;
    }
    return at + 1;
  }

  /** The name at {@code start}; pointers lead strictly backwards, so every walk ends. */
  private static DomainName name(byte[] message, int start) throws MalformedMessage {
    byte[] name = new byte[DomainName.OCTETS_MAX];
    int length = 0;
    int at = start;
    int segment = start;
    while (message[at] != 0) {
      int label = Octets.u8(message, at);
      if (label >= POINTER) {
        int target = Octets.u16(message, at) & 0x3fff;
        require(target < segment && target >= MessageShape.HEADER_OCTETS, "its name loops");
        segment = target;
        at = target;
      } else {
        require(label <= DomainName.LABEL_OCTETS_MAX, "its name has an unknown label");
        require(at + label + 1 < message.length, "its name is cut off");
        require(length + label + 1 < name.length, "its name is too long");
        System.arraycopy(message, at, name, length, label + 1);
        length += label + 1;
        at += label + 1;
      }
    }
    return DomainName.at(name, 0);
  }
}
