package org.frontsigner.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.frontsigner.app.migration.CreateBindDb;
import org.frontsigner.app.migration.ImportPowerDns;
import org.frontsigner.app.migration.ZoneToSql;
import org.frontsigner.cli.AdminAccess;
import org.frontsigner.cli.Frontsigner;
import org.frontsigner.cli.Output;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * At least ten wrong uses of each verb: the right exit code, a message that names the value, and
 * nothing changed. Rows of a verb's own are in {@link WrongUses}, those that follow from its words
 * in {@link GeneralWrongUses}.
 */
class WrongUsesTest {
  private static final int EACH_MIN = 10;
  private static final String ZONE_FILE =
      """
      $TTL 3600
      @ SOA ns1 hostmaster 7 7200 3600 500000 300
      @ NS ns1
      ns1 A 192.0.2.1
      a.b TXT "text"
      """;

  /** A zone that is here already, one that no server but PowerDNS can have, and a bad key. */
  private static final String MOVED_SQL =
      """
      CREATE TABLE domains (id INTEGER, name TEXT, master TEXT, type TEXT);
      CREATE TABLE records (id INTEGER, domain_id INTEGER, name TEXT, type TEXT, content TEXT, ttl INTEGER);
      CREATE TABLE cryptokeys (id INTEGER, domain_id INTEGER, flags INTEGER, active BOOL, content TEXT);
      INSERT INTO domains VALUES (1, 'plain.example', NULL, 'NATIVE');
      INSERT INTO domains VALUES (2, 'alias.example', NULL, 'NATIVE');
      INSERT INTO domains VALUES (3, 'key.example', NULL, 'NATIVE');
      INSERT INTO records VALUES (1, 2, 'alias.example', 'ALIAS', 'plain.example', 60);
      INSERT INTO cryptokeys VALUES (7, 3, 257, 1, 'Private-key-format: v1.2 hush');
      """;

  @TempDir private static Path folder;

  private static InProcess daemon;
  private static Map<String, String> made;

  @BeforeAll
  static void make_a_daemon_with_zones_and_keys() throws IOException, SQLException {
    daemon = InProcess.start(folder, "limits: { refresh-seconds-min: 3600 }");
    Path zone = Files.writeString(folder.resolve("good.zone"), ZONE_FILE);
    daemon.good("load-zone", "signed.example", zone.toString());
    daemon.good("load-zone", "plain.example", zone.toString());
    daemon.good("secure-zone", "signed.example");
    daemon.good("set-nsec3", "signed.example", "1 0 0 -");
    daemon.good("create-slave-zone", "pulled.example", "127.0.0.1:1");
    daemon.good("import-tsig-key", "known.", "hmac-sha256", "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0");
    daemon.good("rectify-all-zones");
    String key = daemon.sql("SELECT id FROM cryptokeys").get(0);
    Path exported =
        Files.writeString(
            folder.resolve("known.private"), daemon.good("export-zone-key", "signed.example", key));
    Path pem =
        Files.writeString(
            folder.resolve("known.pem"), daemon.good("export-zone-key-pem", "signed.example", key));
    made = new HashMap<>();
    made.put("key", key);
    made.put("private", exported.toString());
    made.put("pem", pem.toString());
    made.put("zone", zone.toString());
    made.put("folder", folder.toString());
    made.put(
        "text", Files.writeString(folder.resolve("text"), "neither zone nor key\n").toString());
    made.put("conf", named("named.conf", "zone a { type slave; masters { 192.0.2.1; }; };"));
    made.put("view", named("view.conf", "view v { };"));
    made.put("half", named("half.zone", "@ 60 IN A 192.0.2.1\n"));
    made.put("sql", named("moved.sql", MOVED_SQL));
    made.put("empty", Files.writeString(folder.resolve("empty"), "").toString());
  }

  private static String named(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @AfterAll
  static void stop() throws SQLException {
    daemon.close();
  }

  private static List<CommandLine> verbs() {
    Output nowhere =
        new Output(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()));
    AdminAccess nobody =
        (configuration, verbose) -> {
          throw new AssertionError("nobody is asked");
        };
    CommandLine root = new Frontsigner(nobody, new Workbench(), nowhere).commandLine();
    root.addSubcommand(new Serve(settings -> 0));
    root.addSubcommand(new ImportPowerDns());
    root.addSubcommand(new ZoneToSql());
    root.addSubcommand(new CreateBindDb());
    return root.getSubcommands().values().stream().distinct().toList();
  }

  private static Map<String, List<WrongUse>> table() throws IOException {
    Path wrong = Files.writeString(folder.resolve("wrong.yaml"), "data-dir: ./data\nlissten: []\n");
    GeneralWrongUses.Named files =
        new GeneralWrongUses.Named(
            daemon.configuration().toString(), wrong.toString(), folder.toString());
    Map<String, String> samples =
        Map.ofEntries(
            Map.entry("ZONE", "signed.example"),
            Map.entry("ID", made.get("key")),
            Map.entry("BITS", "2048"),
            Map.entry("ksk|zsk", "ksk"),
            Map.entry("FILE", made.get("private")),
            Map.entry("NAME", "known"),
            Map.entry("KIND", "ALSO-NOTIFY"),
            Map.entry("PRIMARY", "127.0.0.1:1"),
            Map.entry("VALUE", "127.0.0.1"),
            Map.entry("SIDE", "master"),
            Map.entry("SHELL", "bash"),
            Map.entry("ALGORITHM", "hmac-sha256"));
    List<WrongUse> rows = new ArrayList<>(WrongUses.read(daemon.configuration(), made));
    verbs().forEach(verb -> rows.addAll(GeneralWrongUses.of(verb, files, samples)));
    return rows.stream().collect(Collectors.groupingBy(WrongUse::verb));
  }

  @Test
  void every_verb_has_ten_wrong_uses_that_differ() throws IOException {
    Map<String, List<WrongUse>> table = table();
    List<String> names = verbs().stream().map(CommandLine::getCommandName).toList();
    assertThat(table.keySet()).isEqualTo(Set.copyOf(names));
    for (String name : names) {
      assertThat(table.get(name).stream().map(WrongUse::words).distinct().count())
          .as("wrong uses of " + name + ", which differ: add rows for it to " + WrongUses.class)
          .isGreaterThanOrEqualTo(EACH_MIN);
      assertThat(table.get(name)).doesNotHaveDuplicates();
    }
  }

  @Test
  void each_wrong_use_is_refused_with_its_value_named_and_changes_nothing() throws IOException {
    Map<String, String> before = daemon.dump();
    assertThat(before.get("CRYPTOKEYS")).contains("Private-key-format");
    List<String> failures = new ArrayList<>();
    int count = 0;
    for (List<WrongUse> rows : table().values()) {
      for (WrongUse row : rows) {
        count++;
        judge(row, failures);
      }
      Map<String, String> after = daemon.dump();
      if (!after.equals(before)) {
        failures.add("one of " + rows + " changed " + difference(before, after));
        before = after;
      }
    }
    System.out.printf("%d wrong uses of %d verbs%n", count, verbs().size());
    assertThat(failures).isEmpty();
  }

  private static String difference(Map<String, String> before, Map<String, String> after) {
    return after.entrySet().stream()
        .filter(entry -> !entry.getValue().equals(before.get(entry.getKey())))
        .map(Object::toString)
        .collect(Collectors.joining("; "));
  }

  private static void judge(WrongUse row, List<String> failures) {
    InProcess.Result result = InProcess.program(row.words().toArray(String[]::new));
    if (result.exit() != row.exit()) {
      failures.add(row + ": exit " + result.exit() + ", not " + row.exit() + ": " + result);
    } else if (!result.err().contains(row.named())) {
      failures.add(row + ": does not name " + row.named() + ": " + result.err());
    } else if (!result.out().isEmpty()) {
      failures.add(row + ": has a result: " + result.out());
    } else if (result.err().contains("\tat ") || result.err().contains("unforeseen")) {
      failures.add(row + ": is not foreseen: " + result.err());
    }
  }
}
