package org.frontsigner.keeper;

/**
 * How secondaries are looked after. Immutable.
 *
 * @param firstSeconds from a NOTIFY to the first question what is served
 * @param lagSeconds after which a secondary that does not serve what we serve is lagging
 * @param checkSeconds from one look at a secondary that is current to the next; 0: none
 * @param spreadSeconds over which NOTIFYs of a turnover or a start are spread at most
 * @param watchedMax secondaries, summed over the zones, that are looked after
 */
public record SecondarySettings(
    int firstSeconds, int lagSeconds, int checkSeconds, int spreadSeconds, int watchedMax) {
  public static final SecondarySettings DEFAULT =
      new SecondarySettings(5, 600, 3600, 600, 1_000_000);
}
