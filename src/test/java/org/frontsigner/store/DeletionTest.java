package org.frontsigner.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.frontsigner.keeper.StoredZone;
import org.frontsigner.zone.RandomZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A zone that is deleted while the files beside the database are not as they should be. */
class DeletionTest {
  @TempDir private Path parent;

  private Path keys() {
    return parent.resolve("data/keys");
  }

  private static StoredZone zoneWithKey(SqlZoneStore store) {
    StoredZone zone = store.create(RandomZone.APEX, Stores.slave("192.0.2.1"));
    return Stores.change(
        store, zone, zone.settings().withKeys(List.of(Stores.key(1, 257, true, true))));
  }

  private static List<String> namesIn(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void otherFilesAmongTheKeysDoNotHoldUpADeletion() throws IOException {
    try (Stores.Opened opened = Stores.open(parent.resolve("data"))) {
      StoredZone zone = zoneWithKey(opened.store());
      Path directory = keys().resolve(FileNames.of(zone.name()));
      Files.createFile(directory.resolve("2.private.new"));
      Files.writeString(directory.resolve("ceremony.txt"), "signed by both");
      opened.store().delete(zone);
      assertThat(directory).doesNotExist();
      assertThat(namesIn(keys().resolve("removed").resolve(FileNames.of(zone.name()))))
          .containsExactly("1.private", "1.state", "ceremony.txt");
    }
  }

  /** It said that nothing was changed, and the next start did not know the zone. */
  @Test
  void aDeletionWhoseFilesCanNotBeMovedIsDoneAllTheSame() throws IOException {
    try (Stores.Opened opened = Stores.open(parent.resolve("data"))) {
      StoredZone zone = zoneWithKey(opened.store());
      Files.createFile(keys().resolve("removed"));
      opened.store().delete(zone);
      assertThat(opened.store().zones()).isEmpty();
      opened.store().create(RandomZone.APEX, Stores.slave("192.0.2.1"));
    }
    Files.delete(keys().resolve("removed"));
  }

  @Test
  void aFileThatCanNotBeWrittenLeavesNothingUnfinished() throws IOException {
    Path taken = parent.resolve("taken");
    Files.createDirectories(taken.resolve("not-empty"));
    assertThatThrownBy(() -> DurableFile.write(taken, "text")).isInstanceOf(IOException.class);
    assertThat(namesIn(parent)).containsExactly("taken");
  }
}
