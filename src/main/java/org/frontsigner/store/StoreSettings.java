package org.frontsigner.store;

import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.frontsigner.keeper.Alarms;

/**
 * What the store needs to know of the configuration. Immutable.
 *
 * @param directory held for as long as the store is open; whoever opened it closes it
 * @param url of the database, in which {@code ${data-dir}} stands for the directory
 * @param user of the database; of an embedded H2, which nobody reaches but through its file, "sa"
 * @param password asked for once, when the database is opened; the empty text for none
 * @param sqlRecords whether the table {@code records} follows the zones, but for those that say
 *     otherwise
 * @param keepKeyRecords whether DNSKEY, CDS and CDNSKEY of primaries stay in zones, as the keeper's
 *     intake policy says
 * @param alarms where is raised what becomes of the database
 */
public record StoreSettings(
    DataDirectory directory,
    String url,
    Optional<String> user,
    Supplier<String> password,
    boolean sqlRecords,
    boolean keepKeyRecords,
    InstantSource clock,
    Alarms alarms) {
  /** The database where none is configured. */
  public static final String DEFAULT_URL = "jdbc:h2:file:${data-dir}/frontsigner";

  public StoreSettings {
    Objects.requireNonNull(directory);
    Objects.requireNonNull(url);
    Objects.requireNonNull(clock);
    Objects.requireNonNull(alarms);
  }

  /** An embedded H2 in the directory, with the table {@code records}. */
  public static StoreSettings embedded(DataDirectory directory, InstantSource clock) {
    return new StoreSettings(
        directory,
        DEFAULT_URL,
        Optional.empty(),
        () -> "",
        true,
        false,
        clock,
        new Alarms(clock, Alarms.OF_ONE_KIND_MAX));
  }
}
