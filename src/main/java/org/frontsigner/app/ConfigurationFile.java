package org.frontsigner.app;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.frontsigner.answer.Network;
import org.frontsigner.api.Problem;
import org.frontsigner.app.Configuration.DenialChoice;
import org.frontsigner.http.alarm.WebhookSettings;
import org.frontsigner.keeper.Endpoint;
import org.frontsigner.signing.Algorithm;
import org.frontsigner.signing.SerialPolicy;
import org.frontsigner.signing.SigningWindow;

/** Reads the configuration file, strictly. */
public final class ConfigurationFile {
  private static final String DATA_DIRECTORY = "./data";
  private static final String DATABASE_URL = "jdbc:h2:file:${data-dir}/frontsigner";
  private static final List<InetSocketAddress> LISTEN = List.of(Endpoint.parse("127.0.0.1:5300"));
  private static final InetSocketAddress HTTP_LISTEN = Endpoint.parse("127.0.0.1:8053");

  /** What a TXT record can have in one string (RFC 1035, 3.3). */
  private static final int CHARACTER_STRING_OCTETS_MAX = 255;

  private static final int THREADS_MAX = 1024;
  private static final int DAY_SECONDS = 86_400;

  private ConfigurationFile() {}

  /**
   * Reads a file; what it does not set has its default. No other file is opened.
   *
   * @throws Problem USAGE, beginning with file and line, when the file can't be read, sets nothing,
   *     sets something unknown or twice, or to a value of the wrong type or out of its range
   */
  public static Configuration read(Path file) {
    return read(file, Section.of(file));
  }

  /** The names of all settings that there are; those of a section begin with its name. */
  static List<String> names() {
    Section all = Section.empty();
    Configuration defaults = read(Path.of(""), all);
    return defaults.file().isAbsolute() ? all.names() : List.of();
  }

  private static Configuration read(Path file, Section all) {
    Path dataDirectory = all.path("data-dir", DATA_DIRECTORY);
    Configuration configuration =
        new Configuration(
            file.toAbsolutePath().normalize(),
            dataDirectory,
            queries(all),
            zonesIn(all),
            zonesOut(all),
            signing(all),
            database(all, dataDirectory),
            bind(all),
            httpListen(all),
            alarms(all),
            all.list("resolver", Endpoint::parse, List.of()),
            LimitsSection.read(all.section("limits")));
    all.refuseOthers();
    return configuration;
  }

  private static Configuration.Queries queries(Section all) {
    return new Configuration.Queries(
        listen(all),
        all.number("threads", 0, 0, THREADS_MAX),
        all.flag("resolve-across-zones", true),
        all.flag("any-to-tcp", true),
        all.flag("caches", true),
        all.text("server-version", Optional.of("frontsigner"), CHARACTER_STRING_OCTETS_MAX),
        all.text("server-id", Optional.empty(), CHARACTER_STRING_OCTETS_MAX));
  }

  private static List<InetSocketAddress> listen(Section all) {
    List<InetSocketAddress> listen = all.list("listen", Endpoint::parse, LISTEN);
    if (listen.isEmpty()) {
      throw all.refuse("listen", "is empty, and must have an address at least");
    }
    return listen;
  }

  private static Configuration.ZonesIn zonesIn(Section all) {
    return new Configuration.ZonesIn(
        all.list("allow-notify-from", Network::parse, List.of()),
        all.flag("tsig-md5", false),
        all.flag("direct-dnskey", false));
  }

  private static Configuration.ZonesOut zonesOut(Section all) {
    return new Configuration.ZonesOut(
        all.list("allow-transfer-from", Network::parse, List.of()),
        all.list("also-notify", Endpoint::parse, List.of()),
        all.flag("notify-name-servers", false),
        all.list("notify-over-tcp", Network::parse, List.of()));
  }

  private static Configuration.Signing signing(Section all) {
    Section defaults = all.section("defaults");
    Configuration.Signing signing =
        new Configuration.Signing(
            defaults.parsed("algorithm", ConfigurationFile::algorithm, Algorithm.ECDSAP256SHA256),
            defaults.choice("denial", words(DenialChoice.values()), DenialChoice.NSEC),
            defaults.choice("soa-edit", words(SerialPolicy.values()), SerialPolicy.INCREMENT_WEEKS),
            all.choice(
                "signing-window",
                words(SigningWindow.Shape.values()),
                SigningWindow.Shape.POWERDNS),
            all.flag("reproducible-signing", false),
            all.flag("clamp-expire", false));
    defaults.refuseOthers();
    return signing;
  }

  private static Algorithm algorithm(String text) {
    return Algorithm.of(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no algorithm '" + text + "'; there are " + algorithms()));
  }

  private static String algorithms() {
    return String.join(
        ", ", List.of(Algorithm.values()).stream().map(Algorithm::operatorName).toList());
  }

  private static <T extends Enum<T>> Map<String, T> words(T[] values) {
    Map<String, T> words = new LinkedHashMap<>();
    for (T value : values) {
      words.put(value.name().toLowerCase(Locale.ROOT).replace('_', '-'), value);
    }
    return words;
  }

  private static Configuration.Database database(Section all, Path dataDirectory) {
    Section section = all.section("database");
    Configuration.Database database =
        new Configuration.Database(
            section
                .parsed("url", ConfigurationFile::jdbcUrl, DATABASE_URL)
                .replace("${data-dir}", dataDirectory.toString()),
            section.text("user"),
            section.path("password-file"),
            section.number("follow-seconds", 5, 1, 3600),
            all.flag("sql-records", true));
    section.refuseOthers();
    return database;
  }

  private static String jdbcUrl(String text) {
    if (!text.startsWith("jdbc:h2:") && !text.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException(
          "'" + text + "' is no database: it must begin with jdbc:h2: or jdbc:postgresql:");
    }
    return text;
  }

  private static Configuration.Bind bind(Section all) {
    Configuration.Bind bind =
        new Configuration.Bind(
            all.path("bind-config"),
            all.path("bind-dnssec-db"),
            all.flag("bind-hybrid", false),
            all.number("bind-check-seconds", 10, 0, DAY_SECONDS));
    boolean hasConfiguration = bind.configuration().isPresent();
    boolean hasDatabase = bind.dnssecDatabase().isPresent();
    if (hasDatabase && bind.hybrid()) {
      throw all.refuse(
          "bind-hybrid", "is true, and bind-dnssec-db is set: keys are in one of them alone");
    }
    if (!hasConfiguration && (hasDatabase || bind.hybrid())) {
      throw all.refuse(
          hasDatabase ? "bind-dnssec-db" : "bind-hybrid",
          "is of no use without bind-config, which names the zones");
    }
    if (hasConfiguration && !hasDatabase && !bind.hybrid()) {
      throw all.refuse(
          "bind-config",
          "needs a place for the keys of its zones: set bind-dnssec-db to a file that create-bind-db"
              + " made, or bind-hybrid to true for the main database");
    }
    return bind;
  }

  private static InetSocketAddress httpListen(Section all) {
    Section http = all.section("http");
    InetSocketAddress listen = http.parsed("listen", Endpoint::parse, HTTP_LISTEN);
    http.refuseOthers();
    return listen;
  }

  private static Configuration.AlarmPosts alarms(Section all) {
    Section section = all.section("alarms");
    Configuration.AlarmPosts alarms =
        new Configuration.AlarmPosts(
            section.text("webhook").map(text -> webhook(section, text)),
            section.path("secret-file"),
            section.number("timeout-seconds", 10, 1, 300),
            section.number("repeat-seconds", 4 * 3600, 60, 7 * DAY_SECONDS),
            section.text("instance", Optional.empty(), CHARACTER_STRING_OCTETS_MAX));
    section.refuseOthers();
    if (alarms.secretFile().isPresent() && alarms.webhook().isEmpty()) {
      throw section.refuse("secret-file", "is of no use without alarms.webhook");
    }
    return alarms;
  }

  private static URI webhook(Section section, String text) {
    try {
      return WebhookSettings.url(text);
    } catch (IllegalArgumentException e) {
      throw section.refuse("webhook", "can't be used: " + e.getMessage());
    }
  }
}
