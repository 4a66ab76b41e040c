package org.frontsigner.answer;

import java.util.Arrays;
import org.frontsigner.signing.Rrsigs;
import org.frontsigner.signing.SignedSet;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.ExtendedError;
import org.frontsigner.wire.Rcode;
import org.frontsigner.wire.RrSet;
import org.frontsigner.wire.RrType;
import org.frontsigner.wire.Section;

/**
 * What is to be said, before any of it is written: sets with their owners and signatures, each for
 * a section, in the order in which they came. Reused from question to question. Not thread-safe.
 */
final class Answer {
  /** Above so many entries the room for them is not kept for the next question. */
  private static final int KEPT_MAX = 1024;

  /** A set, or with {@code set} null the signatures over one alone. */
  static final class Entry {
    private Section section;
    private DomainName owner;
    private int type;
    private RrSet set;
    private long ttlSeconds;
    private Rrsigs rrsigs;
    private boolean needed;

    Section section() {
      return section;
    }

    DomainName owner() {
      return owner;
    }

    RrSet set() {
      return set;
    }

    long ttlSeconds() {
      return ttlSeconds;
    }

    /** Null when there are none. */
    Rrsigs rrsigs() {
      return rrsigs;
    }

    /** Whether the message is truncated if the entry does not fit. */
    boolean isNeeded() {
      return needed;
    }

    private boolean isOf(DomainName name, int ofType) {
      return type == ofType && owner.equals(name);
    }
  }

  private Entry[] entries = new Entry[16];
  private int count;
  private int rcode;
  private boolean authoritative;
  private boolean truncated;
  private ExtendedError extendedError;
  private byte[] chaosText;

  Answer clear() {
    if (entries.length > KEPT_MAX) {
      entries = new Entry[16];
    }
    count = 0;
    rcode = Rcode.NOERROR;
    authoritative = false;
    truncated = false;
    extendedError = null;
    chaosText = null;
    return this;
  }

  void rcode(int value) {
    rcode = value;
  }

  /** All twelve bits of it. */
  int rcode() {
    return rcode;
  }

  void error(int value, ExtendedError.Code code) {
    rcode = value;
    extendedError = ExtendedError.of(code);
  }

  void error(int value, ExtendedError error) {
    rcode = value;
    extendedError = error;
  }

  /** Null when there is nothing to explain. */
  ExtendedError extendedError() {
    return extendedError;
  }

  void setAuthoritative() {
    authoritative = true;
  }

  boolean isAuthoritative() {
    return authoritative;
  }

  /** The answer is to be asked for again over TCP, whether it would fit or not. */
  void setTruncated() {
    truncated = true;
  }

  boolean isTruncated() {
    return truncated;
  }

  /** A TXT record of class CH, the whole answer (RFC 4892). */
  void chaosText(byte[] rdata) {
    chaosText = rdata;
  }

  /** Null in all other answers. */
  byte[] chaosText() {
    return chaosText;
  }

  int count() {
    return count;
  }

  Entry entry(int number) {
    return entries[number];
  }

  /** Adds a set with its own TTL; signatures may be null. */
  Entry add(Section section, DomainName owner, RrSet set, Rrsigs rrsigs) {
    Entry entry = newEntry(section, owner);
    entry.type = set.type();
    entry.set = set;
    entry.ttlSeconds = set.ttl();
    entry.rrsigs = rrsigs;
    return entry;
  }

  /** Adds a set that is served with another TTL than its own. */
  void addWithTtl(Section section, DomainName owner, RrSet set, Rrsigs rrsigs, long ttlSeconds) {
    add(section, owner, set, rrsigs).ttlSeconds = ttlSeconds;
  }

  /** Adds signatures without the set that they sign. */
  void addSignatures(Section section, DomainName owner, Rrsigs rrsigs) {
    Entry entry = newEntry(section, owner);
    entry.type = RrType.RRSIG;
    entry.set = null;
    entry.ttlSeconds = rrsigs.ttlSeconds();
    entry.rrsigs = rrsigs;
  }

  /** Adds a record that proves something, unless it is there. */
  void addProof(SignedSet proof) {
    if (!has(Section.AUTHORITY, proof.owner(), proof.set().type())) {
      add(Section.AUTHORITY, proof.owner(), proof.set(), proof.rrsigs());
    }
  }

  /**
   * Adds addresses to the additional section; when they are needed, none of them may be missing.
   */
  void addAddresses(DomainName owner, RrSet set, Rrsigs rrsigs, boolean needed) {
    add(Section.ADDITIONAL, owner, set, rrsigs).needed = needed;
  }

  private Entry newEntry(Section section, DomainName owner) {
    if (count == entries.length) {
      entries = Arrays.copyOf(entries, 2 * count);
    }
    Entry entry = entries[count];
    if (entry == null) {
      entry = new Entry();
      entries[count] = entry;
    }
    count++;
    entry.section = section;
    entry.owner = owner;
    entry.needed = section != Section.ADDITIONAL;
    return entry;
  }

  /** Whether a section has a set of this type at this name. */
  boolean has(Section section, DomainName owner, int type) {
    for (int i = 0; i < count; i++) {
      if (entries[i].section == section && entries[i].isOf(owner, type)) {
        return true;
      }
    }
    return false;
  }

  /** Whether any section has a set of this type at this name. */
  boolean has(DomainName owner, int type) {
    for (int i = 0; i < count; i++) {
      if (entries[i].isOf(owner, type)) {
        return true;
      }
    }
    return false;
  }
}
