package org.frontsigner.http.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.frontsigner.keeper.Alarm;
import org.frontsigner.keeper.AlarmId;
import org.frontsigner.keeper.AlarmKind;
import org.junit.jupiter.api.Test;

class NoticesTest {
  private static final Instant NOW = Instant.parse("2026-11-24T04:00:00Z");

  private final Notices notices = new Notices();

  private static Alarm alarm(AlarmKind kind, int number) {
    AlarmId id = AlarmId.of(kind, "peer " + number);
    return new Alarm(id, "text", NOW, Optional.empty());
  }

  private static Alarm alarm(int number) {
    return alarm(AlarmKind.TOKEN_DOWN, number);
  }

  @Test
  void an_alarm_that_came_and_went_before_it_was_told_is_one_notice() {
    for (int i = 0; i < 1000; i++) {
      notices.raised(alarm(1));
      notices.cleared(alarm(1), NOW);
    }
    assertThat(notices.batch()).containsExactly(new Notice(alarm(1), Optional.of(NOW)));
    assertThat(notices.size()).isEqualTo(1);
  }

  @Test
  void what_is_over_is_dropped_after_an_hour_and_what_is_up_never() {
    notices.raised(alarm(1));
    notices.raised(alarm(2));
    notices.cleared(alarm(2), NOW);
    notices.dropOld(NOW.plus(Notices.RESOLVED_TIME));
    assertThat(notices.size()).isEqualTo(2);
    notices.dropOld(NOW.plus(Notices.RESOLVED_TIME).plusSeconds(1));
    assertThat(notices.batch()).containsExactly(new Notice(alarm(1), Optional.empty()));
    assertThat(notices.dropped()).isEqualTo(1);
  }

  @Test
  void of_too_much_that_is_over_the_oldest_goes_and_nothing_that_is_up() {
    notices.raised(alarm(AlarmKind.ZONE_EXPIRED, -1));
    for (int i = 0; i < Notices.RESOLVED_MAX + 10; i++) {
      notices.cleared(alarm(i), NOW);
    }
    assertThat(notices.size()).isEqualTo(Notices.RESOLVED_MAX + 1);
    assertThat(notices.dropped()).isEqualTo(10);
    assertThat(notices.batch())
        .containsExactly(new Notice(alarm(AlarmKind.ZONE_EXPIRED, -1), Optional.empty()));
  }

  @Test
  void a_batch_is_of_one_kind_and_of_bounded_size() {
    notices.raised(alarm(AlarmKind.CLOCK_JUMPED, 0));
    for (int i = 0; i < Notices.BATCH_MAX + 1; i++) {
      notices.raised(alarm(i));
    }
    List<Notice> first = notices.batch();
    assertThat(first).hasSize(1);
    notices.told(first);
    List<Notice> second = notices.batch();
    assertThat(second).hasSize(Notices.BATCH_MAX);
    notices.told(second);
    assertThat(notices.batch()).hasSize(1);
  }

  @Test
  void what_came_while_it_was_told_is_still_to_be() {
    notices.raised(alarm(1));
    List<Notice> batch = notices.batch();
    notices.cleared(alarm(1), NOW);
    notices.told(batch);
    assertThat(notices.batch()).containsExactly(new Notice(alarm(1), Optional.of(NOW)));
  }

  @Test
  void a_batch_that_was_refused_lets_others_go_first() {
    notices.raised(alarm(1));
    notices.raised(alarm(AlarmKind.CLOCK_JUMPED, 2));
    notices.refused(notices.batch());
    assertThat(notices.batch().get(0).alarm()).isEqualTo(alarm(AlarmKind.CLOCK_JUMPED, 2));
    assertThat(notices.size()).isEqualTo(2);
  }

  @Test
  void repeating_adds_what_is_up_and_takes_nothing_away() {
    notices.cleared(alarm(1), NOW);
    notices.repeat(List.of(alarm(1), alarm(2)));
    assertThat(notices.batch())
        .containsExactly(
            new Notice(alarm(1), Optional.of(NOW)), new Notice(alarm(2), Optional.empty()));
  }
}
