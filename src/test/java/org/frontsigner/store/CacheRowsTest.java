package org.frontsigner.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.frontsigner.keeper.DataChange;
import org.frontsigner.keeper.StoredZone;
import org.frontsigner.keeper.ZoneCommit;
import org.frontsigner.signing.FormerKeys;
import org.frontsigner.signing.KeyRef;
import org.frontsigner.signing.ParentDs;
import org.frontsigner.signing.ServedKeys;
import org.frontsigner.wire.DomainName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What resolvers may hold of a zone outlives the process. */
class CacheRowsTest {
  private static final DomainName ZONE = DomainName.parse("example");
  private static final DomainName OTHER = DomainName.parse("other.example");

  @TempDir Path directory;

  private static FormerKeys former(Instant until, int tag) {
    SortedSet<KeyRef> one = new TreeSet<>(List.of(new KeyRef(tag, 13)));
    SortedSet<KeyRef> two = new TreeSet<>(List.of(new KeyRef(tag, 13), new KeyRef(1, 8)));
    return new FormerKeys(until, new ServedKeys(two, one, new TreeSet<>()), 300, 600, 60);
  }

  private static void commit(Stores.Opened opened, StoredZone zone, FormerKeys former) {
    opened
        .store()
        .commit(new ZoneCommit(zone, zone, DataChange.NONE, Optional.empty(), Optional.of(former)));
  }

  @Test
  void formerKeysAreReadAsTheyWereWrittenOldestFirst() {
    FormerKeys first = former(Stores.NOW, 7);
    FormerKeys second = former(Stores.NOW.plusSeconds(1), 8);
    try (Stores.Opened opened = Stores.open(directory)) {
      StoredZone zone = opened.store().create(ZONE, Stores.slave("192.0.2.1"));
      commit(opened, zone, first);
      commit(opened, zone, second);
    }
    try (Stores.Opened opened = Stores.open(directory)) {
      assertThat(opened.store().formerKeys(ZONE)).containsExactly(first, second);
      assertThat(opened.store().formerKeys(OTHER)).isEmpty();
    }
  }

  @Test
  void whatNoResolverHoldsAnyMoreIsLetGo() {
    try (Stores.Opened opened = Stores.open(directory)) {
      StoredZone zone = opened.store().create(ZONE, Stores.slave("192.0.2.1"));
      FormerKeys first = former(Stores.NOW, 7);
      commit(opened, zone, first);
      FormerKeys justBefore = former(first.forgotten().minusMillis(1), 8);
      commit(opened, zone, justBefore);
      assertThat(opened.store().formerKeys(ZONE)).containsExactly(first, justBefore);
      FormerKeys after = former(first.forgotten(), 9);
      commit(opened, zone, after);
      assertThat(opened.store().formerKeys(ZONE)).containsExactly(justBefore, after);
    }
  }

  @Test
  void setsOfParentsAreKeptAndNotWithoutEnd() {
    try (Stores.Opened opened = Stores.open(directory)) {
      for (int i = 0; i < 25; i++) {
        SortedSet<String> records =
            new TreeSet<>(i % 2 == 0 ? List.of("1 13 2 AB", "2 8 2 CD") : List.of());
        opened
            .store()
            .addParentDs(ZONE, new ParentDs(Stores.NOW.plus(Duration.ofDays(i)), records, i));
      }
      List<ParentDs> kept = opened.store().parentDs(ZONE);
      assertThat(kept)
          .hasSize(20)
          .isSortedAccordingTo(java.util.Comparator.comparing(ParentDs::seen));
      assertThat(kept.get(19).ttlSeconds()).isEqualTo(24);
      assertThat(kept.get(19).records()).containsExactly("1 13 2 AB", "2 8 2 CD");
      assertThat(kept.get(18).records()).isEmpty();
      assertThat(opened.store().parentDs(OTHER)).isEmpty();
    }
  }
}
