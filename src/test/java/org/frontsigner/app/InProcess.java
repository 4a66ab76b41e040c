package org.frontsigner.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.frontsigner.cli.Output;
import org.frontsigner.scenario.stage.Endpoint;

/**
 * A whole daemon in the process of the test, with verbs that reach it through its socket, and SQL
 * on the database that it has open. Closed once.
 */
final class InProcess implements AutoCloseable {
  private final Path configuration;
  private final Endpoint dns;
  private final Appliance appliance = new Appliance();
  private final Connection connection;

  /** What a verb came to. */
  record Result(int exit, String out, String err) {
    /** The result of a verb that must succeed. */
    String good() {
      if (exit != 0) {
        throw new AssertionError("exit " + exit + ": " + err + out);
      }
      return out;
    }
  }

  private final Endpoint http = Endpoint.free();

  private InProcess(Path folder, Endpoint dns, String... lines) throws IOException, SQLException {
    this.dns = dns;
    this.configuration = folder.resolve("frontsigner.yaml");
    Files.writeString(
        configuration,
        """
        data-dir: ./data
        listen: ["%s"]
        http: { listen: "%s" }
        %s
        """
            .formatted(dns.withColon(), http.withColon(), String.join("\n", lines)));
    appliance.start(ConfigurationFile.read(configuration));
    this.connection =
        DriverManager.getConnection(
            "jdbc:h2:async:" + data().resolve("frontsigner").toAbsolutePath(), "sa", "");
  }

  /** Starts a daemon with its configuration and data in a folder. */
  static InProcess start(Path folder, String... lines) throws IOException, SQLException {
    return new InProcess(folder, Endpoint.free(), lines);
  }

  Path configuration() {
    return configuration;
  }

  Endpoint dns() {
    return dns;
  }

  Endpoint http() {
    return http;
  }

  Path data() {
    return configuration.resolveSibling("data");
  }

  /** Runs a verb of the daemon. */
  Result run(String... words) {
    List<String> all = new ArrayList<>(List.of("-c", configuration.toString()));
    all.addAll(Arrays.asList(words));
    return program(all.toArray(String[]::new));
  }

  /** Runs a verb that must succeed, and gives what it printed. */
  String good(String... words) {
    Result result = run(words);
    if (result.exit() != 0) {
      throw new AssertionError(String.join(" ", words) + ": " + result);
    }
    return result.out();
  }

  /** Runs the program with all its words; no daemon begins, and no database is opened. */
  static Result program(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit =
        new Program(
                settings -> {
                  throw new IllegalStateException("a daemon began");
                },
                settings -> {
                  throw new IllegalStateException("a database was opened");
                },
                new Output(new PrintWriter(out), new PrintWriter(err)))
            .run(words);
    return new Result(exit, out.toString(), err.toString());
  }

  /** The rows of a query, their columns separated by bars. */
  List<String> sql(String query) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows(rows);
    } catch (SQLException e) {
      throw new IllegalStateException(query, e);
    }
  }

  /** All rows, their columns separated by bars. */
  static List<String> rows(ResultSet rows) throws SQLException {
    List<String> all = new ArrayList<>();
    while (rows.next()) {
      List<String> columns = new ArrayList<>();
      for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
        columns.add(rows.getString(i));
      }
      all.add(String.join("|", columns));
    }
    return all;
  }

  /** Changes rows behind the daemon's back; returns how many. */
  int change(String statement) {
    try (Statement prepared = connection.createStatement()) {
      return prepared.executeUpdate(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(statement, e);
    }
  }

  /** All that is kept: each table with its rows in order, and each file beside the database. */
  Map<String, String> dump() {
    Map<String, String> state = new TreeMap<>();
    for (String table :
        sql(
            "SELECT table_name FROM information_schema.tables"
                + " WHERE table_schema = 'PUBLIC' AND table_type = 'BASE TABLE'")) {
      List<String> rows = new ArrayList<>(sql("SELECT * FROM \"" + table + "\""));
      rows.sort(null);
      state.put(table, String.join("\n", rows));
    }
    try (Stream<Path> files = Files.walk(data())) {
      for (Path file : files.filter(InProcess::isKept).toList()) {
        byte[] octets = Files.readAllBytes(file);
        state.put(
            data().relativize(file).toString(), Arrays.hashCode(octets) + " " + octets.length);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return state;
  }

  /** The database's own file is seen through its tables. */
  private static boolean isKept(Path file) {
    return Files.isRegularFile(file) && !file.getFileName().toString().endsWith(".db");
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    appliance.close();
  }
}
