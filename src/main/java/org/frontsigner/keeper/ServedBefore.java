package org.frontsigner.keeper;

import java.util.ArrayList;
import java.util.List;
import org.frontsigner.wire.Serial;

/**
 * How a zone was served before a verb, to tell what the verb took back. Immutable.
 *
 * @param signed whether a key signed it
 * @param serial the served serial; 0 where there was no data
 */
record ServedBefore(boolean signed, long serial) {
  static ServedBefore of(ZoneKeeper keeper) {
    return new ServedBefore(keeper.policy().isSecured(), keeper.stored().state().servedSerial());
  }

  /** What the operator is to know of the way from then to now. */
  List<String> warnings(ZoneKeeper keeper) {
    ServedBefore now = of(keeper);
    List<String> warnings = new ArrayList<>();
    if (signed && !now.signed) {
      warnings.add(
          "The zone is unsigned now: if the parent has a DS for it, resolvers that validate fail;"
              + " the DS must be gone for its TTL before");
    }
    if (Serial.isAfter(serial, now.serial)) {
      warnings.add(
          ("The served serial goes from %d back to %d: secondaries keep what they have until they"
                  + " are made to transfer by hand, or the primary's serial is higher")
              .formatted(serial, now.serial));
    }
    return warnings;
  }
}
