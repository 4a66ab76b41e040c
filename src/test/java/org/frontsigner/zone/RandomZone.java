package org.frontsigner.zone;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RrType;

/** A small zone that grows cuts, wildcards, DNAMEs and empty non-terminals as it changes. */
public final class RandomZone {
  public static final DomainName APEX = DomainName.parse("example.");

  /** All but the last character of the label of a hash. */
  private static final String HASH = "0123456789abcdefghijKLMNOPQRSTU";

  private static final String[] LABELS = {"a", "b", "*", "D"};
  private static final int[] TYPES = {
    RrType.A, RrType.A, RrType.TXT, RrType.NS, RrType.NS, RrType.DS, RrType.DNAME
  };
  private static final int[] SIGNED_TYPES = {
    RrType.A,
    RrType.NS,
    RrType.DS,
    RrType.DNAME,
    RrType.RRSIG,
    RrType.RRSIG,
    RrType.NSEC,
    RrType.NSEC3
  };

  /** A record as text that orders and compares as a value. */
  private record Rr(DomainName owner, int type, String data) implements Comparable<Rr> {
    byte[] rdata() {
      return switch (type) {
        case RrType.SOA -> new Soa(3600, APEX, APEX, Long.parseLong(data), 1, 1, 1, 300).rdata();
        case RrType.A -> new byte[] {10, 0, 0, Byte.parseByte(data)};
        case RrType.DS -> new byte[] {0, Byte.parseByte(data), 13, 2, 7};
        case RrType.RRSIG -> signature();
        case RrType.NSEC3 -> new byte[] {1, 0, 0, 0, 0, 1, Byte.parseByte(data)};
        case RrType.TXT -> new byte[] {1, Byte.parseByte(data)};
        default -> DomainName.parse("t" + data + ".Example").octets();
      };
    }

    /** Over SOA at the apex, over NSEC3 at a hash, else over one of two types. */
    private byte[] signature() {
      int covered = data.equals("1") ? RrType.A : 0xff01;
      if (owner.equals(APEX)) {
        covered = RrType.SOA;
      } else if (owner.labelCount() == 2 && owner.length() > APEX.length() + HASH.length()) {
        covered = RrType.NSEC3;
      }
      byte[] rdata = new byte[18 + APEX.length()];
      rdata[0] = (byte) (covered >> 8);
      rdata[1] = (byte) covered;
      rdata[17] = Byte.parseByte(data);
      System.arraycopy(APEX.octets(), 0, rdata, 18, APEX.length());
      return rdata;
    }

    @Override
    public int compareTo(Rr other) {
      return toString().compareTo(other.toString());
    }
  }

  private final Random random;
  private final boolean presigned;
  private final TreeSet<Rr> records = new TreeSet<>();
  private long serial = 1;
  private List<Rr> all;

  public RandomZone(long seed) {
    this(seed, false);
  }

  /** {@code presigned}: whether it has signatures and denials, none of which need to be right. */
  public RandomZone(long seed, boolean presigned) {
    this.presigned = presigned;
    random = new Random(seed);
    all = whole();
  }

  private List<Rr> whole() {
    List<Rr> rrs = new ArrayList<>(records);
    rrs.add(new Rr(APEX, RrType.SOA, Long.toString(serial)));
    rrs.add(new Rr(APEX, RrType.NS, "0"));
    if (presigned) {
      rrs.add(new Rr(APEX, RrType.RRSIG, Long.toString(serial % 100)));
    }
    Collections.shuffle(rrs, random);
    return rrs;
  }

  /** The zone as one whole transfer makes it. */
  public Zone build() {
    ZoneBuilder builder = new ZoneBuilder(APEX, IntakePolicy.DEFAULT.withSignatures(presigned));
    all.forEach(rr -> builder.add(rr.owner(), rr.type(), 3600, rr.rdata()));
    return ((BuildResult.Built) builder.build()).zone();
  }

  /** Changes some records; returns the difference to what was before. */
  public Difference change() {
    int changes = 1 + random.nextInt(6);
    for (int i = 0; i < changes; i++) {
      if (random.nextInt(5) < 2 && !records.isEmpty()) {
        List<Rr> present = new ArrayList<>(records);
        records.remove(present.get(random.nextInt(present.size())));
      } else {
        int[] types = presigned ? SIGNED_TYPES : TYPES;
        int type = types[random.nextInt(types.length)];
        String data = type == RrType.DNAME ? "1" : Integer.toString(1 + random.nextInt(3));
        records.add(new Rr(owner(type), type, data));
      }
    }
    List<Rr> before = all;
    serial++;
    all = whole();
    return new Difference(serial - 1, serial, only(before, all), only(all, before));
  }

  private static RecordList only(List<Rr> these, List<Rr> notThose) {
    RecordList.Builder list = new RecordList.Builder();
    these.stream()
        .filter(rr -> !notThose.contains(rr))
        .forEach(rr -> list.add(rr.owner(), rr.type(), 3600, rr.rdata()));
    return list.build();
  }

  private DomainName owner(int type) {
    boolean hashed = type == RrType.NSEC3 || (type == RrType.RRSIG && random.nextBoolean());
    return hashed ? APEX.child(HASH + "0123456789aB".charAt(random.nextInt(12))) : randomName();
  }

  private DomainName randomName() {
    DomainName name = APEX;
    int depth = 1 + random.nextInt(4);
    for (int i = 0; i < depth; i++) {
      name = name.child(LABELS[random.nextInt(LABELS.length)]);
    }
    return name;
  }
}
