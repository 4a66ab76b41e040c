package org.frontsigner.app;

import java.time.InstantSource;
import java.util.Optional;
import org.frontsigner.api.Problem;
import org.frontsigner.app.bind.NamedConfDiscovery;
import org.frontsigner.app.bind.NamedConfSource;
import org.frontsigner.app.bind.NamedMetrics;
import org.frontsigner.keeper.ConfiguredZones;
import org.frontsigner.keeper.StoreFailed;
import org.frontsigner.store.SqlZoneStore;
import org.frontsigner.store.bind.BindKeyFile;
import org.frontsigner.store.bind.NamedZoneStore;

/**
 * How zones of a named.conf are wired. Immutable.
 *
 * @param source the named.conf; empty: none
 * @param keyFile of the keys of its zones; empty: they are in the main database
 */
record NamedWiring(Optional<NamedConfSource> source, Optional<BindKeyFile> keyFile) {
  /** Throws a Problem of kind USAGE when named.conf or the key file can't be used. */
  static NamedWiring of(Configuration configuration) {
    Configuration.Bind bind = configuration.bind();
    Limits.NamedConf limits = configuration.limits().namedConf();
    Optional<BindKeyFile> keyFile = bind.dnssecDatabase().map(BindKeyFile::new);
    keyFile.ifPresent(NamedWiring::check);
    Optional<NamedConfSource> source =
        bind.configuration()
            .map(
                file ->
                    new NamedConfSource(
                        file,
                        limits.octetsMax(),
                        limits.filesMax(),
                        configuration.zonesIn().tsigMd5()));
    source.ifPresent(NamedConfSource::requireReadable);
    return new NamedWiring(source, keyFile);
  }

  private static void check(BindKeyFile file) {
    try {
      file.check();
    } catch (StoreFailed e) {
      throw Problem.usage(e.getMessage(), "bind-dnssec-db names it");
    }
  }

  NamedZoneStore over(SqlZoneStore store) {
    return new NamedZoneStore(store, store.namedZones(), keyFile);
  }

  Optional<NamedConfDiscovery> discovery(
      NamedZoneStore seen, SqlZoneStore store, ConfiguredZones door, NamedMetrics metrics) {
    return source.map(
        conf ->
            new NamedConfDiscovery(
                conf, seen, store.namedZones(), door, InstantSource.system(), metrics));
  }
}
