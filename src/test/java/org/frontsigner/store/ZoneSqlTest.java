package org.frontsigner.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.frontsigner.signing.Nsec3Parameters;
import org.frontsigner.store.ZoneSql.SqlKind;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RrType;
import org.frontsigner.zone.BuildResult;
import org.frontsigner.zone.IntakePolicy;
import org.frontsigner.zone.RecordList;
import org.frontsigner.zone.ZoneBuilder;
import org.junit.jupiter.api.Test;

class ZoneSqlTest {
  private static final DomainName APEX = DomainName.parse("example.org.");

  private static byte[] rdata(int type, String text) {
    return org.frontsigner.bridge.Records.rdata(type, text, APEX);
  }

  private static ZoneBuilder builder() {
    ZoneBuilder builder = new ZoneBuilder(APEX, IntakePolicy.DEFAULT);
    builder.add(APEX, RrType.SOA, 60, rdata(RrType.SOA, "ns hm 1 2 3 4 5"));
    builder.add(APEX, RrType.NS, 60, rdata(RrType.NS, "ns"));
    return builder;
  }

  private static List<String> sql(ZoneBuilder builder, ZoneSql.Form form) {
    List<String> lines = new ArrayList<>();
    BuildResult.Built built = (BuildResult.Built) builder.build();
    new ZoneSql(form, lines::add).zone(built.zone(), RecordList.EMPTY);
    return lines;
  }

  private static String quotes(SqlKind kind) {
    ZoneBuilder builder = builder();
    builder.add(APEX.child("t"), RrType.TXT, 60, rdata(RrType.TXT, "\"it's \\\\ \\\" \\000\""));
    List<String> lines = sql(builder, new ZoneSql.Form(kind, false, false, Optional.empty()));
    return lines.get(lines.size() - 1).replaceFirst(".*'TXT', (.*), 60, 0.*", "$1");
  }

  @Test
  void each_database_gets_quotes_and_backslashes_as_it_reads_them() {
    assertThat(quotes(SqlKind.SQLITE)).isEqualTo("'\"it''s \\\\ \\\" \\000\"'");
    assertThat(quotes(SqlKind.POSTGRESQL)).isEqualTo("E'\"it''s \\\\\\\\ \\\\\" \\\\000\"'");
    assertThat(quotes(SqlKind.MYSQL)).isEqualTo("'\"it''s \\\\\\\\ \\\\\" \\\\000\"'");
  }

  @Test
  void order_and_empty_non_terminals_are_written_for_dnssec_alone() {
    ZoneBuilder builder = builder();
    builder.add(APEX.child("b").child("a"), RrType.A, 60, new byte[4]);
    builder.add(APEX.child("cut"), RrType.NS, 60, rdata(RrType.NS, "x.cut"));
    List<String> lines =
        sql(builder, new ZoneSql.Form(SqlKind.POSTGRESQL, true, true, Optional.empty()));
    String tail = " FROM domains WHERE name = 'example.org';";
    String head = "INSERT INTO records (domain_id, name, type, content, ttl, prio, disabled";
    assertThat(lines)
        .startsWith("BEGIN;", "INSERT INTO domains (name, type) VALUES ('example.org', 'NATIVE');")
        .endsWith("COMMIT;")
        .contains(
            head
                + ", ordername, auth) SELECT id, 'b.example.org', NULL, NULL, NULL, NULL, FALSE, NULL,"
                + " TRUE"
                + tail,
            head
                + ", ordername, auth) SELECT id, 'cut.example.org', 'NS', 'x.cut.example.org', 60, 0,"
                + " FALSE, 'cut', FALSE"
                + tail);
    ZoneBuilder same = builder();
    same.add(APEX.child("b").child("a"), RrType.A, 60, new byte[4]);
    List<String> plain =
        sql(same, new ZoneSql.Form(SqlKind.SQLITE, false, false, Optional.empty()));
    assertThat(plain).hasSize(4).noneMatch(line -> line.contains("ordername"));
    assertThat(plain.get(3))
        .isEqualTo(head + ") SELECT id, 'a.b.example.org', 'A', '0.0.0.0', 60, 0, 0" + tail);
  }

  @Test
  void with_nsec3_the_order_is_the_hash() {
    Nsec3Parameters parameters = Nsec3Parameters.parse("1 0 12 aabbccdd");
    DomainName apex = DomainName.parse("example.");
    ZoneBuilder builder = new ZoneBuilder(apex, IntakePolicy.DEFAULT);
    builder.add(apex, RrType.SOA, 60, rdata(RrType.SOA, "ns hm 1 2 3 4 5"));
    builder.add(apex, RrType.NS, 60, rdata(RrType.NS, "ns"));
    List<String> lines =
        sql(builder, new ZoneSql.Form(SqlKind.SQLITE, false, true, Optional.of(parameters)));
    // RFC 5155, appendix A.
    assertThat(lines.get(1)).contains("'0p9mhaveqvm6t7vbl5lop2u3t2rp3tom', 1 FROM");
  }

  @Property(tries = 300)
  void any_octets_in_names_and_texts_reach_the_database_as_they_are(
      @ForAll @Size(min = 1, max = 40) byte[] octets) throws SQLException {
    byte[] text = new byte[octets.length + 1];
    text[0] = (byte) octets.length;
    System.arraycopy(octets, 0, text, 1, octets.length);
    ZoneBuilder builder = builder();
    builder.add(APEX.child(octets), RrType.TXT, 60, text);
    List<String> lines =
        sql(builder, new ZoneSql.Form(SqlKind.SQLITE, false, true, Optional.empty()));
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("CREATE TABLE domains (id INTEGER PRIMARY KEY, name, type)");
      statement.executeUpdate(
          "CREATE TABLE records (domain_id, name, type, content, ttl, prio, disabled, ordername,"
              + " auth)");
      for (String line : lines) {
        assertThat(statement.executeUpdate(line)).isEqualTo(1);
      }
      try (ResultSet rows =
          statement.executeQuery("SELECT name, content FROM records WHERE type = 'TXT'")) {
        assertThat(rows.next()).isTrue();
        assertThat(DomainName.parse(rows.getString(1))).isEqualTo(APEX.child(octets).lowerCase());
        assertThat(rdata(RrType.TXT, rows.getString(2))).isEqualTo(text);
      }
    }
  }
}
