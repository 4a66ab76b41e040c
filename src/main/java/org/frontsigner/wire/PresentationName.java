package org.frontsigner.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Names as people write them (RFC 1035, 5.1; RFC 4343, 2.1). */
final class PresentationName {
  private PresentationName() {}

  static DomainName parse(String text) {
    if (text.equals(".")) {
      return DomainName.ROOT;
    }
    if (text.isEmpty()) {
      throw new IllegalArgumentException("an empty text is no domain name");
    }
    ByteArrayOutputStream name = new ByteArrayOutputStream(text.length() + 2);
    ByteArrayOutputStream label = new ByteArrayOutputStream(DomainName.LABEL_OCTETS_MAX);
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    int at = 0;
    while (at < octets.length) {
      if (octets[at] == '.') {
        endLabel(text, label, name);
        at++;
      } else {
        at = readOctet(text, octets, at, label);
      }
    }
    if (label.size() > 0) {
      endLabel(text, label, name);
    }
    name.write(0);
    if (name.size() > DomainName.OCTETS_MAX) {
      throw notAName(text, "it has more than 255 octets");
    }
    return DomainName.trusted(name);
  }

  private static int readOctet(String text, byte[] octets, int at, ByteArrayOutputStream label) {
    if (octets[at] != '\\') {
      if (octets[at] <= ' ' || octets[at] == 0x7f) {
        throw notAName(text, "octets that do not print are written \\DDD");
      }
      label.write(octets[at]);
      return at + 1;
    }
    if (at + 1 < octets.length && !isDigit(octets[at + 1])) {
      label.write(octets[at + 1]);
      return at + 2;
    }
    if (at + 3 < octets.length && isDigit(octets[at + 2]) && isDigit(octets[at + 3])) {
      int value = (octets[at + 1] - '0') * 100 + (octets[at + 2] - '0') * 10 + octets[at + 3] - '0';
      if (value <= 255) {
        label.write(value);
        return at + 4;
      }
    }
    throw notAName(text, "a backslash is followed by one character or by 000 to 255");
  }

  private static boolean isDigit(byte octet) {
    return octet >= '0' && octet <= '9';
  }

  private static void endLabel(
      String text, ByteArrayOutputStream label, ByteArrayOutputStream name) {
    if (label.size() == 0) {
      throw notAName(text, "it has an empty label");
    }
    if (label.size() > DomainName.LABEL_OCTETS_MAX) {
      throw notAName(text, "a label has more than 63 octets");
    }
    name.write(label.size());
    name.writeBytes(label.toByteArray());
    label.reset();
  }

  private static IllegalArgumentException notAName(String text, String why) {
    return new IllegalArgumentException("'" + text + "' is no domain name: " + why);
  }

  static String print(byte[] octets) {
    if (octets.length == 1) {
      return ".";
    }
    StringBuilder text = new StringBuilder(octets.length + 8);
    for (int at = 0; octets[at] != 0; at += octets[at] + 1) {
      for (int i = at + 1; i <= at + octets[at]; i++) {
        print(octets[i] & 0xff, text);
      }
      text.append('.');
    }
    return text.toString();
  }

  private static void print(int octet, StringBuilder text) {
    if (octet <= ' ' || octet >= 0x7f) {
      text.append('\\').append((char) ('0' + octet / 100));
      text.append((char) ('0' + octet / 10 % 10)).append((char) ('0' + octet % 10));
      return;
    }
    if (".;\\()@\"$".indexOf(octet) >= 0) {
      text.append('\\');
    }
    text.append((char) octet);
  }
}
