package org.frontsigner.bridge;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.Octets;

/** Changes the TSIG record of a signed message, lengths kept right. */
final class TsigRewriter {
  private final byte[] message;
  private final int start;
  private final int nameEnd;
  private final int macLengthAt;

  private TsigRewriter(byte[] message) {
    this.message = message;
    try {
      this.start = MessageShape.of(message).tsigStart();
    } catch (MalformedMessage malformed) {
      throw new IllegalArgumentException(malformed);
    }
    this.nameEnd = nameEnd(message, start);
    this.macLengthAt = nameEnd + 10 + DomainName.octetsAt(message, nameEnd + 10) + 8;
  }

  private static int nameEnd(byte[] message, int start) {
    int at = start;
    while (message[at] > 0) {
      at += message[at] + 1;
    }
    return message[at] == 0 ? at + 1 : at + 2;
  }

  static TsigRewriter of(byte[] message) {
    return new TsigRewriter(message);
  }

  byte[] mac(UnaryOperator<byte[]> change) {
    int macEnd = macLengthAt + 2 + Octets.u16(message, macLengthAt);
    byte[] mac = change.apply(Arrays.copyOfRange(message, macLengthAt + 2, macEnd));
    ByteArrayOutputStream changed = new ByteArrayOutputStream();
    changed.write(message, 0, macLengthAt);
    changed.write(mac.length >> 8);
    changed.write(mac.length);
    changed.writeBytes(mac);
    changed.write(message, macEnd, message.length - macEnd);
    byte[] result = changed.toByteArray();
    Octets.putU16(result, nameEnd + 8, result.length - nameEnd - 10);
    return result;
  }

  byte[] keyName(byte[] name) {
    ByteArrayOutputStream changed = new ByteArrayOutputStream();
    changed.write(message, 0, start);
    changed.writeBytes(name);
    changed.write(message, nameEnd, message.length - nameEnd);
    return changed.toByteArray();
  }

  /** The record two times. */
  byte[] twice() {
    ByteArrayOutputStream changed = new ByteArrayOutputStream();
    changed.writeBytes(message);
    changed.write(message, start, message.length - start);
    byte[] result = changed.toByteArray();
    Octets.putU16(result, 10, Octets.u16(result, 10) + 1);
    return result;
  }

  /** The message without the record. */
  byte[] removed() {
    byte[] result = Arrays.copyOf(message, start);
    Octets.putU16(result, 10, Octets.u16(result, 10) - 1);
    return result;
  }
}
