package org.frontsigner.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.frontsigner.scenario.tool.Metrics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A row of the tables domains or zone_state that is none is one zone's trouble. */
class UnusableRowTest {
  private static final String SPOILED = "UPDATE domains SET master = 'nowhere' WHERE name = 'bad'";

  @TempDir private Path folder;
  private Path zone;

  @BeforeEach
  void write() throws IOException {
    zone =
        Files.writeString(
            folder.resolve("zone"),
            "@ 60 SOA a b 1 7200 3600 500000 300\n@ 60 NS a\na 60 A 192.0.2.1\n");
  }

  private InProcess withTwoZones() throws IOException, SQLException {
    InProcess daemon = InProcess.start(folder);
    for (String name : new String[] {"good", "bad"}) {
      daemon.good("load-zone", name, zone.toString());
      daemon.good("secure-zone", name);
    }
    return daemon;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UPDATE domains SET master = 'nowhere' WHERE name = 'bad' | nowhere",
        "UPDATE domains SET name = 'bad..name' WHERE name = 'bad' | bad..name",
        "UPDATE domains SET name = 'GOOD' WHERE name = 'bad' | GOOD",
        "UPDATE zone_state SET confirmed = 'never' WHERE domain_id = 2 | never"
      })
  void a_row_that_can_not_be_used_keeps_its_own_zone_out_alone(String statement, String why)
      throws IOException, SQLException {
    try (InProcess daemon = withTwoZones()) {
      assertThat(daemon.change(statement)).isOne();
    }
    try (InProcess daemon = InProcess.start(folder)) {
      assertThat(daemon.good("list-all-zones").strip()).isEqualTo("good");
      assertThat(daemon.good("check-zone", "good")).contains(" 0 errors");
      assertThat(daemon.run("rediscover").err()).contains(why);
      assertThat(unusable(daemon)).isOne();
      assertThat(daemon.sql("SELECT name FROM domains")).hasSize(2);
      assertThat(daemon.sql("SELECT domain_id FROM cryptokeys")).hasSize(2);
    }
  }

  @Test
  void a_zone_whose_row_was_spoiled_is_served_as_it_was_and_loses_nothing()
      throws IOException, SQLException {
    try (InProcess daemon = withTwoZones()) {
      daemon.change(SPOILED);
      assertThat(daemon.run("rediscover").err()).contains("zone bad: ", "nowhere");
      assertThat(daemon.good("list-all-zones").split("\\s+")).containsExactly("bad", "good");
      assertThat(daemon.good("check-zone", "good")).contains(" 0 errors");
      assertThat(daemon.sql("SELECT domain_id FROM cryptokeys")).hasSize(2);
      assertThat(unusable(daemon)).isOne();
      daemon.change("UPDATE domains SET master = NULL WHERE name = 'bad'");
      assertThat(daemon.run("rediscover").err()).doesNotContain("bad");
      assertThat(unusable(daemon)).isZero();
    }
  }

  @Test
  void a_verb_for_a_zone_that_is_kept_out_says_why_and_the_zone_comes_back_when_its_row_is_right()
      throws IOException, SQLException {
    try (InProcess daemon = withTwoZones()) {
      daemon.change(SPOILED);
    }
    try (InProcess daemon = InProcess.start(folder)) {
      InProcess.Result refused = daemon.run("rectify-zone", "bad");
      assertThat(refused.exit()).isEqualTo(1);
      assertThat(refused.err()).contains("zone bad: its row in the table domains", "nowhere");
      assertThat(daemon.run("create-zone", "bad").exit()).isEqualTo(1);
      daemon.change("UPDATE domains SET master = NULL WHERE name = 'bad'");
      assertThat(daemon.good("rediscover")).contains("1 new: bad");
      assertThat(daemon.good("check-zone", "bad")).contains(" 0 errors");
    }
  }

  private static double unusable(InProcess daemon) {
    return Metrics.at(daemon.http()).value("zones_unusable");
  }
}
