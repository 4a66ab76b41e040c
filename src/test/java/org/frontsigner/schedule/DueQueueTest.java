package org.frontsigner.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.frontsigner.wire.DomainName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DueQueueTest {
  private static final long NEVER = Long.MAX_VALUE / 2;

  private final DueQueue queue = new DueQueue();

  private static DomainName zone(int number) {
    return DomainName.parse("z" + number + ".example.");
  }

  @Test
  void the_earliest_comes_first_and_nothing_comes_before_its_time() {
    queue.put(zone(1), 30);
    queue.put(zone(2), 10);
    queue.put(zone(3), 20);
    assertThat(queue.takeDue(9, NEVER)).isEmpty();
    assertThat(queue.takeDue(25, NEVER)).contains(zone(2));
    assertThat(queue.takeDue(25, NEVER)).contains(zone(3));
    assertThat(queue.takeDue(25, NEVER)).isEmpty();
    assertThat(queue.takeDue(30, NEVER)).contains(zone(1));
  }

  @Test
  void a_new_plan_replaces_the_older_one_whatever_the_case_of_letters() {
    queue.put(DomainName.parse("Zone.Example."), 10);
    queue.put(DomainName.parse("zone.example."), 50);
    assertThat(queue.size()).isOne();
    assertThat(queue.takeDue(49, NEVER)).isEmpty();
    assertThat(queue.takeDue(50, NEVER)).isPresent();
  }

  @Test
  void what_was_taken_comes_again_unless_it_is_planned_anew_or_removed() {
    queue.put(zone(1), 10);
    queue.put(zone(2), 10);
    queue.put(zone(3), 10);
    for (int i = 0; i < 3; i++) {
      assertThat(queue.takeDue(10, 100)).isPresent();
    }
    queue.put(zone(2), 500);
    queue.remove(zone(3));
    assertThat(queue.takeDue(100, NEVER)).contains(zone(1));
    assertThat(queue.takeDue(499, NEVER)).isEmpty();
    assertThat(queue.takeDue(500, NEVER)).contains(zone(2));
  }

  @Test
  void a_shift_moves_all_plans_and_keeps_their_order() {
    queue.put(zone(1), 5000);
    queue.put(zone(2), 7000);
    queue.shift(-4000);
    assertThat(queue.earliestMillis()).contains(1000L);
    assertThat(queue.takeDue(3000, NEVER)).contains(zone(1));
    assertThat(queue.takeDue(3000, NEVER)).contains(zone(2));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void after_any_sequence_of_plans_it_gives_what_a_sorted_map_gives(long seed) {
    Random random = new Random(seed);
    Map<DomainName, Long> model = new HashMap<>();
    for (int step = 0; step < 20_000; step++) {
      DomainName zone = zone(random.nextInt(200));
      switch (random.nextInt(4)) {
        case 0 -> {
          queue.remove(zone);
          model.remove(zone);
        }
        case 1 -> takeLikeTheModel(model, random.nextInt(1000), 1000 + random.nextInt(1000));
        default -> {
          long due = random.nextInt(2000);
          queue.put(zone, due);
          model.put(zone, due);
        }
      }
      assertThat(queue.size()).isEqualTo(model.size());
    }
    while (!model.isEmpty()) {
      long earliest = model.values().stream().min(Comparator.naturalOrder()).orElseThrow();
      DomainName taken = queue.takeDue(earliest, NEVER).orElseThrow();
      assertThat(model.remove(taken)).isEqualTo(earliest);
      queue.remove(taken);
    }
    assertThat(queue.size()).isZero();
  }

  private void takeLikeTheModel(Map<DomainName, Long> model, long now, long again) {
    boolean due = model.values().stream().anyMatch(each -> each <= now);
    var taken = queue.takeDue(now, again);
    assertThat(taken.isPresent()).isEqualTo(due);
    taken.ifPresent(
        zone -> {
          long earliest = model.values().stream().min(Comparator.naturalOrder()).orElseThrow();
          assertThat(model.get(zone)).isEqualTo(earliest);
          model.put(zone, again);
        });
  }
}
