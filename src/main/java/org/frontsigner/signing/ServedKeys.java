package org.frontsigner.signing;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.frontsigner.wire.RrType;

/**
 * Which keys a zone shows, and which of them sign, without the keys themselves. Immutable.
 *
 * @param published the DNSKEY set
 * @param keySigners sign the DNSKEY set
 * @param dataSigners sign everything else
 */
public record ServedKeys(
    SortedSet<KeyRef> published, SortedSet<KeyRef> keySigners, SortedSet<KeyRef> dataSigners) {
  public ServedKeys {
    published = Collections.unmodifiableSortedSet(new TreeSet<>(published));
    keySigners = Collections.unmodifiableSortedSet(new TreeSet<>(keySigners));
    dataSigners = Collections.unmodifiableSortedSet(new TreeSet<>(dataSigners));
  }

  /** What these keys show. */
  public static ServedKeys of(KeySet keys) {
    return new ServedKeys(
        refs(keys.signs() ? keys.published() : List.of()),
        refs(keys.signers(RrType.DNSKEY)),
        refs(keys.signers(RrType.SOA)));
  }

  private static SortedSet<KeyRef> refs(Collection<ZoneKey> keys) {
    return keys.stream().map(KeyRef::of).collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether anything is signed. */
  public boolean signs() {
    return !dataSigners.isEmpty();
  }

  /** The keys that a DS may point to. */
  public List<KeyRef> entryPoints() {
    return published.stream().filter(this::isEntryPoint).toList();
  }

  /** Whether the key is in the DNSKEY set and signs it, so that a DS may point to it. */
  public boolean isEntryPoint(KeyRef key) {
    return published.contains(key) && keySigners.contains(key);
  }
}
