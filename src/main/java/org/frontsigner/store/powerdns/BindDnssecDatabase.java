package org.frontsigner.store.powerdns;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** The SQLite file in which keys of zones from a named.conf are kept, as PowerDNS has it. */
public final class BindDnssecDatabase {
  private static final String TABLES = "/db/powerdns/bind-dnssec.sql";

  private BindDnssecDatabase() {}

  /**
   * Makes a file with empty tables that only its owner can read.
   *
   * @throws PowerDnsUnreadable when it exists, or can't be made; then there is none
   */
  public static void create(Path file) {
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileAlreadyExistsException e) {
      throw new PowerDnsUnreadable(file + " exists; nothing of it was changed", e);
    } catch (IOException | UnsupportedOperationException e) {
      throw new PowerDnsUnreadable(file + " can't be made: " + reason(e), e);
    }
    try {
      fill(file);
    } catch (IOException | SQLException e) {
      remove(file, e);
      throw new PowerDnsUnreadable(file + " can't be filled: " + e.getMessage(), e);
    }
  }

  private static String reason(Exception e) {
    return e instanceof java.nio.file.NoSuchFileException
        ? "there is no such directory"
        : e instanceof java.nio.file.AccessDeniedException ? "permission denied" : e.getMessage();
  }

  private static void fill(Path file) throws IOException, SQLException {
    try (InputStream source = BindDnssecDatabase.class.getResourceAsStream(TABLES);
        Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath());
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      String tables = new String(source.readAllBytes(), StandardCharsets.UTF_8);
      for (String table : tables.split(";\\s*\\n", -1)) {
        if (!table.isBlank()) {
          statement.executeUpdate(table);
        }
      }
      connection.commit();
    }
  }

  private static void remove(Path file, Exception cause) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }
}
