package org.frontsigner.api;

/** The verbs for zones that others sign. See {@link Admin} for common rules. */
public interface PresignedAdmin {
  /**
   * Has a zone served and handed on with the signatures, keys and denials of its primary or file.
   * What is there already came without them: it is served as before until the zone has come whole
   * and passed the checks, which is asked for at once where the zone has primaries. Keys stay
   * stored, and sign nothing from then on.
   *
   * @param force whether it is done although active keys sign the zone now
   * @throws Problem FAILED when the zone has active keys and force is not given
   */
  Done setPresigned(String zone, boolean force);

  /**
   * Has a zone signed by its active keys, or by nobody where it has none. The signatures of others
   * are gone when this returns.
   *
   * @param force also where that leaves resolvers without a chain of trust, as {@link KeyAdmin}
   *     says
   */
  Done unsetPresigned(String zone, boolean force);
}
