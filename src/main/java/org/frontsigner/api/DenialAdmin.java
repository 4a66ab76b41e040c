package org.frontsigner.api;

/** The verbs for how a zone denies names. See {@link Admin} for common rules. */
public interface DenialAdmin {
  /**
   * Makes a zone deny by hashed names (RFC 5155). Works before the zone has data or keys. With keys
   * of algorithm 5 these become 7, which changes the DS (a warning names the new one).
   *
   * @param parameters {@code ALGORITHM FLAGS ITERATIONS SALT} as one text, such as {@code 1 0 0 -}:
   *     algorithm 1; flags 0, or 1 for opt-out; iterations 0 to 100; salt {@code -} or hexadecimal
   *     of at most 255 octets. Empty: {@code 1 0 0 -}. More than 0 iterations or a salt is a
   *     warning (RFC 9276)
   * @param narrow whether denials are made for each question and reveal no other name; then no
   *     transfer out is possible, which is a warning
   * @param force also where keys of algorithm 5 become 7 and the parent has, or may have, a DS
   * @throws Problem USAGE when the parameters are none; FAILED as {@link KeyAdmin} says
   */
  Done setNsec3(String zone, String parameters, boolean narrow, boolean force);

  /**
   * Makes a zone deny by NSEC. With keys of algorithm 7 these become 5, with a warning.
   *
   * @param force also where the parent has, or may have, a DS for such keys
   */
  Done unsetNsec3(String zone, boolean force);

  /**
   * The hash of a name by the zone's NSEC3 settings.
   *
   * @param name relative to the zone where it does not end in a dot and is not in the zone as it
   *     stands
   * @throws Problem FAILED when the zone has no NSEC3 settings, or the name is not in the zone
   */
  HashedName hashZoneRecord(String zone, String name);
}
