package org.frontsigner.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** Zones of few labels, so that everything comes to stand above, below and beside everything. */
final class RandomRecords {
  static final Name APEX = Name.fromConstantString("example.");

  private static final String[] LABELS = {"a", "b", "*", "C"};
  private static final String[] KINDS = {
    "A", "A", "AAAA", "TXT", "MX", "SRV", "NS", "NS", "NSDS", "NSDS", "DNAME", "CNAME", "CNAME"
  };

  private final Random random;
  private final List<Record> records = new ArrayList<>();

  private RandomRecords(long seed) {
    random = new Random(seed);
  }

  static List<Record> of(long seed) {
    return new RandomRecords(seed).make();
  }

  private List<Record> make() {
    add("@ 3600 SOA ns mailbox 7 3600 600 86400 300");
    add("@ NS ns");
    add("@ NS b");
    add("@ NS ns.elsewhere.");
    int count = random.nextInt(24);
    for (int i = 0; i < count; i++) {
      addRandom(relative(1 + random.nextInt(3)), KINDS[random.nextInt(KINDS.length)]);
    }
    if (random.nextInt(10) == 0 && records.stream().noneMatch(r -> r.getType() == Type.NSEC)) {
      add("@ DNAME target.elsewhere.");
    }
    return records;
  }

  private void addRandom(String owner, String kind) {
    switch (kind) {
      case "A" -> add(owner + " A 10.0.0." + random.nextInt(3));
      case "AAAA" -> add(owner + " AAAA fd00::" + random.nextInt(3));
      case "TXT" -> add(owner + " TXT t" + random.nextInt(2));
      case "MX" -> add(owner + " MX 1 " + target());
      case "SRV" -> add(owner + " SRV 1 1 1 " + target());
      case "NS" -> add(owner + " NS " + target());
      case "NSDS" -> {
        add(owner + " NS " + target());
        add(owner + " DS 1 13 2 " + "ab".repeat(32));
      }
      case "DNAME" -> add(owner + " DNAME " + target());
      default -> add(owner + " CNAME " + target());
    }
  }

  private String relative(int depth) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < depth; i++) {
      text.append(i == 0 ? "" : ".").append(LABELS[random.nextInt(LABELS.length)]);
    }
    return text.toString();
  }

  private String target() {
    return random.nextInt(6) == 0 ? "host.elsewhere." : relative(1 + random.nextInt(3));
  }

  private void add(String line) {
    for (Record record : TestServer.parse(APEX.toString(), line)) {
      if (mayStand(record)) {
        records.add(record);
      }
    }
  }

  /** Aliases stand alone and once, and nothing comes twice. */
  private boolean mayStand(Record record) {
    for (Record other : records) {
      boolean together = other.getName().equals(record.getName());
      boolean alias = other.getType() == Type.CNAME || record.getType() == Type.CNAME;
      boolean second = other.getType() == Type.DNAME && record.getType() == Type.DNAME;
      if (together && (alias || second || other.equals(record))) {
        return false;
      }
    }
    return true;
  }

  /** All names of up to so many labels, one label among them that no zone has. */
  static List<Name> questions(int depthMax) {
    List<Name> all = new ArrayList<>();
    List<Name> level = List.of(APEX);
    for (int depth = 0; depth <= depthMax; depth++) {
      all.addAll(level);
      List<Name> next = new ArrayList<>();
      for (Name above : level) {
        for (String label : new String[] {"a", "B", "*", "c", "z", "ns"}) {
          next.add(child(label, above));
        }
      }
      level = next;
    }
    return all;
  }

  private static Name child(String label, Name above) {
    try {
      return Name.concatenate(Name.fromConstantString(label), above);
    } catch (NameTooLongException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
