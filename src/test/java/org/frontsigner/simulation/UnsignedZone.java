package org.frontsigner.simulation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RrType;
import org.frontsigner.wire.Serial;

/** The data of a zone at its primary, which changes at random, and how it came to be so. */
final class UnsignedZone {
  private static final int CHANGES_KEPT_MAX = 12;
  private static final int HOSTS = 6;
  private static final int DELEGATIONS = 3;
  private static final long[] TTLS = {60, 300, 3600, 14_400, 86_400};

  /** From one serial to the next; the SOA is not among the records. */
  record Change(Rr before, Rr after, List<Rr> removed, List<Rr> added) {}

  private record Place(DomainName owner, int type) {}

  final DomainName apex;
  private final Random random;
  private final TreeMap<String, List<Rr>> sets = new TreeMap<>();
  private final List<Change> changes = new ArrayList<>();
  private final long refreshSeconds;
  private final long retrySeconds;
  private long expireSeconds;
  private Rr soa;

  UnsignedZone(DomainName apex, Random random, long serial) {
    this.apex = apex;
    this.random = random;
    this.refreshSeconds = 7200L * (1 + random.nextInt(9));
    this.retrySeconds = 600L * (1 + random.nextInt(4));
    this.expireSeconds = 86_400L * (2 + random.nextInt(4));
    this.soa = soa(serial, ttl());
    put(apex, RrType.NS, 3600, name("ns1"), name("ns2"));
    put(DomainName.parse("ns1." + apex), RrType.A, 3600, address());
    put(DomainName.parse("ns2." + apex), RrType.A, 3600, address());
    for (int i = 0; i < 3 + random.nextInt(4); i++) {
      alter();
    }
  }

  private long ttl() {
    return TTLS[random.nextInt(TTLS.length)];
  }

  private byte[] name(String label) {
    return DomainName.parse(label + "." + apex).octets();
  }

  private byte[] address() {
    return new byte[] {10, (byte) random.nextInt(4), 0, (byte) random.nextInt(4)};
  }

  private Rr soa(long serial, long ttl) {
    ByteBuffer rdata = ByteBuffer.allocate(name("ns1").length + name("root").length + 20);
    rdata.put(name("ns1")).put(name("root")).putInt((int) serial).putInt((int) refreshSeconds);
    rdata.putInt((int) retrySeconds).putInt((int) expireSeconds).putInt(300 * (1 + (int) ttl % 7));
    return new Rr(apex, RrType.SOA, ttl, rdata.array());
  }

  private void put(DomainName owner, int type, long ttl, byte[]... rdata) {
    List<Rr> set = new ArrayList<>();
    for (byte[] each : rdata) {
      if (set.stream().noneMatch(other -> Arrays.equals(other.rdata(), each))) {
        set.add(new Rr(owner, type, ttl, each));
      }
    }
    String place = new Place(owner, type).toString();
    if (set.isEmpty()) {
      sets.remove(place);
    } else {
      sets.put(place, set);
    }
  }

  Rr soa() {
    return soa;
  }

  long serial() {
    return soa.serial();
  }

  long refreshSeconds() {
    return refreshSeconds;
  }

  long retrySeconds() {
    return retrySeconds;
  }

  List<Rr> records() {
    return sets.values().stream().flatMap(List::stream).toList();
  }

  /** All records of the zone in the order of AXFR. */
  List<Rr> whole() {
    List<Rr> all = new ArrayList<>(records());
    all.add(0, soa);
    all.add(soa);
    return all;
  }

  /** The records of an answer to IXFR; null where only the whole zone helps. */
  List<Rr> since(long serial) {
    int first = 0;
    while (first < changes.size() && changes.get(first).before().serial() != serial) {
      first++;
    }
    if (first == changes.size()) {
      return null;
    }
    List<Rr> all = new ArrayList<>(List.of(soa));
    for (Change change : changes.subList(first, changes.size())) {
      all.add(change.before());
      all.addAll(change.removed());
      all.add(change.after());
      all.addAll(change.added());
    }
    all.add(soa);
    return all;
  }

  /** Somebody edits the zone. */
  void change() {
    List<Rr> before = records();
    for (int left = 1 + random.nextInt(3); left > 0; left--) {
      alter();
    }
    long step = random.nextInt(20) == 0 ? 1 + random.nextInt(100_000) : 1;
    move(before, Serial.add(serial(), step));
  }

  /** Somebody gives the zone a lower serial. */
  void reset() {
    List<Rr> before = records();
    alter();
    Rr old = soa;
    move(before, random.nextInt(1000));
    if (!Serial.isAfter(soa.serial(), old.serial())) {
      changes.clear();
    }
  }

  private void move(List<Rr> before, long serial) {
    List<Rr> after = records();
    Rr old = soa;
    soa = soa(serial, random.nextInt(10) == 0 ? ttl() : old.ttl());
    changes.add(new Change(old, soa, without(before, after), without(after, before)));
    if (changes.size() > CHANGES_KEPT_MAX) {
      changes.remove(0);
    }
  }

  private static List<Rr> without(List<Rr> these, List<Rr> others) {
    return these.stream()
        .filter(
            rr ->
                others.stream()
                    .noneMatch(
                        other ->
                            rr.owner().equals(other.owner())
                                && rr.type() == other.type()
                                && rr.ttl() == other.ttl()
                                && Arrays.equals(rr.rdata(), other.rdata())))
        .toList();
  }

  private void alter() {
    int kind = random.nextInt(10);
    if (kind < 6) {
      alterHost();
    } else if (kind < 9) {
      alterDelegation();
    } else {
      put(apex, RrType.NS, ttl(), name("ns1"), name("ns2"));
    }
  }

  private void alterHost() {
    int number = random.nextInt(HOSTS);
    DomainName owner =
        DomainName.parse((number % 2 == 0 ? "h" + number : "h.deep" + number) + "." + apex);
    boolean goes = random.nextInt(3) == 0;
    switch (random.nextInt(3)) {
      case 0 -> put(owner, RrType.A, ttl(), goes ? none() : many(this::address));
      case 1 -> put(owner, RrType.TXT, ttl(), goes ? none() : many(this::text));
      default -> put(owner, RrType.AAAA, ttl(), goes ? none() : many(() -> random(16)));
    }
  }

  private void alterDelegation() {
    int number = random.nextInt(DELEGATIONS);
    DomainName cut = DomainName.parse("d" + number + "." + apex);
    DomainName server = DomainName.parse("ns.d" + number + "." + apex);
    boolean goes = random.nextInt(4) == 0;
    if (goes) {
      put(cut, RrType.NS, 60);
      put(cut, RrType.DS, 60);
      put(server, RrType.A, 60);
      return;
    }
    put(cut, RrType.NS, ttl(), server.octets());
    put(server, RrType.A, ttl(), address());
    put(cut, RrType.DS, ttl(), random.nextBoolean() ? none() : new byte[][] {ds()});
  }

  private byte[] ds() {
    return ByteBuffer.allocate(36)
        .putShort((short) random.nextInt())
        .put((byte) 13)
        .put((byte) 2)
        .put(random(32))
        .array();
  }

  private static byte[][] none() {
    return new byte[0][];
  }

  private byte[][] many(java.util.function.Supplier<byte[]> one) {
    byte[][] some = new byte[1 + random.nextInt(2)][];
    for (int i = 0; i < some.length; i++) {
      some[i] = one.get();
    }
    return some;
  }

  private byte[] text() {
    byte[] words = ("v=" + random.nextInt(1000)).getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(words.length + 1).put((byte) words.length).put(words).array();
  }

  private byte[] random(int octets) {
    byte[] some = new byte[octets];
    random.nextBytes(some);
    return some;
  }
}
