package org.frontsigner.keeper;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the steps of a zone durable. Where the store lost word of one, no other is made before it
 * is known whether that one was: it might be made of what is not stored. For the zone's writer
 * alone.
 */
final class Commits {
  private static final Logger LOG = LoggerFactory.getLogger(Commits.class);

  private final ZoneStore store;
  private Advance.Step unsettled;

  Commits(ZoneStore store) {
    this.store = store;
  }

  /**
   * Makes a step durable; to be called when all is {@link #settle settled}. Where another instance
   * writes there is nothing to do.
   *
   * @throws StoreFailed when it is not, or when nobody knows
   */
  void make(Advance.Step step) {
    if (store.followed().isPresent()) {
      return;
    }
    try {
      store.commit(step.commit());
    } catch (StoreFailed e) {
      unsettled = e.isPerhapsDurable() ? step : null;
      throw e;
    }
  }

  /**
   * Finds out what became of a step that word was lost of.
   *
   * @return the step, where it turns out to be durable: the zone is to be served so
   * @throws StoreFailed while that can't be told
   */
  Optional<Advance.Step> settle() {
    if (unsettled == null) {
      return Optional.empty();
    }
    Advance.Step step = unsettled;
    boolean durable = store.isDurable(step.commit());
    unsettled = null;
    LOG.warn(
        "zone {}: the change whose commit was lost word of is {}",
        step.commit().after().name().toText(),
        durable ? "stored, and served from now on" : "not stored");
    return durable ? Optional.of(step) : Optional.empty();
  }
}
