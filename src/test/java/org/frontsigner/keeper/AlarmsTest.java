package org.frontsigner.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.frontsigner.keeper.fixture.SetClock;
import org.frontsigner.wire.DomainName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class AlarmsTest {
  private static final Instant NOW = Instant.parse("2026-11-24T04:00:00Z");
  private static final DomainName ZONE = DomainName.parse("Example.ORG.");
  private static final AlarmId EXPIRED = AlarmId.of(AlarmKind.ZONE_EXPIRED, ZONE);
  private static final AlarmId DOWN = AlarmId.of(AlarmKind.TOKEN_DOWN, "token 'a'");

  private final SetClock clock = new SetClock(NOW);
  private final Alarms alarms = new Alarms(clock, 3);
  private final List<String> heard = new ArrayList<>();
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

  @BeforeEach
  void listen() {
    alarms.listen(
        new AlarmListener() {
          @Override
          public void raised(Alarm alarm) {
            heard.add("raised " + alarm.id().kind().text() + " " + alarm.text());
          }

          @Override
          public void cleared(Alarm alarm, Instant end) {
            heard.add("cleared " + alarm.id().kind().text() + " at " + end);
          }
        });
    logged.start();
    ((Logger) LoggerFactory.getLogger(Alarms.class)).setLevel(Level.INFO);
    ((Logger) LoggerFactory.getLogger(Alarms.class)).addAppender(logged);
  }

  @AfterEach
  void hush() {
    ((Logger) LoggerFactory.getLogger(Alarms.class)).detachAppender(logged);
    ((Logger) LoggerFactory.getLogger(Alarms.class)).setLevel(null);
  }

  private List<String> log(Level level) {
    return logged.list.stream()
        .filter(event -> event.getLevel().equals(level))
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  @Test
  void an_alarm_is_raised_once_and_cleared_once_however_often_it_is_said() {
    alarms.raise(EXPIRED, "one");
    clock.passSeconds(60);
    alarms.raise(AlarmId.of(AlarmKind.ZONE_EXPIRED, DomainName.parse("example.org.")), "two");
    assertThat(alarms.active()).hasSize(1);
    assertThat(alarms.active().get(0).since()).isEqualTo(NOW);
    assertThat(alarms.active().get(0).text()).isEqualTo("two");
    clock.passSeconds(60);
    alarms.clear(EXPIRED);
    alarms.clear(EXPIRED);
    assertThat(heard)
        .containsExactly("raised zone-expired one", "cleared zone-expired at " + clock.instant());
    assertThat(log(Level.ERROR)).containsExactly("ALARM: zone-expired: zone example.org: one");
    assertThat(log(Level.INFO)).containsExactly("alarm over: zone-expired: zone example.org: two");
    assertThat(alarms.active()).isEmpty();
    assertThat(alarms.count(AlarmKind.ZONE_EXPIRED)).isZero();
  }

  @Test
  void what_is_cleared_can_be_raised_again() {
    for (int i = 0; i < 2; i++) {
      alarms.set(DOWN, true, () -> "down");
      alarms.set(DOWN, false, () -> "up");
    }
    assertThat(heard).hasSize(4);
  }

  @Test
  void too_many_of_one_kind_are_counted_and_keep_no_other_kind_away() {
    for (int i = 0; i < 5; i++) {
      alarms.raise(
          AlarmId.of(AlarmKind.ZONE_REFRESH_FAILING, DomainName.parse("z" + i + ".")), "failing");
    }
    alarms.raise(EXPIRED, "expired");
    assertThat(alarms.count(AlarmKind.ZONE_REFRESH_FAILING)).isEqualTo(3);
    assertThat(alarms.isUp(EXPIRED)).isTrue();
    assertThat(alarms.omitted()).isEqualTo(2);
    assertThat(log(Level.ERROR)).filteredOn(line -> line.contains("limits.")).hasSize(1);
    alarms.clear(AlarmId.of(AlarmKind.ZONE_REFRESH_FAILING, DomainName.parse("z0.")));
    AlarmId last = AlarmId.of(AlarmKind.ZONE_REFRESH_FAILING, DomainName.parse("z4."));
    alarms.raise(last, "failing");
    assertThat(alarms.isUp(last)).isTrue();
  }

  @Test
  void one_that_is_over_by_itself_ends_when_its_time_has_passed_since_it_was_last_said() {
    alarms.raise(DOWN, "down", Duration.ofHours(1));
    clock.passSeconds(3000);
    alarms.raise(DOWN, "down", Duration.ofHours(1));
    clock.passSeconds(3599);
    alarms.endOverdue();
    assertThat(alarms.isUp(DOWN)).isTrue();
    clock.passSeconds(1);
    alarms.endOverdue();
    assertThat(alarms.isUp(DOWN)).isFalse();
  }

  @Test
  void a_zone_that_is_no_more_takes_its_alarms_along() {
    alarms.raise(EXPIRED, "expired");
    alarms.raise(AlarmId.of(AlarmKind.TRANSFER_REFUSED, ZONE, "secondary 192.0.2.1"), "refused");
    alarms.raise(AlarmId.of(AlarmKind.ZONE_EXPIRED, DomainName.parse("other.")), "expired");
    alarms.forget(ZONE);
    assertThat(alarms.active()).extracting(alarm -> alarm.id().zoneText()).containsExactly("other");
  }

  @Test
  void the_gravest_come_first() {
    alarms.raise(AlarmId.of(AlarmKind.CLOCK_JUMPED, "clock"), "jumped");
    alarms.raise(AlarmId.of(AlarmKind.ZONE_EXPIRED, DomainName.parse("b.")), "expired");
    alarms.raise(AlarmId.of(AlarmKind.ZONE_EXPIRED, DomainName.parse("a.")), "expired");
    assertThat(alarms.active())
        .extracting(alarm -> alarm.id().kind().text() + alarm.id().zoneText())
        .containsExactly("zone-expireda", "zone-expiredb", "clock-jumped");
  }

  @Test
  void a_text_of_a_primary_has_an_end() {
    alarms.raise(DOWN, "x".repeat(100_000));
    assertThat(alarms.active().get(0).text()).hasSizeLessThan(1100);
  }

  @Test
  void who_listens_late_hears_of_what_is_up() {
    alarms.raise(DOWN, "down");
    List<Alarm> late = new ArrayList<>();
    alarms.listen(
        new AlarmListener() {
          @Override
          public void raised(Alarm alarm) {
            late.add(alarm);
          }

          @Override
          public void cleared(Alarm alarm, Instant end) {
            late.remove(alarm);
          }
        });
    assertThat(late).isEqualTo(alarms.active());
    alarms.clear(DOWN);
    assertThat(late).isEmpty();
  }

  @Test
  void many_threads_raise_it_once() throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    for (int i = 0; i < 1000; i++) {
      pool.execute(() -> alarms.raise(DOWN, "down"));
    }
    pool.shutdown();
    assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    assertThat(heard).hasSize(1);
    assertThat(alarms.count(AlarmKind.TOKEN_DOWN)).isEqualTo(1);
  }

  @Test
  void names_of_kinds_are_what_monitoring_is_configured_with() {
    assertThat(Arrays.stream(AlarmKind.values()).map(AlarmKind::text))
        .containsExactly(
            "zone-refresh-failing",
            "zone-near-expiry",
            "zone-expired",
            "zone-not-served",
            "signatures-near-end",
            "signatures-expired",
            "signatures-held",
            "secondary-lagging",
            "transfer-refused",
            "clock-jumped",
            "clock-deviates",
            "key-missing",
            "token-down",
            "store-failing",
            "store-damaged",
            "webhook-failing");
  }

  @Test
  void every_kind_is_explained_to_operators() throws IOException {
    String page = Files.readString(Path.of("docs/alarms.md"));
    for (AlarmKind kind : AlarmKind.values()) {
      assertThat(page).contains("| `" + kind.text() + "` | " + kind.severity().text() + " |");
    }
  }
}
