package org.frontsigner.api;

import java.util.List;

/**
 * The verbs for settings of a zone by kind. Kinds are in any letter case; those beginning with
 * {@code X-} are free for others. See {@link Admin} for common rules.
 */
public interface MetadataAdmin {
  /**
   * The values of these kinds, in the order asked for; a kind that is not set has no values.
   *
   * @param kinds empty: all that are set, in order of their names
   * @throws Problem USAGE when there is no such kind
   */
  List<Metadatum> getMeta(String zone, List<String> kinds);

  /**
   * Replaces the values of a kind.
   *
   * @param values empty: the kind is unset
   * @param force also where the kind turns the way of denial, and with it keys of RSASHA1, as
   *     {@link DenialAdmin#setNsec3} says
   * @throws Problem USAGE when there is no such kind, or it cannot have these values; the message
   *     says which it can have. Nothing is changed then
   */
  Done setMeta(String zone, String kind, List<String> values, boolean force);

  /**
   * Adds values to a kind; those that it has are not added again.
   *
   * @param values at least one
   * @throws Problem USAGE as {@link #setMeta}, and when the kind has but one value and would have
   *     more
   */
  Done addMeta(String zone, String kind, List<String> values, boolean force);
}
