package org.frontsigner.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the database is, and how it is opened. Immutable.
 *
 * @param jdbc what the driver is given
 * @param shown what operators are shown
 * @param file of an embedded H2
 */
record DatabaseUrl(String jdbc, String shown, Dialect dialect, Optional<Path> file) {
  private static final String H2 = "jdbc:h2:";
  private static final String POSTGRESQL = "jdbc:postgresql:";

  /** Settings of H2 that are ours to make, or that open a door. */
  private static final List<String> OURS =
      List.of(
          "AUTO_SERVER",
          "AUTO_SERVER_PORT",
          "DB_CLOSE_DELAY",
          "DB_CLOSE_ON_EXIT",
          "FILE_LOCK",
          "INIT",
          "MODE",
          "RETENTION_TIME",
          "WRITE_DELAY");

  /**
   * WRITE_DELAY: without it, what was committed in the last half second is lost when the process is
   * killed. The rest keeps the database open between connections and until we close it, and H2 from
   * writing a trace file, in which values would stand.
   */
  private static final String EMBEDDED_SETTINGS =
      ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;DB_CLOSE_DELAY=-1;RETENTION_TIME=5000"
          + ";LOCK_TIMEOUT=60000;TRACE_LEVEL_FILE=0;TRACE_LEVEL_SYSTEM_OUT=0";

  /**
   * Reads a configured URL.
   *
   * @throws IllegalArgumentException when it is of no kind that this server uses
   */
  static DatabaseUrl of(String configured, Path dataDirectory) {
    String url = configured.replace("${data-dir}", dataDirectory.toString());
    if (url.startsWith(POSTGRESQL)) {
      return postgresql(url);
    }
    if (!url.startsWith(H2)) {
      throw new IllegalArgumentException(
          "the database URL '%s' begins with neither %s nor %s"
              .formatted(configured, H2, POSTGRESQL));
    }
    String rest = url.substring(H2.length());
    if (rest.matches("(tcp|ssl):.*")) {
      return new DatabaseUrl(url, url, Dialect.H2, Optional.empty());
    }
    return embedded(url, rest.replaceFirst("^file:", ""));
  }

  /** What follows the question mark is not shown. */
  private static DatabaseUrl postgresql(String url) {
    if (url.matches("(?i).*[?&]password=.*")) {
      throw new IllegalArgumentException(
          "the database URL has a password in it, where everybody sees it who sees the"
              + " configuration; name a file with database.password-file");
    }
    return new DatabaseUrl(
        url, url.replaceFirst("\\?.*", ""), Dialect.POSTGRESQL, Optional.empty());
  }

  /** Whether another process may reach the database, and write to it. */
  boolean isShared() {
    return dialect == Dialect.POSTGRESQL;
  }

  private static DatabaseUrl embedded(String url, String rest) {
    int end = rest.indexOf(';');
    String path = end < 0 ? rest : rest.substring(0, end);
    String settings = end < 0 ? "" : rest.substring(end);
    if (path.isEmpty() || path.matches("[a-z]+:.*")) {
      throw new IllegalArgumentException("the database URL '" + url + "' names no file");
    }
    refuseOurs(url, settings);
    Path file = Path.of(path).toAbsolutePath().normalize();
    // Plain "file:" uses a channel that an interrupt of any thread closes, and the database with
    // it.
    return new DatabaseUrl(
        H2 + "async:" + file + settings + EMBEDDED_SETTINGS,
        H2 + "file:" + file,
        Dialect.H2,
        Optional.of(file.resolveSibling(file.getFileName() + ".mv.db")));
  }

  private static void refuseOurs(String url, String settings) {
    for (String setting : settings.split(";", -1)) {
      String name = setting.replaceFirst("=.*", "").strip().toUpperCase(Locale.ROOT);
      if (OURS.contains(name)) {
        throw new IllegalArgumentException(
            "the database URL '%s' sets %s, which is not the operator's to set"
                .formatted(url, name));
      }
    }
  }
}
