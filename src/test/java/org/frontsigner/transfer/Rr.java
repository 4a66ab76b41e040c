package org.frontsigner.transfer;

import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.MessageWriter;
import org.frontsigner.wire.RrClass;
import org.frontsigner.wire.RrType;
import org.frontsigner.zone.Soa;

/** One record of a scripted answer. */
record Rr(DomainName owner, int type, int rrClass, long ttl, byte[] rdata) {
  static final DomainName ZONE = DomainName.parse("example.org");

  static Rr soa(long serial) {
    return new Rr(ZONE, RrType.SOA, RrClass.IN, 3600, soaOf(serial).rdata());
  }

  static Soa soaOf(long serial) {
    DomainName primary = DomainName.parse("ns1.example.org");
    DomainName mailbox = DomainName.parse("hostmaster.example.org");
    return new Soa(3600, primary, mailbox, serial, 7200, 900, 1_209_600, 300);
  }

  static Rr ns() {
    return new Rr(ZONE, RrType.NS, RrClass.IN, 3600, DomainName.parse("ns1.example.org").octets());
  }

  static Rr a(String label, int last) {
    byte[] address = {(byte) 192, 0, 2, (byte) last};
    return new Rr(DomainName.parse(label + ".example.org"), RrType.A, RrClass.IN, 300, address);
  }

  static Rr[] many(int count) {
    Rr[] records = new Rr[count];
    for (int i = 0; i < count; i++) {
      records[i] = a("n" + i, i);
    }
    return records;
  }

  static Rr cname(String label, String target) {
    byte[] rdata = DomainName.parse(target).octets();
    return new Rr(DomainName.parse(label + ".example.org"), RrType.CNAME, RrClass.IN, 300, rdata);
  }

  Rr withOwner(String name) {
    return new Rr(DomainName.parse(name), type, rrClass, ttl, rdata);
  }

  Rr withClass(int newClass) {
    return new Rr(owner, type, newClass, ttl, rdata);
  }

  void write(MessageWriter message) {
    if (!message.owner(owner).recordOfClass(rrClass, type, ttl, rdata)) {
      throw new IllegalArgumentException("the record does not fit the message");
    }
  }
}
