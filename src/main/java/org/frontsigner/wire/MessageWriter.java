package org.frontsigner.wire;

import java.util.Arrays;

/**
 * Writes messages, one after another, into one array of its own. Reusable, not thread-safe.
 *
 * <p>A message is begun, given its question, then records, section after section: {@link #section}
 * and {@link #owner} say where and whose the records are that follow. What does not fit leaves no
 * trace: every method that writes records writes all of them or none and returns whether it did.
 * Names are compressed where that is allowed (RFC 1035, 4.1.4; RFC 3597, 4).
 */
public final class MessageWriter {
  /** No message is longer: its length is a 16-bit number on TCP (RFC 1035, 4.2.2). */
  public static final int OCTETS_MAX = 0xffff;

  /** Octets of an OPT record without options. */
  public static final int OPT_OCTETS = 11;

  /** Octets of an RRSIG rdata before the signer's name (RFC 4034, 3.1). */
  public static final int RRSIG_PREFIX_OCTETS = 18;

  private static final int POINTER = 0xc000;
  private static final int LABELS_MAX = 128;
  private static final int RECORD_FIELDS_OCTETS = 10;

  /** Room for one more record than any limit allows: whether it fit is known when it is written. */
  private final byte[] octets = new byte[2 * OCTETS_MAX + DomainName.OCTETS_MAX + 64];

  private final int[] counts = new int[Section.COUNT];
  private final CompressionTable table = new CompressionTable();
  private final int[] labels = new int[LABELS_MAX];
  private final byte[] lastOwner = new byte[DomainName.OCTETS_MAX];

  private boolean caseMatters;
  private int limit;
  private int reservedForOpt;
  private int reservedForTsig;
  private int length;
  private int section;
  private byte[] owner = DomainName.ROOT.octets();
  private int ownerAt;
  private int ownerLength = 1;
  private int lastOwnerLength;
  private int lastOwnerOffset;

  /**
   * Begins a message.
   *
   * @param flags the second 16 bits of the header: see {@link Header}
   * @param limitOctets how long the message may get, up to {@link #OCTETS_MAX}
   */
  public MessageWriter begin(int id, int flags, int limitOctets) {
    limit = Math.min(limitOctets, OCTETS_MAX);
    reservedForOpt = 0;
    reservedForTsig = 0;
    caseMatters = false;
    Octets.putU16(octets, 0, id);
    Octets.putU16(octets, 2, flags);
    Arrays.fill(counts, 0);
    length = Header.OCTETS;
    section = 0;
    lastOwnerLength = 0;
    table.reset(limit);
    return this;
  }

  /**
   * Begins a message of a transfer: names are compressed only against names in the same letter
   * case, so that the zone arrives as it is (RFC 5936, 3.4).
   */
  public MessageWriter beginTransfer(int id, int flags, int limitOctets) {
    begin(id, flags, limitOctets);
    caseMatters = true;
    return this;
  }

  /** Begins the answer to what is no query: its rcode, opcode, RD and readable question. */
  public MessageWriter beginRejection(Rejected rejected, int limitOctets) {
    int kept = rejected.flags() & (Header.RD | Header.ofOpcode(0xf));
    begin(rejected.id(), Header.QR | kept | rejected.rcode(), limitOctets);
    if (rejected.questionLength() > 0) {
      int typeAt = rejected.questionAt() + rejected.questionLength() - 4;
      int type = Octets.u16(rejected.octets(), typeAt);
      int rrClass = Octets.u16(rejected.octets(), typeAt + 2);
      int nameLength = rejected.questionLength() - 4;
      question(rejected.octets(), rejected.questionAt(), nameLength, type, rrClass);
    }
    return this;
  }

  /** Repeats the question of a query, its letter case kept. */
  public MessageWriter question(Query query) {
    return question(
        query.octets(), query.qnameAt(), query.qnameLength(), query.qtype(), query.qclass());
  }

  public MessageWriter question(DomainName name, int type, int rrClass) {
    return question(name.octets(), 0, name.length(), type, rrClass);
  }

  /** Writes a question, its name given as uncompressed octets; once, before all records. */
  public MessageWriter question(byte[] name, int at, int nameLength, int type, int rrClass) {
    if (length != Header.OCTETS) {
      throw new IllegalStateException("the question comes first, and there is one");
    }
    owner(name, at, nameLength);
    writeOwner();
    Octets.putU16(octets, length, type);
    Octets.putU16(octets, length + 2, rrClass);
    length += 4;
    counts[0]++;
    return this;
  }

  /** The section that the records to come stand in; sections follow each other in order. */
  public MessageWriter section(Section next) {
    if (next.number() < section) {
      throw new IllegalStateException(next + " comes before " + Section.of(section));
    }
    section = next.number();
    return this;
  }

  /** The owner of the records to come. */
  public MessageWriter owner(DomainName name) {
    return owner(name.octets(), 0, name.length());
  }

  /**
   * The owner of the records to come, as uncompressed octets, which stay as they are until another
   * owner is given.
   */
  public MessageWriter owner(byte[] name, int at, int nameLength) {
    owner = name;
    ownerAt = at;
    ownerLength = nameLength;
    return this;
  }

  /** Writes all records of a set. */
  public boolean rrset(RrSet set) {
    return rrset(set, set.ttl());
  }

  /** Writes all records of a set with another TTL. */
  public boolean rrset(RrSet set, long ttlSeconds) {
    long before = mark();
    RdataLayout layout = RdataLayout.of(set.type());
    int position = set.first();
    for (int left = set.count(); left > 0; left--) {
      int at = set.rdataAt(position);
      int rdataLength = set.rdataLength(position);
      writeRecord(layout, set.type(), RrClass.IN, ttlSeconds, set.octets(), at, rdataLength);
      if (!keepIfItFits(before)) {
        return false;
      }
      position = set.next(position);
    }
    return true;
  }

  /** Writes one record of a set: that at {@code position}, as {@link RrSet#first} gives it. */
  public boolean record(RrSet set, int position) {
    int type = set.type();
    return record(type, set.ttl(), set.octets(), set.rdataAt(position), set.rdataLength(position));
  }

  /** Writes a record of class IN; its rdata is uncompressed and valid for its type. */
  public boolean record(int type, long ttlSeconds, byte[] rdata, int from, int rdataLength) {
    long before = mark();
    RdataLayout layout = RdataLayout.of(type);
    writeRecord(layout, type, RrClass.IN, ttlSeconds, rdata, from, rdataLength);
    return keepIfItFits(before);
  }

  /** Writes a record of class IN; its rdata is uncompressed and valid for its type. */
  public boolean record(int type, long ttlSeconds, byte[] rdata) {
    return record(type, ttlSeconds, rdata, 0, rdata.length);
  }

  /** Writes a record of any class; its rdata is uncompressed and valid for its type. */
  public boolean recordOfClass(int rrClass, int type, long ttlSeconds, byte[] rdata) {
    long before = mark();
    RdataLayout layout = RdataLayout.of(type);
    writeRecord(layout, type, rrClass, ttlSeconds, rdata, 0, rdata.length);
    return keepIfItFits(before);
  }

  /** Writes an RRSIG record from its parts (RFC 4034, 3.1): the signer is not compressed. */
  public boolean rrsig(
      long ttlSeconds,
      byte[] prefix,
      DomainName signer,
      byte[] signature,
      int signatureAt,
      int signatureLength) {
    long before = mark();
    int rdataLength = RRSIG_PREFIX_OCTETS + signer.length() + signatureLength;
    requireRdata(rdataLength);
    writeOwner();
    writeFields(RrType.RRSIG, RrClass.IN, ttlSeconds, rdataLength);
    append(prefix, 0, RRSIG_PREFIX_OCTETS);
    append(signer.octets(), 0, signer.length());
    append(signature, signatureAt, signatureLength);
    return keepIfItFits(before);
  }

  /** Writes an RRSIG record from its parts, the signature being the whole array. */
  public boolean rrsig(long ttlSeconds, byte[] prefix, DomainName signer, byte[] signature) {
    return rrsig(ttlSeconds, prefix, signer, signature, 0, signature.length);
  }

  /**
   * Writes an OPT record into the additional section (RFC 6891, 6.1.2), and the rcode, all twelve
   * bits of it, into it and the header. May use what {@link #reserveForOpt} set aside.
   */
  public boolean opt(
      int udpPayloadOctets, int rcode, int version, boolean dnssecOk, EdnsOptions options) {
    if (length + OPT_OCTETS + options.length() > limit - reservedForTsig) {
      return false;
    }
    reservedForOpt = 0;
    section(Section.ADDITIONAL);
    rcode(rcode & 0xf);
    long ttlField = ((long) (rcode >>> 4 & 0xff) << 24) | ((long) version << 16);
    octets[length++] = 0;
    writeFields(
        RrType.OPT,
        udpPayloadOctets,
        dnssecOk ? ttlField | Edns.DNSSEC_OK : ttlField,
        options.length());
    append(options.octets(), 0, options.length());
    counts[section]++;
    return true;
  }

  /**
   * Appends a whole TSIG record to the additional section, after {@link #finish} gave the octets
   * that it signs; finish again then. May use what {@link #reserveForTsig} set aside.
   */
  public boolean tsig(byte[] record, int from, int recordLength) {
    if (length + recordLength > limit - reservedForOpt) {
      return false;
    }
    reservedForTsig = 0;
    section(Section.ADDITIONAL);
    append(record, from, recordLength);
    counts[section]++;
    return true;
  }

  /** Sets room aside for {@link #opt}: {@link #OPT_OCTETS} and its options. */
  public MessageWriter reserveForOpt(int octetCount) {
    reservedForOpt = octetCount;
    return this;
  }

  /** Sets room aside for {@link #tsig}. */
  public MessageWriter reserveForTsig(int octetCount) {
    reservedForTsig = octetCount;
    return this;
  }

  /** Octets that records may still take. */
  public int remaining() {
    return limit - reservedForOpt - reservedForTsig - length;
  }

  /** What is written so far, to come back to with {@link #rollback}. */
  public long mark() {
    return ((long) counts[section] << 24) | ((long) section << 20) | length;
  }

  /** Takes back all that was written since the mark; before {@link #opt} is written. */
  public void rollback(long mark) {
    length = (int) mark & 0xf_ffff;
    section = (int) (mark >>> 20) & 0xf;
    Arrays.fill(counts, section, counts.length, 0);
    counts[section] = (int) (mark >>> 24);
    table.forget(length);
    if (lastOwnerOffset >= length) {
      lastOwnerLength = 0;
    }
  }

  /** Sets TC: what belongs into the message did not fit. */
  public void setTruncated() {
    setFlags(Header.TC);
  }

  /** Sets flags of the header in addition to those that it has. */
  public void setFlags(int flags) {
    Octets.putU16(octets, 2, Header.flags(octets, 0) | flags);
  }

  /** Sets the lower four bits of the rcode. */
  public void rcode(int rcode) {
    Octets.putU16(octets, 2, (Header.flags(octets, 0) & ~0xf) | (rcode & 0xf));
  }

  /** How many records, or questions, a section has so far. */
  public int count(Section of) {
    return counts[of.number()];
  }

  /** Writes the counts into the header and returns the octets of the message. */
  public int finish() {
    for (int i = 0; i < counts.length; i++) {
      Octets.putU16(octets, 4 + 2 * i, counts[i]);
    }
    return length;
  }

  /** Octets written so far. */
  public int length() {
    return length;
  }

  /** The array that the message begins in; the next message overwrites it. */
  public byte[] octets() {
    return octets;
  }

  /** A copy of the finished message. */
  public byte[] toOctets() {
    return Arrays.copyOf(octets, finish());
  }

  private boolean keepIfItFits(long before) {
    if (remaining() >= 0) {
      counts[section]++;
      return true;
    }
    rollback(before);
    return false;
  }

  private void writeRecord(
      RdataLayout layout,
      int type,
      int rrClass,
      long ttlSeconds,
      byte[] rdata,
      int from,
      int rdataLength) {
    requireRdata(rdataLength);
    writeOwner();
    writeFields(type, rrClass, ttlSeconds, rdataLength);
    if (layout.hasCompressedNames()) {
      int rdataAt = length;
      writeCompressed(layout.fields(), rdata, from, from + rdataLength);
      Octets.putU16(octets, rdataAt - 2, length - rdataAt);
    } else {
      append(rdata, from, rdataLength);
    }
  }

  private static void requireRdata(int rdataLength) {
    if (rdataLength > OCTETS_MAX) {
      throw new IllegalArgumentException("an rdata has at most 65535 octets, not " + rdataLength);
    }
  }

  private void writeFields(int type, int rrClass, long ttlField, int rdataLength) {
    Octets.putU16(octets, length, type);
    Octets.putU16(octets, length + 2, rrClass);
    Octets.putU32(octets, length + 4, ttlField);
    Octets.putU16(octets, length + 8, rdataLength);
    length += RECORD_FIELDS_OCTETS;
  }

  private void writeCompressed(String fields, byte[] rdata, int from, int end) {
    int at = from;
    for (int i = 0; i < fields.length(); i++) {
      char field = fields.charAt(i);
      int next = RdataLayout.fieldEnd(field, rdata, at, end);
      if (field == 'C') {
        writeName(rdata, at, next - at);
      } else {
        append(rdata, at, next - at);
      }
      at = next;
    }
  }

  private void append(byte[] source, int from, int count) {
    System.arraycopy(source, from, octets, length, count);
    length += count;
  }

  private void writeOwner() {
    boolean again =
        ownerLength == lastOwnerLength
            && Arrays.equals(owner, ownerAt, ownerAt + ownerLength, lastOwner, 0, lastOwnerLength);
    if (again) {
      writePointer(lastOwnerOffset);
      return;
    }
    int offset = writeName(owner, ownerAt, ownerLength);
    lastOwnerLength = 0;
    if (offset != CompressionTable.ROOT && offset <= CompressionTable.OFFSET_MAX) {
      System.arraycopy(owner, ownerAt, lastOwner, 0, ownerLength);
      lastOwnerLength = ownerLength;
      lastOwnerOffset = offset;
    }
  }

  private void writePointer(int offset) {
    Octets.putU16(octets, length, POINTER | offset);
    length += 2;
  }

  /** Writes a name compressed, and returns where in the message it can be found. */
  private int writeName(byte[] name, int at, int nameLength) {
    int known = CompressionTable.ROOT;
    int unknown = findLabels(name, at);
    int nameEnd = at + nameLength - 1;
    while (unknown > 0) {
      int found = table.find(octets, known, name, labels[unknown - 1], caseMatters);
      if (found < 0) {
        break;
      }
      known = found;
      nameEnd = labels[--unknown];
    }
    int offset = length;
    append(name, at, nameEnd - at);
    register(name, at, unknown, known, offset);
    if (known == CompressionTable.ROOT) {
      octets[length++] = 0;
    } else {
      writePointer(known);
    }
    return unknown == 0 ? known : offset;
  }

  private int findLabels(byte[] name, int from) {
    int count = 0;
    for (int at = from; name[at] != 0; at += name[at] + 1) {
      labels[count++] = at;
    }
    return count;
  }

  /** Enters the first {@code count} labels, written at {@code offset}, below {@code parent}. */
  private void register(byte[] name, int at, int count, int parent, int offset) {
    int above = parent;
    for (int i = count - 1; i >= 0; i--) {
      int labelOffset = offset + labels[i] - at;
      if (labelOffset > CompressionTable.OFFSET_MAX) {
        return;
      }
      table.add(above, name, labels[i], labelOffset);
      above = labelOffset;
    }
  }
}
