package org.frontsigner.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.frontsigner.answer.Network;
import org.frontsigner.api.Problem;
import org.frontsigner.app.Configuration.DenialChoice;
import org.frontsigner.signing.Algorithm;
import org.frontsigner.signing.SerialPolicy;
import org.frontsigner.signing.SigningWindow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What configuration files mean, and what is said of wrong ones. */
class ConfigurationFileTest {
  private static final Path SAMPLE = Path.of("config/frontsigner.yaml");

  private static final String EVERYTHING =
      """
        data-dir: /srv/fs
        listen: [192.0.2.1, "[2001:db8::1]:5353"]
        threads: 3
        resolve-across-zones: false
        any-to-tcp: false
        server-version: null
        server-id: ns1
        allow-notify-from: [192.0.2.0/24, "2001:db8::/32"]
        tsig-md5: true
        direct-dnskey: true
        allow-transfer-from: ["::1"]
        also-notify: ["192.0.2.9:5300"]
        notify-name-servers: true
        notify-over-tcp: [192.0.2.9]
        defaults: {algorithm: 15, denial: NSEC3-optout, soa-edit: inception-epoch}
        signing-window: two-week
        reproducible-signing: true
        database: {url: "jdbc:h2:file:/srv/x", user: u, password-file: secret}
        sql-records: false
        http: {listen: "[::1]:80"}
        alarms: {webhook: "https://hooks.example/x?y", secret-file: hook, timeout-seconds: 3, repeat-seconds: 60, instance: a}
        limits:
          transfer-octets-max: 1099511627776
          cname-chain-max: 3
          notify-seconds: 7
          secondary-lag-seconds: 60
        """;

  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("frontsigner.yaml"), text);
  }

  private Configuration read(String text) throws IOException {
    return ConfigurationFile.read(file(text));
  }

  @Test
  void what_is_not_set_has_its_default() throws IOException {
    Configuration all = read("threads: 0\n");
    assertThat(all.dataDirectory()).isEqualTo(folder.resolve("data"));
    assertThat(all.controlSocket()).isEqualTo(folder.resolve("data/control.sock"));
    assertThat(all.database().url())
        .isEqualTo("jdbc:h2:file:" + folder.resolve("data") + "/frontsigner");
    assertThat(all.database().user()).isEmpty();
    assertThat(all.database().sqlRecords()).isTrue();
    assertThat(all.queries().listen()).containsExactly(new InetSocketAddress("127.0.0.1", 5300));
    assertThat(all.queries().serverVersion()).contains("frontsigner");
    assertThat(all.queries().serverId()).isEmpty();
    assertThat(all.queries().threadCount()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(all.httpListen()).isEqualTo(new InetSocketAddress("127.0.0.1", 8053));
    assertThat(all.signing())
        .isEqualTo(
            new Configuration.Signing(
                Algorithm.ECDSAP256SHA256,
                DenialChoice.NSEC,
                SerialPolicy.INCREMENT_WEEKS,
                SigningWindow.Shape.POWERDNS,
                false,
                false));
    assertThat(all.zonesIn()).isEqualTo(new Configuration.ZonesIn(List.of(), false, false));
    assertThat(all.limits().answers()).isEqualTo(new Limits.Answers(1232, 8));
    assertThat(all.limits().zonesMax()).isEqualTo(200_000);
    assertThat(all.limits().alarmsOfOneKindMax()).isEqualTo(1000);
    assertThat(all.alarms())
        .isEqualTo(
            new Configuration.AlarmPosts(
                Optional.empty(), Optional.empty(), 10, 14_400, Optional.empty()));
  }

  @Test
  void every_setting_of_alarms_is_read() throws IOException {
    assertThat(read(EVERYTHING).alarms())
        .isEqualTo(
            new Configuration.AlarmPosts(
                Optional.of(URI.create("https://hooks.example/x?y")),
                Optional.of(folder.resolve("hook")),
                3,
                60,
                Optional.of("a")));
  }

  @Test
  void every_setting_of_queries_is_read() throws IOException {
    Configuration all = read(EVERYTHING);
    assertThat(all.dataDirectory()).isEqualTo(Path.of("/srv/fs"));
    assertThat(all.queries())
        .isEqualTo(
            new Configuration.Queries(
                List.of(
                    new InetSocketAddress("192.0.2.1", 53),
                    new InetSocketAddress("2001:db8::1", 5353)),
                3,
                false,
                false,
                true,
                Optional.empty(),
                Optional.of("ns1")));
  }

  @Test
  void every_setting_of_zones_is_read() throws IOException {
    Configuration all = read(EVERYTHING);
    assertThat(all.zonesIn())
        .isEqualTo(
            new Configuration.ZonesIn(
                List.of(Network.parse("192.0.2.0/24"), Network.parse("2001:db8::/32")),
                true,
                true));
    assertThat(all.zonesOut().allowTransferFrom()).containsExactly(Network.parse("::1"));
    assertThat(all.zonesOut().alsoNotify())
        .containsExactly(new InetSocketAddress("192.0.2.9", 5300));
    assertThat(all.zonesOut().notifyNameServers()).isTrue();
    assertThat(all.zonesOut().notifyOverTcp()).containsExactly(Network.parse("192.0.2.9"));
    assertThat(all.signing())
        .isEqualTo(
            new Configuration.Signing(
                Algorithm.ED25519,
                DenialChoice.NSEC3_OPTOUT,
                SerialPolicy.INCEPTION_EPOCH,
                SigningWindow.Shape.TWO_WEEK,
                true,
                false));
  }

  @Test
  void every_setting_of_the_database_and_the_rest_is_read() throws IOException {
    Configuration all = read(EVERYTHING);
    assertThat(all.database().url()).isEqualTo("jdbc:h2:file:/srv/x");
    assertThat(all.database().user()).contains("u");
    assertThat(all.database().passwordFile()).contains(folder.resolve("secret"));
    assertThat(all.database().sqlRecords()).isFalse();
    assertThat(all.httpListen()).isEqualTo(new InetSocketAddress("::1", 80));
    assertThat(all.limits().transfersIn().octetsMax()).isEqualTo(1L << 40);
    assertThat(all.limits().answers().cnameChainMax()).isEqualTo(3);
    assertThat(all.limits().transfersOut().notifySeconds()).isEqualTo(7);
    assertThat(all.limits().secondaries())
        .isEqualTo(new Limits.Secondaries(5, 60, 3600, 600, 1_000_000));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bind-config: named.conf                       | bind-config needs a place for the keys
          bind-dnssec-db: keys.db                       | bind-dnssec-db is of no use without bind-config
          bind-hybrid: true                             | bind-hybrid is of no use without bind-config
          {bind-config: n, bind-dnssec-db: k, bind-hybrid: true} | keys are in one of them alone
          {bind-config: n, bind-hybrid: true, bind-check-seconds: -1} | from 0 to 86400
          """)
  void zones_of_a_named_conf_have_one_place_for_their_keys(String settings, String told) {
    assertThatThrownBy(() -> read(settings.replaceAll("[{}]", "").replace(", ", "\n") + "\n"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(".yaml:")
        .hasMessageContaining(told);
  }

  @Test
  void zones_of_a_named_conf_have_their_keys_in_a_file_or_in_the_main_database()
      throws IOException {
    Configuration.Bind file = read("bind-config: n.conf\nbind-dnssec-db: keys.db\n").bind();
    assertThat(file.configuration()).contains(folder.resolve("n.conf"));
    assertThat(file.dnssecDatabase()).contains(folder.resolve("keys.db"));
    assertThat(file.checkSeconds()).isEqualTo(10);
    assertThat(read("bind-config: n.conf\nbind-hybrid: true\n").bind().hybrid()).isTrue();
  }

  @Test
  void paths_start_at_the_file_wherever_it_is_read_from() throws IOException {
    Path there = Files.createDirectories(folder.resolve("etc"));
    Path file = Files.writeString(there.resolve("f.yaml"), "data-dir: ../var\n");
    Path here = Path.of("").toAbsolutePath().relativize(file);
    assertThat(ConfigurationFile.read(here).dataDirectory()).isEqualTo(folder.resolve("var"));
  }

  @Test
  void true_and_false_may_be_written_in_capitals_as_yaml_has_them() throws IOException {
    assertThat(read("caches: TRUE\ntsig-md5: True\n").queries().caches()).isTrue();
    assertThat(read("any-to-tcp: FALSE\n").queries().anyToTcp()).isFalse();
  }

  @Test
  void a_section_with_nothing_in_it_sets_nothing() throws IOException {
    assertThat(read("data-dir: d\nlimits:\n#  zones-max: 1\n").limits().zonesMax())
        .isEqualTo(200_000);
  }

  static Stream<Arguments> wrongTypes() {
    return Stream.of(
        arguments(
            "data-dir: d\nlisten: 127.0.0.1\n", 2, "listen is '127.0.0.1', and must be a list"),
        arguments("data-dir: d\n\nlisen: []\n", 3, "no setting 'lisen'; did you mean listen?"),
        arguments("frobnicate: 1\n", 1, "no setting 'frobnicate'"),
        arguments("limits:\n  tcp-client-max: 1\n", 2, "'limits.tcp-client-max'; did you mean"),
        arguments("defaults: {denail: nsec}\n", 1, "'defaults.denail'; did you mean denial"),
        arguments("http: {tls: true}\n", 1, "'http.tls'"),
        arguments("alarms:\n  webhook: ftp://x\n", 2, "alarms.webhook can't be used: an address"),
        arguments("alarms: {webhook: 'http://u:p@x/'}\n", 1, "no user, password or fragment"),
        arguments("alarms: {webhook: http://x, secret: s}\n", 1, "'alarms.secret'"),
        arguments("alarms:\n  secret-file: s\n", 2, "is of no use without alarms.webhook"),
        arguments("alarms: {repeat-seconds: 59}\n", 1, "alarms.repeat-seconds is '59'"),
        arguments("alarms: {timeout-seconds: 0}\n", 1, "alarms.timeout-seconds is '0'"),
        arguments("database:\n  url: x\n  port: 1\n", 2, "'x' is no database"),
        arguments("database: {password: x}\n", 1, "'database.password'"),
        arguments("threads: many\n", 1, "threads is 'many', and must be a whole number"),
        arguments("threads: '3'\n", 1, "threads is '3', and must be a whole number"),
        arguments("threads: 1.5\n", 1, "threads is '1.5'"),
        arguments("threads: -1\n", 1, "threads is '-1'"),
        arguments("threads: 99999999999999999999999\n", 1, "threads is '99999999999999999999999'"),
        arguments("threads: [1]\n", 1, "threads is a list"),
        arguments("threads: {a: 1}\n", 1, "threads is a section"),
        arguments("threads:\n", 1, "threads is nothing"),
        arguments("caches: yes\n", 1, "caches is 'yes', and must be true or false"),
        arguments("caches: 1\n", 1, "caches is '1'"),
        arguments("caches: 'true'\n", 1, "caches is 'true', and must be true or false"),
        arguments("server-id: 7\n", 1, "server-id is '7', and must be a text, in quotes"),
        arguments("server-id: \"" + "x".repeat(256) + "\"\n", 1, "more than 255 octets"),
        arguments("data-dir: null\n", 1, "data-dir is nothing"),
        arguments("data-dir: ''\n", 1, "data-dir is '', and must be a path"));
  }

  static Stream<Arguments> wrongValues() {
    return Stream.of(
        arguments("listen: []\n", 1, "listen is empty"),
        arguments("listen:\n  - 127.0.0.1\n  - localhost:53\n", 3, "'localhost:53' is no address"),
        arguments("listen: [127.0.0.1:0]\n", 1, "'127.0.0.1:0' has no port"),
        arguments("listen: [127.0.0.1:65536]\n", 1, "'127.0.0.1:65536' has no port"),
        arguments("listen: [[127.0.0.1]]\n", 1, "listen is a list, and must be a text"),
        arguments("listen: [null]\n", 1, "listen is nothing"),
        arguments("also-notify: [ns1.example.org]\n", 1, "'ns1.example.org' is no address"),
        arguments("resolver: [\"\"]\n", 1, "'' is no address"),
        arguments("http: {listen: here}\n", 1, "http.listen: 'here' is no address"),
        arguments("http: 127.0.0.1:80\n", 1, "http is '127.0.0.1:80', and must be a section"),
        arguments("allow-transfer-from: [192.0.2.0/33]\n", 1, "'192.0.2.0/33' has no prefix"),
        arguments("allow-notify-from: [example.org]\n", 1, "'example.org' is no network"),
        arguments(
            "defaults:\n  algorithm: rsamd5\n", 2, "no algorithm 'rsamd5'; there are rsasha1"),
        arguments("defaults: {algorithm: 99}\n", 1, "no algorithm '99'"),
        arguments("defaults: {denial: nsec4}\n", 1, "must be one of nsec, nsec3, nsec3-optout"),
        arguments("defaults: {soa-edit: weekly}\n", 1, "must be one of increment-weeks"),
        arguments("signing-window: month\n", 1, "must be one of powerdns, two-week"),
        arguments("limits: 7\n", 1, "limits is '7', and must be a section"),
        arguments("limits: {udp-octets-max: 511}\n", 1, "a whole number from 512 to 4096"),
        arguments("limits: {nsec3-iterations-max: 101}\n", 1, "from 0 to 100"),
        arguments("limits: {tcp-idle-seconds: 0}\n", 1, "limits.tcp-idle-seconds is '0'"),
        arguments("limits: {refresh-seconds-min: 90000}\n", 1, "more than refresh-seconds-max"));
  }

  static Stream<Arguments> wrongYaml() {
    return Stream.of(
        arguments("caches: true\nthreads: 1\ncaches: true\n", 3, "set before, at line 1"),
        arguments("limits:\n  zones-max: 1\n  zones-max: 2\n", 3, "set before, at line 2"),
        arguments("", 1, "sets nothing"),
        arguments("# only\n# comments\n", 1, "sets nothing"),
        arguments("---\n", 1, "sets nothing"),
        arguments("- a\n- b\n", 1, "no list of names and values"),
        arguments("just words\n", 1, "no list of names and values"),
        arguments("caches: true\n---\ncaches: false\n", 3, "a second document"),
        arguments("caches: true\nlisten: [\n", 3, "it is no YAML"),
        arguments("caches: true\n\tthreads: 1\n", 2, "it is no YAML"),
        arguments("a: &x 1\nb: *x\n", 2, "an alias stands"));
  }

  @ParameterizedTest
  @MethodSource({"wrongTypes", "wrongValues", "wrongYaml"})
  void what_is_wrong_is_told_with_file_and_line_and_name_and_value(
      String text, int line, String message) throws IOException {
    Path file = file(text);
    assertThatThrownBy(() -> ConfigurationFile.read(file))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.kind()).isEqualTo(Problem.Kind.USAGE);
              assertThat(problem.remedy()).isNotEmpty();
            })
        .hasMessageStartingWith(file + ":" + line + ": ")
        .hasMessageContaining(message);
  }

  @Test
  void a_file_that_cannot_be_read_is_told_with_its_name() throws IOException {
    Path binary = Files.write(folder.resolve("binary"), new byte[] {'a', ':', (byte) 0xff});
    Path large = Files.writeString(folder.resolve("large"), "#".repeat((1 << 20) + 1));
    for (Path file : List.of(folder.resolve("absent"), folder, binary, large)) {
      assertThatThrownBy(() -> ConfigurationFile.read(file))
          .isInstanceOf(Problem.class)
          .hasMessageStartingWith(file + ":1: ");
    }
  }

  @Test
  void a_file_of_another_user_is_told_so() throws IOException {
    Path file = file("caches: true\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    if (Files.isReadable(file)) {
      // Root reads everything.
      assertThat(ConfigurationFile.read(file).queries().caches()).isTrue();
    } else {
      assertThatThrownBy(() -> ConfigurationFile.read(file))
          .hasMessageContaining("may not be read");
    }
  }

  /** The sample with every setting that stands in a comment taken out of it. */
  private static String uncommented() throws IOException {
    return Files.readString(SAMPLE).replaceAll("(?m)^#(?=[a-z]|  )", "");
  }

  @Test
  void the_sample_is_right_as_it_is_and_gives_the_defaults() throws IOException {
    Configuration sample = ConfigurationFile.read(SAMPLE);
    Configuration bare = read("data-dir: /var/lib/frontsigner\n");
    assertThat(sample.dataDirectory()).isEqualTo(Path.of("/var/lib/frontsigner"));
    assertThat(sample).usingRecursiveComparison().ignoringFields("file").isEqualTo(bare);
  }

  @Test
  void the_sample_has_every_setting_with_its_default() throws IOException {
    Configuration all = read(uncommented());
    Configuration bare = ConfigurationFile.read(SAMPLE);
    assertThat(all).usingRecursiveComparison().ignoringFields("file").isEqualTo(bare);
  }

  @Test
  void every_setting_that_can_be_set_is_in_the_sample_and_in_the_documentation()
      throws IOException {
    String sample = uncommented();
    String documentation = Files.readString(Path.of("docs/configuration.md"));
    List<String> names = ConfigurationFile.names();
    assertThat(names).hasSizeGreaterThan(50);
    for (String name : names) {
      String documented = name.startsWith("limits.") ? name.substring("limits.".length()) : name;
      String last = name.substring(name.lastIndexOf('.') + 1);
      assertThat(sample).containsPattern("(?m)^ *" + last + ":");
      if (!List.of("alarms", "database", "defaults", "http").contains(name)) {
        assertThat(documentation).contains("| `" + documented + "` |");
      }
    }
  }
}
