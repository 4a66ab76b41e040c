package org.frontsigner.keeper;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.frontsigner.bridge.Records;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RrSet;
import org.frontsigner.wire.RrType;
import org.frontsigner.zone.Node;
import org.frontsigner.zone.PackedIndex;
import org.frontsigner.zone.Zone;

/**
 * The records of a zone as lines of text, made while they are read, the SOA first: a zone of
 * millions of records is never in memory as text.
 */
final class RecordLines extends AbstractList<String> {
  private final Zone zone;
  private int size = -1;

  RecordLines(Zone zone) {
    this.zone = zone;
  }

  @Override
  public int size() {
    if (size < 0) {
      size = Math.toIntExact(zone.recordCount());
    }
    return size;
  }

  /** Walks the zone up to the line: for those who want but a few. */
  @Override
  public String get(int number) {
    Iterator<String> lines = iterator();
    for (int i = 0; i < number; i++) {
      lines.next();
    }
    return lines.next();
  }

  @Override
  public Iterator<String> iterator() {
    return new Walk();
  }

  private final class Walk implements Iterator<String> {
    private PackedIndex index = zone.nodes();
    private long place = index.first();
    private Iterator<String> lines = lines();

    private Iterator<String> lines() {
      Node node = Node.at(index, place);
      DomainName owner = hashed() ? node.hashedName(zone.apex()) : node.name(zone.apex());
      List<String> all = new ArrayList<>();
      for (RrSet set : node.sets()) {
        add(owner, set, set.type() == RrType.SOA ? 0 : all.size(), all);
      }
      for (RrSet set : node.carried()) {
        add(owner, set, all.size(), all);
      }
      return all.iterator();
    }

    private static void add(DomainName owner, RrSet set, int at, List<String> all) {
      for (int i = 0; i < set.count(); i++) {
        all.add(at + i, Records.line(owner, set.type(), set.ttl(), set.rdata(i)));
      }
    }

    private boolean hashed() {
      return index == zone.hashes();
    }

    @Override
    public boolean hasNext() {
      while (!lines.hasNext() && place != PackedIndex.NONE) {
        place = index.next(place);
        if (place == PackedIndex.NONE && !hashed()) {
          index = zone.hashes();
          place = index.first();
        }
        if (place != PackedIndex.NONE) {
          lines = lines();
        }
      }
      return lines.hasNext();
    }

    @Override
    public String next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return lines.next();
    }
  }
}
