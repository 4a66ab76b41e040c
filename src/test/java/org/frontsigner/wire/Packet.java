package org.frontsigner.wire;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/** Puts a message together octet by octet, to be as wrong as a test wants it. */
final class Packet {
  private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

  /** A header with this many questions and records. */
  static Packet header(int flags, int qd, int an, int ns, int ar) {
    return new Packet().u16(0x1234).u16(flags).u16(qd).u16(an).u16(ns).u16(ar);
  }

  /** A query for this name, type and class IN, and a header that claims these records. */
  static Packet query(String qname, int qtype, int an, int ns, int ar) {
    return header(0, 1, an, ns, ar).name(qname).u16(qtype).u16(RrClass.IN);
  }

  Packet u8(int value) {
    octets.write(value);
    return this;
  }

  Packet u16(int value) {
    return u8(value >>> 8).u8(value);
  }

  Packet u32(long value) {
    return u16((int) (value >>> 16)).u16((int) value);
  }

  Packet name(String text) {
    octets.writeBytes(DomainName.parse(text).octets());
    return this;
  }

  Packet pointer(int offset) {
    return u16(0xc000 | offset);
  }

  Packet hex(String hex) {
    octets.writeBytes(HexFormat.of().parseHex(hex.replace(" ", "")));
    return this;
  }

  Packet octets(byte[] more) {
    octets.writeBytes(more);
    return this;
  }

  /** Type, class, TTL and rdata; the owner goes before. */
  Packet fields(int type, int rrClass, long ttl, byte[] rdata) {
    return u16(type).u16(rrClass).u32(ttl).u16(rdata.length).octets(rdata);
  }

  /** An OPT record at the root. */
  Packet opt(int payload, long ttlField, String optionsHex) {
    return u8(0).fields(RrType.OPT, payload, ttlField, new Packet().hex(optionsHex).toOctets());
  }

  /** A TSIG record that looks like one. */
  Packet tsig(String key) {
    byte[] rdata =
        new Packet()
            .name("hmac-sha256")
            .hex("000065000000 012c 0004 aabbccdd 1234 0000 0000")
            .toOctets();
    return name(key).fields(RrType.TSIG, RrClass.ANY, 0, rdata);
  }

  int length() {
    return octets.size();
  }

  byte[] toOctets() {
    return octets.toByteArray();
  }
}
