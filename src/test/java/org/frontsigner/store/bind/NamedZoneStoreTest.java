package org.frontsigner.store.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.frontsigner.bridge.TsigKey;
import org.frontsigner.keeper.Alarms;
import org.frontsigner.keeper.ConfiguredZone;
import org.frontsigner.keeper.DataChange;
import org.frontsigner.keeper.LedgerEntry;
import org.frontsigner.keeper.Metadata;
import org.frontsigner.keeper.StoreFailed;
import org.frontsigner.keeper.StoredZone;
import org.frontsigner.keeper.ZoneCommit;
import org.frontsigner.keeper.ZoneSettings;
import org.frontsigner.keeper.ZoneState;
import org.frontsigner.keeper.ZoneStore;
import org.frontsigner.keeper.ZoneType;
import org.frontsigner.signing.KeyFile;
import org.frontsigner.signing.ZoneKey;
import org.frontsigner.store.DataDirectory;
import org.frontsigner.store.SqlZoneStore;
import org.frontsigner.store.StoreSettings;
import org.frontsigner.store.powerdns.BindDnssecDatabase;
import org.frontsigner.wire.DomainName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Keys of zones of a named.conf are in a key file alone, and never differ from what is committed.
 */
class NamedZoneStoreTest {
  private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");
  private static final DomainName ZONE = DomainName.parse("named.example");
  private static final String PRIVATE_KEY =
      """
      Private-key-format: v1.2
      Algorithm: 15 (ED25519)
      PrivateKey: AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=
      """;

  @TempDir private Path folder;

  private Path file;
  private DataDirectory directory;
  private SqlZoneStore main;
  private NamedZoneStore store;
  private boolean mainFails;

  @BeforeEach
  void open() {
    file = folder.resolve("keys.sqlite3");
    BindDnssecDatabase.create(file);
    directory = DataDirectory.open(folder.resolve("data"));
    main =
        SqlZoneStore.open(
            new StoreSettings(
                directory,
                StoreSettings.DEFAULT_URL,
                Optional.empty(),
                () -> "",
                true,
                false,
                InstantSource.fixed(NOW),
                new Alarms(InstantSource.fixed(NOW), Alarms.OF_ONE_KIND_MAX)));
    store = again(Optional.of(new BindKeyFile(file)));
  }

  private NamedZoneStore again(Optional<BindKeyFile> keyFile) {
    NamedZoneStore made = new NamedZoneStore(failing(main), main.namedZones(), keyFile);
    made.putWritten(
        ZONE, new ConfiguredZone("c:1:1", Optional.empty(), NONE_YET, Optional.empty()));
    return made;
  }

  private static final Optional<Instant> NONE_YET = Optional.empty();

  /** The main store, whose commits fail when they are told to. */
  private ZoneStore failing(ZoneStore real) {
    return (ZoneStore)
        Proxy.newProxyInstance(
            ZoneStore.class.getClassLoader(),
            new Class<?>[] {ZoneStore.class},
            (proxy, method, arguments) -> {
              if (mainFails && method.getName().equals("commit")) {
                throw new StoreFailed("the disk is full", null);
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @AfterEach
  void close() {
    main.close();
    directory.close();
  }

  private List<String> sql(String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      List<String> rows = new ArrayList<>();
      if (statement.execute(query)) {
        ResultSet result = statement.getResultSet();
        while (result.next()) {
          rows.add(result.getString(1));
        }
      }
      return rows;
    }
  }

  private static ZoneSettings named() {
    Metadata marked =
        NamedConfMark.mark(Metadata.NONE, "native", Map.of("ALSO-NOTIFY", List.of("192.0.2.1")));
    return new ZoneSettings(ZoneType.NATIVE, List.of(), List.of(), marked);
  }

  private static ZoneKey key(long id) {
    return new ZoneKey(id, 257, true, true, KeyFile.parse(PRIVATE_KEY));
  }

  private static StoredZone commit(ZoneStore into, StoredZone before, ZoneSettings settings) {
    ZoneState state =
        new ZoneState(true, 1, before.state().servedSerial() + 1, Instant.EPOCH, Instant.EPOCH);
    StoredZone after = before.withSettings(settings).withState(state);
    LedgerEntry entry =
        new LedgerEntry(
            NOW, LedgerEntry.Cause.SETTINGS, 1, state.servedSerial(), Instant.EPOCH, "");
    into.commit(new ZoneCommit(before, after, DataChange.NONE, Optional.of(entry)));
    return after;
  }

  private StoredZone seen() {
    return store.zones().get(0);
  }

  @Test
  void keys_and_settings_are_in_the_file_alone_and_what_named_conf_says_is_not() throws Exception {
    StoredZone zone = store.create(ZONE, named());
    ZoneSettings settings = zone.settings();
    long id = store.nextKeyId();
    commit(
        store,
        zone,
        settings
            .withKeys(List.of(key(id)))
            .withMetadata(settings.metadata().with("NSEC3PARAM", List.of("1 0 0 -"))));
    assertThat(sql("SELECT domain || id || flags || active || published FROM cryptokeys"))
        .containsExactly("named.example" + id + "25711");
    assertThat(sql("SELECT kind || content FROM domainmetadata"))
        .containsExactly("NSEC3PARAM1 0 0 -");
    StoredZone inMain = main.zones().get(0);
    assertThat(inMain.settings().keys()).isEmpty();
    assertThat(inMain.settings().metadata().byKind())
        .containsOnlyKeys("ALSO-NOTIFY", NamedConfMark.KIND, "SQL-RECORDS");
    assertThat(Files.exists(folder.resolve("data/keys/named.example"))).isFalse();
    assertThat(seen().settings().keys()).containsExactly(key(id));
    assertThat(seen().settings().metadata().values("NSEC3PARAM")).containsExactly("1 0 0 -");
    assertThat(seen().settings().metadata().values("ALSO-NOTIFY")).containsExactly("192.0.2.1");
  }

  @Test
  void a_change_that_the_main_store_does_not_take_is_taken_back() throws Exception {
    StoredZone zone = store.create(ZONE, named());
    StoredZone keyed = commit(store, zone, zone.settings().withKeys(List.of(key(7))));
    mainFails = true;
    assertThatThrownBy(() -> commit(store, keyed, keyed.settings().withKeys(List.of(key(8)))))
        .isInstanceOf(StoreFailed.class);
    assertThat(sql("SELECT id FROM cryptokeys")).containsExactly("7");
  }

  @Test
  void what_others_changed_in_the_file_is_seen_and_the_digest_of_what_was_served_stays()
      throws Exception {
    StoredZone zone = store.create(ZONE, named());
    ZoneState state = new ZoneState(true, 7, 8, Instant.EPOCH, Instant.EPOCH, "digest");
    StoredZone keyed =
        zone.withSettings(zone.settings().withKeys(List.of(key(7)))).withState(state);
    store.commit(new ZoneCommit(zone, keyed, DataChange.NONE, Optional.empty()));
    sql(
        "INSERT INTO domainmetadata (domain, kind, content) VALUES ('NAMED.example', 'NSEC3PARAM', '1 0 1 ab')");
    sql("UPDATE cryptokeys SET active = 0");
    assertThat(seen().settings().metadata().values("NSEC3PARAM")).containsExactly("1 0 1 ab");
    assertThat(seen().settings().keys()).extracting(ZoneKey::active).containsExactly(false);
    assertThat(seen().state().servedAs()).isEqualTo("digest");
  }

  @Test
  void an_id_is_one_that_neither_database_had() throws Exception {
    sql(
        "INSERT INTO cryptokeys (id, domain, flags, active, content) VALUES (41, 'x.example', 257, 1, '')");
    assertThat(store.nextKeyId()).isEqualTo(42);
    sql("DELETE FROM cryptokeys");
    assertThat(again(Optional.of(new BindKeyFile(file))).nextKeyId()).isEqualTo(43);
    assertThat(again(Optional.empty()).nextKeyId()).isEqualTo(44);
  }

  @Test
  void a_zone_whose_key_can_not_be_used_is_not_seen_and_is_not_made() throws Exception {
    sql(
        "INSERT INTO cryptokeys (domain, flags, active, content) VALUES ('named.example', 257, 1, 'no key')");
    assertThatThrownBy(() -> store.create(ZONE, named()))
        .hasMessageContaining("key 1 can't be used");
    sql("DELETE FROM cryptokeys");
    store.create(ZONE, named());
    sql(
        "INSERT INTO cryptokeys (domain, flags, active, content) VALUES ('named.example', 999, 1, 'no key')");
    assertThat(store.zones()).isEmpty();
    assertThat(store.held())
        .extracting(NamedZoneStore.Held::seen)
        .containsExactly(NamedZoneStore.Seen.UNUSABLE);
  }

  @Test
  void a_zone_that_is_named_no_more_is_not_seen_and_is_kept() {
    store.create(ZONE, named());
    store.removeWritten(ZONE);
    assertThat(store.zones()).isEmpty();
    assertThat(store.written(ZONE)).isEmpty();
    assertThat(store.held()).hasSize(1);
  }

  @Test
  void keys_of_a_zone_that_has_no_data_yet_are_missed_too_where_they_are_not() {
    StoredZone zone = store.create(ZONE, named());
    StoredZone keyed = zone.withSettings(zone.settings().withKeys(List.of(key(7))));
    store.commit(new ZoneCommit(zone, keyed, DataChange.NONE, Optional.empty()));
    assertThat(again(Optional.empty()).held().get(0).seen())
        .isEqualTo(NamedZoneStore.Seen.MISPLACED);
  }

  @Test
  void keys_that_are_not_where_they_are_looked_for_are_noticed() {
    StoredZone zone = store.create(ZONE, named());
    commit(store, zone, zone.settings().withKeys(List.of(key(7))));
    NamedZoneStore hybrid = again(Optional.empty());
    assertThat(hybrid.held().get(0).seen()).isEqualTo(NamedZoneStore.Seen.MISPLACED);
    assertThat(hybrid.zones()).isEmpty();
  }

  @Test
  void a_file_without_the_column_published_takes_published_keys_alone() throws Exception {
    sql("ALTER TABLE cryptokeys DROP COLUMN published");
    StoredZone zone = store.create(ZONE, named());
    StoredZone keyed = commit(store, zone, zone.settings().withKeys(List.of(key(7))));
    assertThat(seen().settings().keys()).containsExactly(key(7));
    assertThatThrownBy(
            () ->
                commit(
                    store,
                    keyed,
                    keyed.settings().withKeys(List.of(key(7), key(8).withPublished(false)))))
        .hasMessageContaining("ALTER TABLE cryptokeys ADD COLUMN published");
    assertThat(sql("SELECT id FROM cryptokeys")).containsExactly("7");
  }

  @Test
  void a_key_that_others_removed_is_not_changed_and_nothing_is_committed() throws Exception {
    StoredZone zone = store.create(ZONE, named());
    StoredZone keyed = commit(store, zone, zone.settings().withKeys(List.of(key(7))));
    sql("DELETE FROM cryptokeys");
    assertThatThrownBy(
            () ->
                commit(store, keyed, keyed.settings().withKeys(List.of(key(7).withActive(false)))))
        .hasMessageContaining("use rediscover");
    assertThat(main.zones().get(0).state()).isEqualTo(keyed.state());
  }

  @Test
  void tsig_keys_are_those_of_named_conf_and_of_the_file() throws Exception {
    TsigKey own = TsigKey.parse("own", "hmac-sha256", "c2VjcmV0", false);
    TsigKey written = TsigKey.parse("written", "hmac-sha512", "c2VjcmV0", false);
    store.putTsigKey(own);
    store.setWrittenTsigKeys(
        Map.of(written.name(), new NamedZoneStore.WrittenTsigKey(written, "c:3:5")));
    assertThat(store.tsigKeys()).containsExactlyInAnyOrder(own, written);
    assertThat(sql("SELECT name || algorithm || secret FROM tsigkeys"))
        .containsExactly("ownhmac-sha256c2VjcmV0");
    assertThat(main.tsigKeys()).isEmpty();
    assertThatThrownBy(() -> store.deleteTsigKey(written.name())).hasMessageContaining("c:3:5");
    assertThatThrownBy(() -> store.putTsigKey(written)).hasMessageContaining("c:3:5");
    store.deleteTsigKey(own.name());
    assertThat(store.tsigKeys()).containsExactly(written);
  }
}
