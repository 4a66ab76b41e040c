package org.frontsigner.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.frontsigner.keeper.Alarm;
import org.frontsigner.keeper.AlarmKind;
import org.frontsigner.keeper.Alarms;
import org.frontsigner.wire.DomainName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseAlarmTest {
  @TempDir private Path folder;

  private Alarms opened() {
    Alarms alarms = new Alarms(InstantSource.fixed(Stores.NOW), Alarms.OF_ONE_KIND_MAX);
    try (DataDirectory directory = DataDirectory.open(folder)) {
      StoreSettings usual = Stores.settings(directory, true);
      StoreSettings settings =
          new StoreSettings(
              directory,
              usual.url(),
              usual.user(),
              usual.password(),
              true,
              false,
              usual.clock(),
              alarms);
      try (SqlZoneStore store = SqlZoneStore.open(settings)) {
        if (store.zones().isEmpty()) {
          store.create(DomainName.parse("example."), Stores.slave("192.0.2.1"));
        }
      }
    }
    return alarms;
  }

  @Test
  void a_database_that_is_gone_or_damaged_is_told_of_when_it_is_made_anew() throws IOException {
    assertThat(opened().active()).isEmpty();
    Path file = folder.resolve("frontsigner.mv.db");
    Files.delete(file);
    assertThat(opened().active())
        .singleElement()
        .satisfies(alarm -> assertThat(alarm.id().kind()).isEqualTo(AlarmKind.STORE_DAMAGED))
        .satisfies(alarm -> assertThat(alarm.until()).contains(Stores.NOW.plusSeconds(86_400)))
        .extracting(Alarm::text)
        .asString()
        .contains("it was gone", "load-zone");
    assertThat(opened().active()).as("that is past").isEmpty();
    Files.writeString(file, "x".repeat(100_000));
    assertThat(opened().active())
        .singleElement()
        .extracting(Alarm::text)
        .asString()
        .contains("it was damaged", ".corrupt-");
  }
}
