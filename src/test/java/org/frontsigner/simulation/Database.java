package org.frontsigner.simulation;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.frontsigner.keeper.Alarms;
import org.frontsigner.keeper.ZoneStore;
import org.frontsigner.store.DataDirectory;
import org.frontsigner.store.SqlZoneStore;
import org.frontsigner.store.StoreSettings;

/** The real store in a directory, opened anew by each process. */
final class Database implements Supplier<ZoneStore>, AutoCloseable {
  private final Path path;
  private DataDirectory directory;

  Database(Path path) {
    this.path = path;
  }

  @Override
  public ZoneStore get() {
    close();
    directory = DataDirectory.open(path);
    return SqlZoneStore.open(
        new StoreSettings(
            directory,
            StoreSettings.DEFAULT_URL,
            Optional.empty(),
            () -> "",
            false,
            false,
            InstantSource.system(),
            new Alarms(InstantSource.system(), 1000)));
  }

  @Override
  public void close() {
    if (directory != null) {
      directory.close();
      directory = null;
    }
  }
}
