package org.frontsigner.answer;

import org.frontsigner.signing.Rrsigs;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RrSet;
import org.frontsigner.wire.RrSetBuilder;
import org.frontsigner.zone.Difference;
import org.frontsigner.zone.RecordList;

/**
 * A difference in the order of an incremental transfer (RFC 1995, 4): the newest SOA; what goes,
 * the older SOA first; what comes, the newest SOA first; the newest SOA again. Signatures are
 * records as others.
 */
final class DifferenceWalk implements TransferWalk {
  private enum Stage {
    BEGIN,
    REMOVED,
    ADDED,
    END
  }

  private final Difference difference;
  private Stage stage = Stage.BEGIN;
  private RecordList.Cursor cursor;
  private DomainName owner;
  private RrSet set;

  DifferenceWalk(Difference difference) {
    this.difference = difference;
  }

  @Override
  public boolean advance() {
    return switch (stage) {
      case BEGIN -> showNewest(Stage.REMOVED, difference.removed());
      case REMOVED -> showNext() || begin(Stage.ADDED, difference.added());
      case ADDED -> showNext() || showNewest(Stage.END, RecordList.EMPTY);
      case END -> false;
    };
  }

  private boolean begin(Stage next, RecordList records) {
    stage = next;
    cursor = records.cursor();
    return advance();
  }

  private boolean showNewest(Stage next, RecordList records) {
    cursor = difference.added().cursor();
    showNext();
    stage = next;
    cursor = records.cursor();
    return true;
  }

  private boolean showNext() {
    if (!cursor.advance()) {
      return false;
    }
    owner = cursor.owner();
    set = RrSetBuilder.single(cursor.type(), cursor.ttlSeconds(), cursor.rdata());
    return true;
  }

  @Override
  public DomainName owner() {
    return owner;
  }

  @Override
  public RrSet set() {
    return set;
  }

  @Override
  public Rrsigs rrsigs() {
    return null;
  }
}
