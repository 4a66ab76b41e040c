package org.frontsigner.scenario.live;

import java.io.IOException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * An answer in canonical form: what two servers that agree have in common. Each section is sorted,
 * and has a record as often as the message. Immutable.
 *
 * @param rcode with the upper bits of EDNS
 * @param wholeRcode that of the whole answer: over TCP, where this one is truncated
 * @param flags the names of the header's bits that are set
 * @param question in the letter case of the message
 * @param octets the length of the message: two that agree may differ in it
 * @param edns version, size and flags of the OPT record; empty without one
 */
public record Reply(
    int rcode,
    int wholeRcode,
    SortedSet<String> flags,
    String question,
    List<Entry> answer,
    List<Entry> authority,
    List<Entry> additional,
    String edns,
    int octets) {

  static Reply of(byte[] wire) {
    try {
      return of(new Message(wire), wire.length);
    } catch (IOException | RuntimeException unreadable) {
      throw new AssertionError(
          "unreadable: " + java.util.HexFormat.of().formatHex(wire), unreadable);
    }
  }

  private static Reply of(Message message, int octets) {
    return new Reply(
        message.getRcode(),
        message.getRcode(),
        flags(message.getHeader()),
        String.valueOf(message.getQuestion()),
        entries(message, Section.ANSWER),
        entries(message, Section.AUTHORITY),
        entries(message, Section.ADDITIONAL),
        edns(message.getOPT()),
        octets);
  }

  private static SortedSet<String> flags(Header header) {
    SortedSet<String> flags = new TreeSet<>();
    for (int bit = 0; bit < 16; bit++) {
      if (Flags.isFlag(bit) && header.getFlag(bit)) {
        flags.add(Flags.string(bit));
      }
    }
    return flags;
  }

  private static List<Entry> entries(Message message, int section) {
    return message.getSection(section).stream()
        .filter(record -> record.getType() != Type.OPT)
        .map(Entry::of)
        .sorted()
        .toList();
  }

  private static String edns(OPTRecord opt) {
    return opt == null
        ? ""
        : "version %d, %d octets, %s%s"
            .formatted(
                opt.getVersion(),
                opt.getPayloadSize(),
                (opt.getFlags() & ExtendedFlags.DO) != 0 ? "do" : "no do",
                opt.getOptions().isEmpty() ? "" : ", " + opt.getOptions());
  }

  /** Whether the other says the same, in however many octets. */
  boolean agreesWith(Reply other) {
    return equals(
        new Reply(
            other.rcode,
            other.wholeRcode,
            other.flags,
            other.question,
            other.answer,
            other.authority,
            other.additional,
            other.edns,
            octets));
  }

  /** Whether a section had no room, so that the answer is to be asked for over TCP. */
  public boolean isTruncated() {
    return flags.contains("tc");
  }

  /** With the sections of the answer over TCP, if this one is truncated. */
  Reply completedBy(Reply other) {
    if (!isTruncated()) {
      return this;
    }
    return new Reply(
        rcode,
        other.rcode,
        flags,
        question,
        other.answer,
        other.authority,
        other.additional,
        edns,
        other.octets);
  }

  /** The records of this one, with the rcode and the flags of another. */
  Reply withHeaderOf(Reply other) {
    return new Reply(
        other.rcode,
        wholeRcode,
        other.flags,
        question,
        answer,
        authority,
        additional,
        edns,
        octets);
  }

  /** The same with a flag set or cleared. */
  Reply withFlag(String flag, boolean set) {
    SortedSet<String> others = new TreeSet<>(flags);
    others.remove(flag);
    if (set) {
      others.add(flag);
    }
    return new Reply(
        rcode, wholeRcode, others, question, answer, authority, additional, edns, octets);
  }

  /** The same with another OPT record. */
  Reply withEdns(String other) {
    return new Reply(
        rcode, wholeRcode, flags, question, answer, authority, additional, other, octets);
  }

  /** The same with other records in a section. */
  Reply withAnswer(List<Entry> other) {
    return new Reply(
        rcode, wholeRcode, flags, question, other, authority, additional, edns, octets);
  }

  Reply withAuthority(List<Entry> other) {
    return new Reply(rcode, wholeRcode, flags, question, answer, other, additional, edns, octets);
  }

  Reply withAdditional(List<Entry> other) {
    return new Reply(rcode, wholeRcode, flags, question, answer, authority, other, edns, octets);
  }

  @Override
  public String toString() {
    return "%s; flags: %s; edns: %s; %d octets\n%s%s%s"
        .formatted(
            Rcode.string(rcode),
            String.join(" ", flags),
            edns,
            octets,
            text("answer", answer),
            text("authority", authority),
            text("additional", additional));
  }

  private static String text(String section, List<Entry> entries) {
    StringBuilder text = new StringBuilder();
    for (Entry entry : entries) {
      Record record = entry.record();
      text.append("  ").append(section).append(": ").append(record).append('\n');
    }
    return text.toString();
  }
}
