package org.frontsigner.scenario.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.frontsigner.scenario.stage.Command;
import org.frontsigner.scenario.stage.Daemon;
import org.frontsigner.scenario.stage.Endpoint;
import org.frontsigner.scenario.stage.Workspace;

/**
 * A PostgreSQL cluster of its own on the loopback: a primary, or a hot standby that streams from
 * one. It runs as the user postgres where the tests run as root, as it insists on.
 */
public final class Postgres implements AutoCloseable {
  private static final Duration START_MAX = Duration.ofSeconds(20);
  private static final String USER = "postgres";
  private static final String DATABASE = "frontsigner";
  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

  private final Workspace workspace;
  private final String name;
  private final Endpoint endpoint = Endpoint.free();
  private final Path folder;
  private int starts;
  private Daemon daemon;

  private Postgres(Workspace workspace, String name) {
    this.workspace = workspace;
    this.name = name;
    try {
      this.folder = Files.createTempDirectory("postgres-");
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    if (isRoot()) {
      Command.of("chown", USER, folder).run().succeeded();
    }
    workspace.own(this);
  }

  /** Makes a cluster with an empty database, and starts it. */
  public static Postgres start(Workspace workspace, String name) {
    Postgres postgres = new Postgres(workspace, name);
    // Whatever locale a terminal brought along, which the host may not have.
    postgres.run(
        "initdb",
        "-D",
        postgres.data(),
        "-U",
        USER,
        "-A",
        "trust",
        "--no-sync",
        "--locale=C",
        "--encoding=UTF8");
    postgres.start();
    postgres.run("createdb", "-h", "127.0.0.1", "-p", postgres.endpoint.port(), DATABASE);
    return postgres;
  }

  /** Copies this cluster and starts the copy as a hot standby that follows it. */
  public Postgres standby(String standbyName) {
    Postgres standby = new Postgres(workspace, standbyName);
    standby.run(
        "pg_basebackup",
        "-h",
        "127.0.0.1",
        "-p",
        endpoint.port(),
        "-U",
        USER,
        "-D",
        standby.data(),
        "-R",
        "--checkpoint=fast",
        "--no-sync");
    standby.start();
    return standby;
  }

  /** Starts the server and waits until it takes connections. */
  public void start() {
    starts++;
    List<Object> words = new ArrayList<>(asUser("postgres"));
    words.addAll(List.of("-D", data(), "-p", endpoint.port(), "-k", folder));
    for (String setting :
        List.of(
            "listen_addresses=127.0.0.1",
            "fsync=off",
            "shared_buffers=16MB",
            "wal_receiver_status_interval=1")) {
      words.addAll(List.of("-c", setting));
    }
    String program = words.remove(0).toString();
    daemon = workspace.start(name + "-" + starts, program, words.toArray());
    daemon.await("a connection", START_MAX, this::takesConnections);
  }

  private boolean takesConnections() {
    try (Connection connection = connect("postgres")) {
      return connection.isValid(1);
    } catch (SQLException early) {
      return false;
    }
  }

  /** Ends the server at once, whoever is connected. */
  public void kill() {
    daemon.kill();
  }

  /** What a configuration file says to use it. */
  public String setting() {
    return "database: { url: \"%s\", user: %s, follow-seconds: 1 }".formatted(url(DATABASE), USER);
  }

  /** The same over another port, as that of a line to it, and with statements as text. */
  public String setting(int port) {
    String direct = url(DATABASE);
    String over = direct.replace(endpoint.withColon(), "127.0.0.1:" + port);
    return setting().replace(direct, over + "?prepareThreshold=0");
  }

  public Endpoint endpoint() {
    return endpoint;
  }

  private String url(String database) {
    return "jdbc:postgresql://%s/%s".formatted(endpoint.withColon(), database);
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(url(database), USER, "");
  }

  /** Changes the database as anybody with SQL does; returns how many rows the last one changed. */
  public int change(String... statements) {
    int rows = 0;
    try (Connection connection = connect(DATABASE);
        Statement statement = connection.createStatement()) {
      for (String text : statements) {
        rows = statement.executeUpdate(text);
      }
      return rows;
    } catch (SQLException broken) {
      throw new AssertionError("SQL: " + Arrays.toString(statements), broken);
    }
  }

  /** The rows of a query, their columns joined by |. */
  public List<String> rows(String query) {
    try (Connection connection = connect(DATABASE);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          columns.add(result.getString(i));
        }
        rows.add(String.join("|", columns.stream().map(String::valueOf).toList()));
      }
      return rows;
    } catch (SQLException broken) {
      throw new AssertionError("SQL: " + query, broken);
    }
  }

  /** Takes advisory locks as other programs do, until it is closed. */
  public AutoCloseable lockOther() {
    try {
      Connection connection = connect(DATABASE);
      try (Statement statement = connection.createStatement()) {
        statement.execute("SELECT pg_advisory_lock(number) FROM generate_series(1, 50) AS number");
      }
      return connection;
    } catch (SQLException broken) {
      throw new AssertionError("advisory locks", broken);
    }
  }

  /** Makes a standby a primary. */
  public void promote() {
    rows("SELECT pg_promote()");
  }

  private void run(String program, Object... arguments) {
    List<Object> words = new ArrayList<>(asUser(program));
    words.addAll(List.of(arguments));
    Command.of(words.get(0).toString())
        .with(words.subList(1, words.size()).toArray())
        .in(folder)
        .run()
        .succeeded();
  }

  private List<Object> asUser(String program) {
    Object path = binaries().resolve(program);
    return isRoot()
        ? List.of(
            "setpriv",
            "--reuid",
            USER,
            "--regid",
            USER,
            "--clear-groups",
            "--pdeathsig",
            "KILL",
            path)
        : List.of(path);
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static Path binaries() {
    try (Stream<Path> versions = Files.list(VERSIONS)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("postgres")))
          .max(Comparator.comparingDouble(Postgres::version))
          .orElseThrow(() -> new AssertionError("postgres is missing: apt-get install postgresql"));
    } catch (IOException missing) {
      throw new AssertionError("postgres is missing: apt-get install postgresql", missing);
    }
  }

  private static double version(Path binaries) {
    return Double.parseDouble(binaries.getParent().getFileName().toString());
  }

  private Path data() {
    return folder.resolve("data");
  }

  @Override
  public void close() {
    if (daemon != null && daemon.isAlive()) {
      daemon.kill();
    }
    Command.of("rm", "-rf", folder).run().succeeded();
  }
}
