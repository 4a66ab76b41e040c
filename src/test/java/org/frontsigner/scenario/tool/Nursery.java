package org.frontsigner.scenario.tool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.frontsigner.scenario.zone.Children;
import org.frontsigner.scenario.zone.ZoneData;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * Raises child zones behind a zone's delegations: signed where the zone has a DS record, unsigned
 * elsewhere. The zone's DS records are replaced by those of the children's new keys.
 */
public final class Nursery {
  private final Path folder;
  private final OfflineSigner.Window window;
  private final List<Name> secure;
  private final List<Name> cuts;
  private final Map<Name, Path> files = new TreeMap<>();
  private ZoneData parent;

  private Nursery(Path folder, OfflineSigner.Window window, ZoneData parent) {
    this.folder = folder;
    this.window = window;
    this.parent = parent;
    cuts = parent.cuts();
    secure = cuts.stream().filter(this::hasDs).toList();
  }

  /** Raises at most {@code max} children, secure and insecure delegations in turn. */
  public static Children raise(ZoneData zone, Path folder, OfflineSigner.Window window, int max) {
    Nursery nursery = new Nursery(folder, window, zone);
    zone.cuts().stream().sorted(nursery.inTurn()).limit(max).forEach(nursery::raise);
    return new Children(nursery.parent, nursery.files);
  }

  private boolean hasDs(Name cut) {
    return parent.records().stream().anyMatch(record -> isDs(record, cut));
  }

  private Comparator<Name> inTurn() {
    List<Name> insecure = cuts.stream().filter(cut -> !secure.contains(cut)).toList();
    return Comparator.comparing(
        (Name cut) -> secure.contains(cut) ? secure.indexOf(cut) : insecure.indexOf(cut));
  }

  private void raise(Name cut) {
    ZoneData child = ZoneData.of(cut.toString(), 1, "@ A 192.0.2.200", "* A 192.0.2.201");
    Path home = directory(folder.resolve("child-" + files.size()));
    if (secure.contains(cut)) {
      files.put(cut, sign(child, home));
    } else {
      Path file = home.resolve("unsigned");
      child.write(file);
      files.put(cut, file);
    }
  }

  private Path sign(ZoneData child, Path home) {
    List<KeyFiles> keys = KeyFiles.makePair(home, child.origin(), "ECDSAP256SHA256", 3600);
    OfflineSigner signer = new OfflineSigner(home, keys, window);
    signer.nsec(child);
    adopt(keys.get(0).ds(child.origin()));
    return signer.nsecFile();
  }

  private void adopt(DSRecord ds) {
    parent = parent.without(record -> isDs(record, ds.getName())).with(List.of(ds));
  }

  private static boolean isDs(Record record, Name cut) {
    return record.getType() == Type.DS && record.getName().equals(cut);
  }

  private static Path directory(Path path) {
    try {
      return Files.createDirectories(path);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
