package org.frontsigner.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.frontsigner.keeper.HistoryKeep;
import org.frontsigner.keeper.HistorySettings;
import org.frontsigner.keeper.StoredZone;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RrType;
import org.frontsigner.zone.Difference;
import org.frontsigner.zone.RandomZone;
import org.frontsigner.zone.RecordList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Differences between served serials outlive a restart, within their limits. */
class ServedDifferencesTest {
  private static final HistorySettings MANY = new HistorySettings(100, 1 << 24);

  @TempDir private Path parent;

  private Path directory() {
    return parent.resolve("data");
  }

  private static Difference step(long from, int octets) {
    DomainName owner = DomainName.parse("a.example.");
    RecordList removed =
        new RecordList.Builder().add(owner, RrType.TXT, from, new byte[octets]).build();
    return new Difference(from, from + 1, removed, RecordList.EMPTY);
  }

  private static List<String> shown(List<Difference> differences) {
    List<String> shown = new ArrayList<>();
    for (Difference each : differences) {
      each.removed()
          .forEach(
              (owner, type, ttlSeconds, rdata) ->
                  shown.add(
                      each.fromSerial() + " " + owner + " " + ttlSeconds + " " + rdata.length));
    }
    return shown;
  }

  @Test
  void whatWasKeptIsThereAfterReopening() {
    StoredZone zone;
    try (Stores.Opened opened = Stores.open(directory())) {
      zone = opened.store().create(RandomZone.APEX, Stores.slave("192.0.2.1"));
      HistoryKeep history = opened.store().history();
      // In any order, and with one that leads nowhere.
      history.add(zone, step(6, 10), MANY);
      history.add(zone, step(5, 20), MANY);
      history.add(zone, step(2, 30), MANY);
      history.add(zone, step(7, 40_000), MANY);
    }
    try (Stores.Opened opened = Stores.open(directory())) {
      assertThat(shown(opened.store().history().upTo(zone, 8)))
          .containsExactly("5 a.example. 5 20", "6 a.example. 6 10", "7 a.example. 7 40000");
      assertThat(opened.store().history().upTo(zone, 9)).isEmpty();
    }
  }

  @Test
  void theOldestGoWhereThereIsNoRoom() {
    try (Stores.Opened opened = Stores.open(directory())) {
      StoredZone zone = opened.store().create(RandomZone.APEX, Stores.slave("192.0.2.1"));
      HistoryKeep history = opened.store().history();
      for (int serial = 1; serial <= 10; serial++) {
        history.add(zone, step(serial, 100), new HistorySettings(4, 1 << 20));
      }
      assertThat(history.upTo(zone, 11)).hasSize(4);
      history.add(zone, step(11, 100), new HistorySettings(4, 300));
      assertThat(history.upTo(zone, 12)).hasSize(2);
      history.add(zone, step(12, 1000), new HistorySettings(4, 300));
      assertThat(history.upTo(zone, 13)).as("too large").isEmpty();
      history.add(zone, step(12, 1), new HistorySettings(0, 1 << 20));
      assertThat(history.upTo(zone, 13)).as("none is wanted").isEmpty();
    }
  }

  @Test
  void aDamagedOneLeavesNone() throws SQLException {
    StoredZone zone;
    try (Stores.Opened opened = Stores.open(directory())) {
      zone = opened.store().create(RandomZone.APEX, Stores.slave("192.0.2.1"));
      opened.store().history().add(zone, step(1, 100), MANY);
    }
    String url = "jdbc:h2:file:" + directory().resolve("frontsigner").toAbsolutePath();
    try (Connection connection = DriverManager.getConnection(url, "sa", "");
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate("UPDATE served_difference SET checksum = checksum + 1"))
          .isEqualTo(1);
      statement.execute("SHUTDOWN");
    }
    try (Stores.Opened opened = Stores.open(directory())) {
      assertThat(opened.store().history().upTo(zone, 2)).isEmpty();
    }
  }

  @Test
  void aDeletedZoneLeavesNone() throws InterruptedException {
    try (Stores.Opened opened = Stores.open(directory())) {
      StoredZone zone = opened.store().create(RandomZone.APEX, Stores.slave("192.0.2.1"));
      HistoryKeep history = opened.store().history();
      history.add(zone, step(1, 100), MANY);
      opened.store().delete(zone);
      opened.store().awaitBackground();
      history.add(zone, step(2, 100), MANY);
      assertThat(opened.store().query("SELECT COUNT(*) FROM served_difference")).isZero();
    }
  }
}
