package org.frontsigner.zone;

import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.Octets;
import org.frontsigner.wire.RrSet;
import org.frontsigner.wire.RrSetBuilder;
import org.frontsigner.wire.RrType;

/** The fields of a SOA record (RFC 1035, 3.3.13); times in seconds. */
public record Soa(
    long ttlSeconds,
    DomainName primary,
    DomainName mailbox,
    long serial,
    long refreshSeconds,
    long retrySeconds,
    long expireSeconds,
    long minimumSeconds) {
  private static final int NUMBERS_OCTETS = 20;

  /** Reads a rdata that fits the type's layout. */
  public static Soa of(long ttlSeconds, byte[] rdata) {
    DomainName primary = DomainName.at(rdata, 0);
    DomainName mailbox = DomainName.at(rdata, primary.length());
    int at = rdata.length - NUMBERS_OCTETS;
    return new Soa(
        ttlSeconds,
        primary,
        mailbox,
        Octets.u32(rdata, at),
        Octets.u32(rdata, at + 4),
        Octets.u32(rdata, at + 8),
        Octets.u32(rdata, at + 12),
        Octets.u32(rdata, at + 16));
  }

  public static Soa of(RrSet set) {
    return of(set.ttl(), set.rdata(0));
  }

  /** The serial of a SOA rdata, without reading the rest. */
  public static long serialOf(byte[] rdata) {
    return Octets.u32(rdata, rdata.length - NUMBERS_OCTETS);
  }

  /** The TTL of what denies existence: the lower of the SOA's TTL and its minimum (RFC 9077). */
  public long negativeTtlSeconds() {
    return Math.min(ttlSeconds, minimumSeconds);
  }

  public Soa withSerial(long newSerial) {
    return new Soa(
        ttlSeconds,
        primary,
        mailbox,
        newSerial,
        refreshSeconds,
        retrySeconds,
        expireSeconds,
        minimumSeconds);
  }

  public Soa withExpireSeconds(long newExpireSeconds) {
    return new Soa(
        ttlSeconds,
        primary,
        mailbox,
        serial,
        refreshSeconds,
        retrySeconds,
        newExpireSeconds,
        minimumSeconds);
  }

  public RrSet toSet() {
    return RrSetBuilder.single(RrType.SOA, ttlSeconds, rdata());
  }

  public byte[] rdata() {
    byte[] rdata = new byte[primary.length() + mailbox.length() + NUMBERS_OCTETS];
    System.arraycopy(primary.octets(), 0, rdata, 0, primary.length());
    System.arraycopy(mailbox.octets(), 0, rdata, primary.length(), mailbox.length());
    int at = rdata.length - NUMBERS_OCTETS;
    Octets.putU32(rdata, at, serial);
    Octets.putU32(rdata, at + 4, refreshSeconds);
    Octets.putU32(rdata, at + 8, retrySeconds);
    Octets.putU32(rdata, at + 12, expireSeconds);
    Octets.putU32(rdata, at + 16, minimumSeconds);
    return rdata;
  }
}
