package org.frontsigner.keeper;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.frontsigner.signing.Algorithm;
import org.frontsigner.signing.ZoneKey;
import org.frontsigner.wire.Serial;

/**
 * How a zone was served before a verb, to tell what the verb took back. Immutable.
 *
 * @param signed whether a key signed it, or others did
 * @param serial the served serial; 0 where there was no data
 * @param algorithms of the keys as they were served, by their ids
 */
record ServedBefore(boolean signed, long serial, Map<Long, Algorithm> algorithms) {
  static ServedBefore of(ZoneKeeper keeper) {
    return new ServedBefore(
        keeper.policy().isSecured() || keeper.policy().presigned(),
        keeper.stored().state().servedSerial(),
        keeper.policy().keys().all().stream()
            .collect(Collectors.toUnmodifiableMap(ZoneKey::id, ZoneKey::algorithm)));
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
    List<String> renumbered = renumbered(keeper);
    if (!renumbered.isEmpty()) {
      warnings.add(
          "The keys of algorithm RSASHA1 have another number now, and other DS records, which the"
              + " parent must get: "
              + String.join("; ", renumbered));
    }
    return warnings;
  }

  /** RFC 5155, 2: 5 says NSEC and 7 NSEC3, and a DS names the number. */
  private List<String> renumbered(ZoneKeeper keeper) {
    return keeper.policy().keys().all().stream()
        .filter(key -> algorithms.getOrDefault(key.id(), key.algorithm()) != key.algorithm())
        .map(
            key ->
                "key %d has tag %d and algorithm %d"
                    .formatted(key.id(), key.keyTag(), key.algorithm().number()))
        .toList();
  }
}
