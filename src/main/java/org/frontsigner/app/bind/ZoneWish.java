package org.frontsigner.app.bind;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.frontsigner.keeper.Metadata;
import org.frontsigner.keeper.ZoneSettings;
import org.frontsigner.keeper.ZoneType;
import org.frontsigner.store.bind.NamedConfMark;
import org.frontsigner.wire.DomainName;

/**
 * What a named.conf says of a zone. Immutable.
 *
 * @param primaries where it is pulled from; none for one that has a file
 * @param given its settings by kind of metadata
 * @param file of its records; empty for one that is pulled
 * @param place of the statement
 */
record ZoneWish(
    DomainName name,
    ZoneType type,
    List<InetSocketAddress> primaries,
    Map<String, List<String>> given,
    Optional<Path> file,
    String place) {
  private static final ZoneSettings NOTHING =
      new ZoneSettings(ZoneType.NATIVE, List.of(), List.of(), Metadata.NONE);

  ZoneWish {
    primaries = List.copyOf(primaries);
    given = Map.copyOf(given);
  }

  /** The settings of a zone that has none yet. */
  ZoneSettings settings() {
    return follow(NOTHING);
  }

  /** The settings that follow what is said; what the operator has set besides stays. */
  ZoneSettings follow(ZoneSettings settings) {
    String typeText = type.name().toLowerCase(Locale.ROOT);
    return new ZoneSettings(
        type, primaries, settings.keys(), NamedConfMark.mark(settings.metadata(), typeText, given));
  }
}
