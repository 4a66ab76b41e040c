package org.frontsigner.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import java.util.TimeZone;
import org.frontsigner.signing.SigningWindow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quartz.CronExpression;
import org.quartz.SchedulerException;

class TimetableTest {
  private final TimeZone usual = TimeZone.getDefault();
  private final Clocks clocks = new Clocks();
  private Timetable timetable;

  @BeforeEach
  void beFarFromGreenwich() {
    TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
  }

  @AfterEach
  void comeHome() throws Exception {
    TimeZone.setDefault(usual);
    if (timetable != null) {
      timetable.close();
    }
  }

  private Timetable timetable(Duration ahead) throws SchedulerException {
    Turnovers turnovers = new Turnovers(clocks, ahead, new Recorder());
    Drain drain = new Drain(new DueQueue(), new DueQueue(), clocks, new Recorder(), Runnable::run);
    Beat beat = new Beat(clocks);
    timetable =
        new Timetable(
            Set.of(
                new DueJob(drain, beat),
                new TurnoverJob(turnovers),
                new PrepareJob(turnovers),
                new PulseJob(turnovers, beat)),
            ahead);
    return timetable;
  }

  @ParameterizedTest
  @ValueSource(strings = {"Pacific/Kiritimati", "Pacific/Niue", "Europe/Berlin", "UTC"})
  void the_turnover_is_on_thursday_in_utc_wherever_the_machine_is(String zone)
      throws SchedulerException {
    TimeZone.setDefault(TimeZone.getTimeZone(zone));
    Instant now = Instant.now();
    Instant fires = timetable(Duration.ofHours(12)).nextFire(TurnoverJob.class).toInstant();
    assertThat(fires)
        .isIn(
            SigningWindow.turnoverAfter(now),
            SigningWindow.turnoverAfter(now.plus(Duration.ofMinutes(1))));
  }

  @Test
  void it_is_made_ready_so_long_before() throws SchedulerException {
    Duration ahead = Duration.ofSeconds(3 * 86_400 + 3661);
    Instant fires = timetable(ahead).nextFire(PrepareJob.class).toInstant();
    assertThat(fires.plus(ahead)).isEqualTo(SigningWindow.weekOf(fires.plus(ahead)));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 2026-11-26T00:00:00Z",
    "1, 2026-11-25T23:59:59Z",
    "43200, 2026-11-25T12:00:00Z",
    "86400, 2026-11-25T00:00:00Z",
    "86401, 2026-11-24T23:59:59Z",
    "604799, 2026-11-26T00:00:01Z",
    "604800, 2026-11-26T00:00:00Z"
  })
  void any_time_ahead_has_its_moment_of_the_week(long aheadSeconds, Instant next)
      throws ParseException {
    CronExpression cron =
        new CronExpression(Timetable.prepareCron(Duration.ofSeconds(aheadSeconds)));
    cron.setTimeZone(TimeZone.getTimeZone("UTC"));
    assertThat(cron.getNextValidTimeAfter(Date.from(Clocks.TUESDAY)).toInstant()).isEqualTo(next);
  }

  @Test
  void planning_anew_keeps_one_trigger_for_each_job() throws SchedulerException {
    Timetable planned = timetable(Duration.ofHours(1));
    Date turnover = planned.nextFire(TurnoverJob.class);
    planned.schedule();
    planned.schedule();
    assertThat(planned.nextFire(TurnoverJob.class)).isEqualTo(turnover);
    assertThat(planned.nextFire(DueJob.class)).isNotNull();
    assertThat(planned.triggerCount()).isEqualTo(4);
  }
}
