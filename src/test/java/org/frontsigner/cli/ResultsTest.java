package org.frontsigner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.frontsigner.api.AlarmView;
import org.frontsigner.api.AlgorithmView;
import org.frontsigner.api.CheckReport;
import org.frontsigner.api.CheckReport.Finding;
import org.frontsigner.api.CheckReport.Finding.Severity;
import org.frontsigner.api.Done;
import org.frontsigner.api.DsView;
import org.frontsigner.api.ExportedKey;
import org.frontsigner.api.HashedName;
import org.frontsigner.api.KeyAdded;
import org.frontsigner.api.KeyView;
import org.frontsigner.api.Metadatum;
import org.frontsigner.api.Notified;
import org.frontsigner.api.Purged;
import org.frontsigner.api.RecordingAdmin;
import org.frontsigner.api.Rediscovered;
import org.frontsigner.api.Retrieved;
import org.frontsigner.api.SecondaryStatus;
import org.frontsigner.api.SerialLedger;
import org.frontsigner.api.TsigKeyView;
import org.frontsigner.api.TsigSide;
import org.frontsigner.api.ZoneLine;
import org.frontsigner.api.ZoneRecords;
import org.frontsigner.api.ZoneStatus;
import org.junit.jupiter.api.Test;

/** What verbs print, and what they end with. */
class ResultsTest {
  private static final KeyView KSK =
      new KeyView(
          "example.org.",
          1,
          "CSK",
          257,
          12345,
          13,
          "ECDSAP256SHA256",
          256,
          true,
          true,
          "257 3 13 AAAA",
          List.of(
              new DsView(2, "SHA256", true, "12345 13 2 aa"),
              new DsView(4, "SHA384", true, "12345 13 4 bb")));
  private static final KeyView ZSK =
      new KeyView(
          "example.org.",
          22,
          "ZSK",
          256,
          7,
          8,
          "RSASHA256",
          2048,
          false,
          false,
          "256 3 8 BBBB",
          List.of());

  private static Console answering(Object result) {
    return new Console(new RecordingAdmin(method -> result).admin());
  }

  @Test
  void a_change_says_what_is_done_and_warns_beside_it() {
    Console console = answering(new Done("Zone example.org. is made", List.of("It has no key")));
    assertThat(console.run("create-zone", "example.org")).isZero();
    assertThat(console.out()).isEqualTo("Zone example.org. is made\n");
    assertThat(console.err()).isEqualTo("Warning: It has no key\n");
  }

  @Test
  void a_new_key_is_its_id_alone_on_standard_output() {
    Console console =
        answering(new KeyAdded("example.org.", 42, 12345, List.of("It is short"), List.of()));
    assertThat(console.run("add-zone-key", "example.org")).isZero();
    assertThat(console.out()).isEqualTo("42\n");
    assertThat(console.err())
        .isEqualTo("Added key 42 with tag 12345 to example.org.\nWarning: It is short\n");
  }

  @Test
  void show_zone_has_the_lines_that_readers_of_pdnssec_know() {
    Console console = answering(status());
    assertThat(console.run("show-zone", "example.org")).isZero();
    assertThat(console.out())
        .isEqualTo(
            """
            This is a Slave zone
            Mode: front-signed, pulled unsigned and signed here
            Primary: 192.0.2.1:5300, TSIG key in., good, last answer 2026-01-01T00:00:00Z
            Primary: 192.0.2.2, failing: it refused
            Last time we got update from primary: 2026-01-01T00:00:00Z
            Next check: 2026-01-01T01:00:00Z
            Expires: 2026-01-08T00:00:00Z
            Serial of the primary: 5, served: 2932 (SOA-EDIT INCREMENT-WEEKS)
            Zone has following allowed TSIG key(s): out.
            Zone uses following TSIG key(s): in.
            TSIG key: in. signs what we ask primary 192.0.2.1:5300
            TSIG key: out. lets secondary pull
            Secondary: 192.0.2.9, TSIG key out., acknowledged of serial 2932 at 2026-01-01T00:00:01Z
            Secondary: 192.0.2.10
            Zone is actively secured
            Signatures are valid from 2025-12-25T00:00:00Z to 2026-01-15T00:00:00Z, next turnover: 2026-01-08T00:00:00Z
            Metadata items:
            \tALSO-NOTIFY\t192.0.2.9
            \tALSO-NOTIFY\t192.0.2.10
            Zone has NARROW hashed NSEC3 semantics, configuration: 1 0 0 -
            keys:
            ID = 1 (CSK), flags = 257, tag = 12345, algo = 13, bits = 256\t  Active\t Published  ( ECDSAP256SHA256 )
            CSK DNSKEY = example.org. IN DNSKEY 257 3 13 AAAA ; ( ECDSAP256SHA256 )
            DS = example.org. IN DS 12345 13 2 aa ; ( SHA256 digest )
            DS = example.org. IN DS 12345 13 4 bb ; ( SHA384 digest )
            ID = 22 (ZSK), flags = 256, tag = 7, algo = 8, bits = 2048\tInactive\t Unpublished  ( RSASHA256 )
            ZSK DNSKEY = example.org. IN DNSKEY 256 3 8 BBBB ; ( RSASHA256 )
            """);
  }

  private static ZoneStatus status() {
    Instant start = Instant.parse("2026-01-01T00:00:00.123Z");
    return new ZoneStatus(
        "example.org.",
        "slave",
        ZoneStatus.Mode.SIGNED,
        List.of(
            new ZoneStatus.PrimaryView(
                "192.0.2.1:5300",
                Optional.of("in."),
                ZoneStatus.Health.GOOD,
                Optional.of(start),
                Optional.empty()),
            new ZoneStatus.PrimaryView(
                "192.0.2.2",
                Optional.empty(),
                ZoneStatus.Health.FAILING,
                Optional.empty(),
                Optional.of("it refused"))),
        Optional.of(
            new ZoneStatus.TransferView(
                Optional.of(start),
                Optional.of(start.plusSeconds(3600)),
                Optional.of(start.plusSeconds(7 * 86_400)),
                false)),
        new ZoneStatus.SerialView(OptionalLong.of(5), OptionalLong.of(2932), "INCREMENT-WEEKS"),
        new ZoneStatus.DenialView("nsec3-narrow", "1 0 0 -"),
        Optional.of(
            new ZoneStatus.WindowView(
                start.minusSeconds(7 * 86_400),
                start.plusSeconds(14 * 86_400),
                Optional.of(start.plusSeconds(7 * 86_400)))),
        List.of(KSK, ZSK),
        List.of(
            new ZoneStatus.TsigUse("in.", TsigSide.SECONDARY, Optional.of("192.0.2.1:5300")),
            new ZoneStatus.TsigUse("out.", TsigSide.PRIMARY, Optional.empty())),
        List.of(
            new ZoneStatus.SecondaryView(
                "192.0.2.9",
                Optional.of("out."),
                Optional.of("ACKNOWLEDGED"),
                OptionalLong.of(2932),
                Optional.of(start.plusSeconds(1))),
            new ZoneStatus.SecondaryView(
                "192.0.2.10",
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty())),
        List.of(new Metadatum("ALSO-NOTIFY", List.of("192.0.2.9", "192.0.2.10"))),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void show_zone_of_a_zone_that_was_never_pulled_says_so() {
    ZoneStatus bare =
        new ZoneStatus(
            "example.org.",
            "slave",
            ZoneStatus.Mode.UNSIGNED,
            List.of(),
            Optional.of(
                new ZoneStatus.TransferView(
                    Optional.empty(), Optional.empty(), Optional.empty(), false)),
            new ZoneStatus.SerialView(OptionalLong.empty(), OptionalLong.empty(), "NONE"),
            new ZoneStatus.DenialView("nsec", ""),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty());
    Console console = answering(bare);
    assertThat(console.run("show-zone", "example.org")).isZero();
    assertThat(console.out())
        .isEqualTo(
            """
            This is a Slave zone
            Mode: unsigned, served as it is pulled
            Last time we got update from primary: Never
            Serial of the primary: none, served: none (SOA-EDIT NONE)
            Zone is not actively secured
            Metadata items: None
            Zone has NSEC semantics
            No keys for zone 'example.org.'
            """);
  }

  @Test
  void an_expired_zone_is_shown_as_one() {
    ZoneStatus status = status();
    ZoneStatus expired =
        new ZoneStatus(
            status.zone(),
            status.kind(),
            ZoneStatus.Mode.PRESIGNED,
            List.of(),
            Optional.of(
                new ZoneStatus.TransferView(
                    Optional.empty(), Optional.empty(), Optional.of(Instant.EPOCH), true)),
            status.serials(),
            new ZoneStatus.DenialView("nsec3-optout", "1 1 0 -"),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty());
    Console console = answering(expired);
    assertThat(console.run("show-zone", "example.org")).isZero();
    assertThat(console.out())
        .contains(
            "EXPIRED: 1970-01-01T00:00:00Z\n",
            "Zone is presigned\n",
            "Zone has hashed NSEC3 semantics, configuration: 1 1 0 -\n");
  }

  @Test
  void keys_are_exported_as_records() {
    Console one = answering(KSK);
    assertThat(one.run("export-zone-dnskey", "example.org", "1")).isZero();
    assertThat(one.out())
        .isEqualTo(
            """
            example.org. IN DNSKEY 257 3 13 AAAA
            example.org. IN DS 12345 13 2 aa ; ( SHA256 digest )
            example.org. IN DS 12345 13 4 bb ; ( SHA384 digest )
            """);
    Console all = answering(List.of(KSK));
    assertThat(all.run("export-zone-ds", "example.org")).isZero();
    assertThat(all.out())
        .isEqualTo(
            """
            example.org. IN DS 12345 13 2 aa ; ( SHA256 digest )
            example.org. IN DS 12345 13 4 bb ; ( SHA384 digest )
            """);
  }

  @Test
  void keys_are_listed_as_a_table() {
    Console console = answering(List.of(KSK, ZSK));
    assertThat(console.run("list-keys")).isZero();
    assertThat(console.out().lines().map(String::stripTrailing).toList())
        .containsExactly(
            "Zone                          Type Act Pub Size    Algorithm       ID   Location"
                + "    Keytag",
            "-".repeat(90),
            "example.org                   CSK  Act Pub 256     ECDSAP256SHA256 1    cryptokeys"
                + "  12345",
            "example.org                   ZSK          2048    RSASHA256       22   cryptokeys"
                + "  7");
  }

  @Test
  void a_private_key_is_printed_as_its_file() {
    Console console =
        answering(new ExportedKey("example.org.", 1, "Private-key-format: v1.2\nX\n"));
    assertThat(console.run("export-zone-key", "example.org", "1")).isZero();
    assertThat(console.out()).isEqualTo("Private-key-format: v1.2\nX\n");
  }

  @Test
  void zones_are_listed_by_name() {
    Console console =
        answering(
            List.of(
                new ZoneLine(".", "native", false, OptionalLong.empty(), OptionalLong.empty()),
                new ZoneLine(
                    "example.org.", "slave", true, OptionalLong.of(1), OptionalLong.of(2))));
    assertThat(console.run("list-all-zones")).isZero();
    assertThat(console.out()).isEqualTo(".\nexample.org\n");
  }

  @Test
  void the_records_of_a_zone_make_a_master_file() {
    Console console =
        answering(new ZoneRecords("example.org.", 1, List.of("example.org.\t60\tIN\tSOA\t…")));
    assertThat(console.run("list-zone", "example.org")).isZero();
    assertThat(console.out()).isEqualTo("$ORIGIN .\nexample.org.\t60\tIN\tSOA\t…\n");
  }

  @Test
  void errors_in_a_zone_make_the_check_fail_and_warnings_do_not() {
    Finding error = new Finding(Severity.ERROR, "a.example.org.", "CNAME", "It has company");
    Finding warning = new Finding(Severity.WARNING, "example.org.", "", "No DS is at the parent");
    Console bad = answering(new CheckReport("example.org.", 9, List.of(error, warning)));
    assertThat(bad.run("check-zone", "example.org")).isEqualTo(1);
    assertThat(bad.out())
        .isEqualTo(
            """
            [Error] a.example.org. CNAME: It has company
            [Warning] example.org.: No DS is at the parent
            Checked 9 records of 'example.org', 1 errors, 1 warnings.
            """);
    Console good = answering(new CheckReport("example.org.", 9, List.of(warning)));
    assertThat(good.run("check-zone", "example.org")).isZero();
    Console json = answering(new CheckReport("example.org.", 9, List.of(error)));
    assertThat(json.run("check-zone", "example.org", "--json")).isEqualTo(1);
  }

  @Test
  void each_served_serial_has_its_reason() {
    Instant when = Instant.parse("2026-11-26T00:00:00Z");
    SerialLedger ledger =
        new SerialLedger(
            "example.org.",
            false,
            List.of(
                new SerialLedger.Line(
                    when, "turnover", "the window", "the rule", 7, 2976, when, List.of(1, 22)),
                new SerialLedger.Line(when, "content", "", "", 7, 7, Instant.EPOCH, List.of())));
    Console console = answering(ledger);
    assertThat(console.run("why-serial", "example.org")).isZero();
    assertThat(console.out())
        .isEqualTo(
            """
            example.org. does not exist any more; its ledger is kept
            2976  2026-11-26T00:00:00Z  turnover  primary 7  signed from 2026-11-26T00:00:00Z by 1 22
                the window
                the rule
            7  2026-11-26T00:00:00Z  content  primary 7  not signed here
            """);
  }

  @Test
  void a_pull_tells_what_came_and_from_where() {
    Console whole =
        answering(new Retrieved("example.org.", "192.0.2.1", Retrieved.How.AXFR, 5, 2932));
    assertThat(whole.run("retrieve", "example.org")).isZero();
    assertThat(whole.out())
        .isEqualTo("Retrieved example.org. from 192.0.2.1 by AXFR: serial 5, served as 2932\n");
    Console same =
        answering(new Retrieved("example.org.", "192.0.2.1", Retrieved.How.UNCHANGED, 5, 2932));
    assertThat(same.run("retrieve", "example.org")).isZero();
    assertThat(same.out())
        .isEqualTo("example.org. is unchanged at 192.0.2.1: serial 5, served as 2932\n");
  }

  @Test
  void what_others_wrote_is_told_by_kind_and_troubles_fail() {
    Console good =
        answering(
            new Rediscovered(List.of("a.example", "b.example"), List.of(), List.of(), List.of()));
    assertThat(good.run("rediscover")).isZero();
    assertThat(good.out()).isEqualTo("2 new: a.example b.example\n0 changed\n0 gone\n");
    Console bad =
        answering(
            new Rediscovered(
                List.of(), List.of(), List.of(), List.of("zone c.example: row 7 can't be taken")));
    assertThat(bad.run("rediscover")).isEqualTo(1);
    assertThat(bad.err()).contains("zone c.example: row 7 can't be taken");
  }

  @Test
  void alarms_have_a_line_each_and_none_is_good() {
    Console none = answering(List.of());
    assertThat(none.run("alarms")).isZero();
    assertThat(none.out()).isEmpty();
    assertThat(none.err()).contains("There are no alarms");
    Instant since = Instant.parse("2026-11-24T04:00:00.123Z");
    Console some =
        answering(
            List.of(
                new AlarmView("zone-expired", "critical", "example.org", "", since, "do this"),
                new AlarmView("token-down", "critical", "", "token 'a'", since, "do that")));
    assertThat(some.run("alarms")).isEqualTo(1);
    assertThat(some.out())
        .isEqualTo(
            "critical zone-expired example.org 2026-11-24T04:00:00Z do this\n"
                + "critical token-down - 2026-11-24T04:00:00Z token 'a': do that\n");
  }

  @Test
  void short_results_stand_alone_on_a_line() {
    Console hashed = answering(new HashedName("example.org.", "a.example.org.", "1 0 0 -", "abc"));
    assertThat(hashed.run("hash-zone-record", "example.org", "a")).isZero();
    assertThat(hashed.out()).isEqualTo("abc\n");
    Console purged = answering(new Purged(17));
    assertThat(purged.run("purge")).isZero();
    assertThat(purged.out()).isEqualTo("17\n");
    Console told = answering(new Notified("example.org.", 3, List.of("192.0.2.1", "::1")));
    assertThat(told.run("notify", "example.org")).isZero();
    assertThat(told.out()).isEqualTo("Telling 192.0.2.1, ::1 of serial 3 of example.org.\n");
  }

  private static SecondaryStatus secondary(SecondaryStatus.State state, String reason) {
    Instant when = Instant.parse("2026-11-24T04:05:06.789Z");
    boolean good = reason.isEmpty();
    return new SecondaryStatus(
        "example.org.",
        "192.0.2.9:53",
        Optional.of("out."),
        state,
        good ? Optional.empty() : Optional.of(when),
        Optional.of(
            new SecondaryStatus.NotifyView(
                7,
                when,
                good ? "ACKNOWLEDGED" : "REFUSED",
                good ? Optional.empty() : Optional.of("NOTAUTH"),
                1)),
        good
            ? Optional.of(new SecondaryStatus.ServesView(7, Optional.of(when), when))
            : Optional.empty(),
        good ? Optional.empty() : Optional.of(reason));
  }

  @Test
  void secondaries_are_shown_with_what_they_were_told_and_what_they_serve() {
    Console shown =
        answering(
            List.of(
                secondary(SecondaryStatus.State.CURRENT, ""),
                secondary(SecondaryStatus.State.NOT_ANSWERING, "it refuses")));
    assertThat(shown.run("secondaries", "example.org")).isZero();
    assertThat(shown.out())
        .isEqualTo(
            """
            example.org. 192.0.2.9:53: CURRENT
              TSIG key: out.
              NOTIFY: serial 7 acknowledged at 2026-11-24T04:05:06Z, attempts: 1
              Serves: serial 7, signatures until 2026-11-24T04:05:06Z, seen at 2026-11-24T04:05:06Z
            example.org. 192.0.2.9:53: NOT ANSWERING since 2026-11-24T04:05:06Z
              TSIG key: out.
              NOTIFY: serial 7 refused with NOTAUTH at 2026-11-24T04:05:06Z, attempts: 1
              Serves: not seen yet
              Reason: it refuses
            """);
    Console none = answering(List.of());
    assertThat(none.run("secondaries")).isZero();
    assertThat(none.out()).isEqualTo("No secondary lags\n");
  }

  @Test
  void settings_and_tsig_keys_are_printed_as_pdnssec_does() {
    Console settings =
        answering(
            List.of(new Metadatum("IXFR", List.of()), new Metadatum("X-A", List.of("b", "c"))));
    assertThat(settings.run("get-meta", "example.org", "ixfr", "x-a")).isZero();
    assertThat(settings.out()).isEqualTo("Metadata for 'example.org'\nIXFR = \nX-A = b, c\n");
    TsigKeyView key = new TsigKeyView("k.", "hmac-sha256", "Zm9v");
    Console made = answering(key);
    assertThat(made.run("generate-tsig-key", "k", "hmac-sha256")).isZero();
    assertThat(made.out()).isEqualTo("Create new TSIG key k. hmac-sha256 Zm9v\n");
    Console listed = answering(List.of(key));
    assertThat(listed.run("list-tsig-keys")).isZero();
    assertThat(listed.out()).isEqualTo("k. hmac-sha256. Zm9v\n");
  }

  @Test
  void algorithms_are_listed_by_number_and_name() {
    Console console =
        answering(List.of(new AlgorithmView(5, "RSASHA1", "rsasha1", 2048, "BC", true)));
    assertThat(console.run("list-algorithms")).isZero();
    assertThat(console.out())
        .contains("\n5 - RSASHA1 (rsasha1), 2048 bits, signed by BC; not for new zones\n");
  }
}
