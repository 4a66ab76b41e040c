package org.frontsigner.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.frontsigner.keeper.DataChange;
import org.frontsigner.keeper.Metadata;
import org.frontsigner.keeper.RowsRead;
import org.frontsigner.keeper.StoredZone;
import org.frontsigner.keeper.ZoneCommit;
import org.frontsigner.keeper.ZoneSettings;
import org.frontsigner.keeper.ZoneState;
import org.frontsigner.keeper.ZoneType;
import org.frontsigner.signing.ZoneKey;
import org.frontsigner.zone.IntakePolicy;
import org.frontsigner.zone.RandomZone;
import org.frontsigner.zone.Zone;

class NativeRowsTest {
  private static final String COLUMNS = "name, type, content, ttl, prio, ordername, auth";
  private static Path directory;
  private static Stores.Opened opened;
  private static Connection others;

  @BeforeContainer
  static void open() throws IOException, SQLException {
    directory = Files.createTempDirectory("native-rows-");
    Path data = directory.resolve("data");
    opened = Stores.open(data);
    others =
        DriverManager.getConnection(
            DatabaseUrl.of(StoreSettings.DEFAULT_URL, data).jdbc(), "sa", "");
  }

  @AfterContainer
  static void close() throws IOException, SQLException {
    others.close();
    opened.close();
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** A zone that is signed in some way. */
  private static ZoneSettings settings(ZoneType type, int denial) {
    Map<String, List<String>> metadata =
        switch (denial) {
          case 0 -> Map.of();
          case 1 -> Map.of("NSEC3PARAM", List.of("1 0 3 ab"));
          case 2 -> Map.of("NSEC3PARAM", List.of("1 1 0 -"));
          default -> Map.of("NSEC3PARAM", List.of("1 0 0 -"), "NSEC3NARROW", List.of("1"));
        };
    return new ZoneSettings(
        type,
        List.of(),
        List.of(Stores.key(1, ZoneKey.SECURE_ENTRY_POINT, true, true)),
        new Metadata(metadata));
  }

  @Property(tries = 60)
  void rowsWithoutAuthOrdernameAndEmptyNonTerminalsInAnyOrderRectifyToTheZoneThatWasTransferred(
      @ForAll long seed) throws SQLException, InterruptedException {
    Zone data = new RandomZone(seed).build();
    int denial = (int) Math.floorMod(seed, 4L);
    SqlZoneStore store = opened.store();
    StoredZone pulled =
        Stores.replace(
            store, store.create(RandomZone.APEX, settings(ZoneType.SLAVE, denial)), data);
    store.showInSql(pulled, data);
    List<List<Object>> due = rows();
    store.delete(pulled);
    store.awaitBackground();

    StoredZone made = store.create(RandomZone.APEX, settings(ZoneType.NATIVE, denial));
    write(made.id(), due, new Random(seed));
    RowsRead read = store.readRows(made, Optional.empty(), IntakePolicy.DEFAULT);
    assertThat(read).isInstanceOf(RowsRead.Changed.class);
    Zone zone = ((RowsRead.Changed) read).zone();
    assertThat(NativeRows.isSame(zone, data)).isTrue();

    StoredZone taken = take(store, made, zone);
    store.showInSql(taken, zone);
    assertThat(rows()).containsExactlyInAnyOrderElementsOf(due);
    assertThat(store.readRows(taken, Optional.of(zone), IntakePolicy.DEFAULT))
        .isInstanceOf(RowsRead.Same.class);
    assertThat(store.checkSql(taken, zone)).isEmpty();
    store.delete(taken);
    store.awaitBackground();
  }

  private static StoredZone take(SqlZoneStore store, StoredZone zone, Zone data) {
    StoredZone after =
        zone.withState(new ZoneState(true, data.serial(), data.serial(), Stores.NOW, Stores.NOW));
    store.commit(
        new ZoneCommit(zone, after, new DataChange.Replaced(data, true), Optional.empty()));
    return after;
  }

  private static List<List<Object>> rows() throws SQLException {
    List<List<Object>> rows = new ArrayList<>();
    try (PreparedStatement query = others.prepareStatement("SELECT " + COLUMNS + " FROM records");
        ResultSet result = query.executeQuery()) {
      while (result.next()) {
        List<Object> row = new ArrayList<>();
        for (int i = 1; i <= 7; i++) {
          row.add(result.getObject(i));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  /** As others write: no order, no auth, nothing for empty non-terminals, capitals in names. */
  private static void write(int zone, List<List<Object>> due, Random random) throws SQLException {
    List<List<Object>> data =
        new ArrayList<>(due.stream().filter(row -> row.get(1) != null).toList());
    Collections.shuffle(data, random);
    try (PreparedStatement insert =
        others.prepareStatement(
            "INSERT INTO records (domain_id, name, type, content, ttl, prio, auth)"
                + " VALUES (?, ?, ?, ?, ?, ?, NULL)")) {
      for (List<Object> row : data) {
        String name = row.get(0).toString();
        insert.setInt(1, zone);
        insert.setString(2, random.nextBoolean() ? name : name.toUpperCase(java.util.Locale.ROOT));
        for (int i = 1; i <= 4; i++) {
          insert.setObject(i + 2, row.get(i));
        }
        insert.executeUpdate();
      }
    }
  }
}
