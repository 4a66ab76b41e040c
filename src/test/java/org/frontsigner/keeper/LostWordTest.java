package org.frontsigner.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.frontsigner.keeper.World.WEEKS;
import static org.frontsigner.keeper.World.key;

import java.util.List;
import org.frontsigner.keeper.fixture.MemoryStore.Fate;
import org.frontsigner.keeper.fixture.Zones;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The connection to the database is lost while a change is made durable: the change may be stored
 * or not, and no other may be made of what is not stored.
 */
class LostWordTest {
  private final World world = new World();
  private ZoneKeeper keeper;

  @BeforeEach
  void serve() {
    keeper = world.signed(Zones.serial(7));
  }

  private void loseWordOfAnotherKey(Fate fate) {
    world.store.setFate(fate);
    assertThatThrownBy(() -> keeper.change(zone -> zone.withKeys(List.of(key(1), key(2)))))
        .isInstanceOf(StoreFailed.class)
        .hasMessageContaining("whether the change is stored is not known yet");
    assertThat(world.serial()).isEqualTo(7 + WEEKS);
  }

  @Test
  void a_change_that_turns_out_to_be_stored_is_served_before_the_next_one() {
    loseWordOfAnotherKey(Fate.NO_WORD_AFTER);
    world.store.setFate(Fate.SUCCEED);
    world.meta(MetadataKind.ALSO_NOTIFY, "198.51.100.7");
    assertThat(world.ready().plan().keys().active()).hasSize(2);
    assertThat(world.serial()).isEqualTo(8 + WEEKS);
    assertThat(world.store.zones().get(0)).isEqualTo(keeper.stored());
  }

  @Test
  void a_change_that_turns_out_not_to_be_stored_is_forgotten() {
    loseWordOfAnotherKey(Fate.NO_WORD_BEFORE);
    world.store.setFate(Fate.SUCCEED);
    world.meta(MetadataKind.ALSO_NOTIFY, "198.51.100.7");
    assertThat(world.ready().plan().keys().active()).hasSize(1);
    assertThat(world.serial()).isEqualTo(7 + WEEKS);
    assertThat(world.store.zones().get(0)).isEqualTo(keeper.stored());
  }

  @ParameterizedTest
  @EnumSource(names = {"NO_WORD_AFTER", "NO_WORD_BEFORE"})
  void nothing_is_changed_while_nobody_knows(Fate fate) {
    loseWordOfAnotherKey(fate);
    StoredZone before = world.store.zones().get(0);
    assertThatThrownBy(() -> world.meta(MetadataKind.ALSO_NOTIFY, "198.51.100.7"))
        .hasMessageContaining("the database is away");
    assertThatThrownBy(keeper::delete).hasMessageContaining("the database is away");
    assertThat(world.store.zones()).containsExactly(before);
  }

  @Test
  void a_confirmation_holds_while_nobody_knows_and_hides_no_change() {
    loseWordOfAnotherKey(Fate.NO_WORD_AFTER);
    world.clock.passSeconds(60);
    assertThatThrownBy(keeper::confirm).isInstanceOf(StoreFailed.class);
    assertThat(keeper.stored().state().confirmed()).isEqualTo(world.clock.instant());
    world.store.setFate(Fate.SUCCEED);
    world.clock.passSeconds(60);
    keeper.confirm();
    assertThat(world.ready().plan().keys().active()).hasSize(2);
    assertThat(keeper.stored().state().confirmed()).isEqualTo(world.clock.instant());
    assertThat(world.store.zones().get(0)).isEqualTo(keeper.stored());
  }

  @Test
  void the_turnover_is_made_of_what_is_stored() {
    loseWordOfAnotherKey(Fate.NO_WORD_AFTER);
    world.clock.set(World.THURSDAY);
    world.store.setFate(Fate.SUCCEED);
    keeper.turnOver();
    assertThat(world.ready().plan().keys().active()).hasSize(2);
    assertThat(world.serial()).isEqualTo(8 + WEEKS + 1);
    assertThat(world.store.zones().get(0)).isEqualTo(keeper.stored());
  }
}
