package org.frontsigner.wire;

/**
 * Names in a message from strangers, compressed or not (RFC 1035, 4.1.4). A pointer leads strictly
 * backward, before the labels that it ends, never into the header, and only so many may follow each
 * other: so no name is read forever.
 */
final class ReceivedName {
  static final int JUMPS_MAX = 127;

  private static final int POINTER = 0xc0;

  private ReceivedName() {}

  /** Where the name ends that starts at {@code at}, pointers not followed; -1 when malformed. */
  static int endOf(byte[] octets, int from, int end) {
    int at = from;
    while (at < end) {
      int label = octets[at] & 0xff;
      if (label == 0) {
        return at + 1;
      }
      if (label > DomainName.LABEL_OCTETS_MAX) {
        return label >= POINTER && at + 2 <= end ? at + 2 : -1;
      }
      at += label + 1;
    }
    return -1;
  }

  /**
   * Writes the uncompressed name to {@code target} and returns its length; -1 when it is malformed.
   *
   * @param messageAt where the message begins, which pointers count from
   * @param end where the message ends
   */
  static int copy(byte[] octets, int messageAt, int from, int end, byte[] target, int to) {
    int at = from;
    int lowest = from;
    int written = 0;
    int jumps = 0;
    while (at < end) {
      int label = octets[at] & 0xff;
      if (label <= DomainName.LABEL_OCTETS_MAX) {
        if (at + 1 + label > end || written + 1 + label > DomainName.OCTETS_MAX) {
          return -1;
        }
        copyLabel(octets, at, target, to + written, label + 1);
        written += label + 1;
        if (label == 0) {
          return written;
        }
        at += label + 1;
      } else {
        at = target(octets, messageAt, at, end);
        if (at < messageAt + Header.OCTETS || at >= lowest || ++jumps > JUMPS_MAX) {
          return -1;
        }
        lowest = at;
      }
    }
    return -1;
  }

  /** Labels are short: a plain loop beats a call. */
  @SuppressWarnings("ManualArrayCopy")
  private static void copyLabel(byte[] source, int from, byte[] target, int to, int length) {
    for (int i = 0; i < length; i++) {
      target[to + i] = source[from + i];
    }
  }

  private static int target(byte[] octets, int messageAt, int at, int end) {
    boolean pointer = (octets[at] & POINTER) == POINTER && at + 2 <= end;
    return pointer ? messageAt + (Octets.u16(octets, at) & 0x3fff) : -1;
  }
}
