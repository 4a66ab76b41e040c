package org.frontsigner.app.bind;

import java.net.InetSocketAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.frontsigner.bridge.TsigKey;
import org.frontsigner.bridge.named.NamedConf;
import org.frontsigner.bridge.named.NamedConf.NamedKey;
import org.frontsigner.bridge.named.NamedConf.NamedZone;
import org.frontsigner.bridge.named.NamedConf.Server;
import org.frontsigner.bridge.named.NamedConf.ZoneKind;
import org.frontsigner.keeper.Endpoint;
import org.frontsigner.keeper.KeyUse;
import org.frontsigner.keeper.MetadataKind;
import org.frontsigner.keeper.ZoneType;
import org.frontsigner.store.bind.NamedZoneStore.WrittenTsigKey;
import org.frontsigner.wire.DomainName;

/** Makes of a named.conf what is to be done here. Opens no file. For one use. */
final class WishReader {
  private final NamedConf conf;
  private final Path directory;
  private final OwnAddresses own;
  private final boolean md5Enabled;
  private final Map<DomainName, ZoneWish> zones = new HashMap<>();
  private final Map<DomainName, String> wrong = new HashMap<>();
  private final Map<DomainName, WrittenTsigKey> keys = new HashMap<>();
  private final List<String> troubles = new ArrayList<>();
  private final Set<String> remarks = new LinkedHashSet<>();

  private WishReader(NamedConf conf, Path directory, OwnAddresses own, boolean md5Enabled) {
    this.conf = conf;
    this.directory = directory;
    this.own = own;
    this.md5Enabled = md5Enabled;
  }

  /**
   * Reads all zones and keys.
   *
   * @param directory where relative names of files start
   */
  static NamedZones read(NamedConf conf, Path directory, OwnAddresses own, boolean md5Enabled) {
    WishReader reader = new WishReader(conf, directory, own, md5Enabled);
    reader.remarks.addAll(conf.warnings());
    new TreeMap<>(conf.keys()).values().forEach(reader::key);
    conf.zones().forEach(reader::zone);
    return new NamedZones(
        reader.zones, reader.wrong, reader.keys, reader.troubles, List.copyOf(reader.remarks));
  }

  private void key(NamedKey key) {
    try {
      TsigKey made = TsigKey.parse(key.name(), key.algorithm(), key.secret(), md5Enabled);
      keys.put(made.name(), new WrittenTsigKey(made, key.place().toString()));
    } catch (IllegalArgumentException e) {
      troubles.add("%s: key '%s': %s".formatted(key.place(), key.name(), e.getMessage()));
    }
  }

  private void zone(NamedZone zone) {
    DomainName name;
    try {
      name = DomainName.parse(zone.name()).lowerCase();
    } catch (IllegalArgumentException e) {
      troubles.add("%s: '%s' is no zone: %s".formatted(zone.place(), zone.name(), e.getMessage()));
      return;
    }
    try {
      zones.put(name, wish(name, zone));
    } catch (IllegalArgumentException e) {
      wrong.put(name, "%s: zone %s: %s".formatted(zone.place(), name.toText(), e.getMessage()));
    }
  }

  private ZoneWish wish(DomainName name, NamedZone zone) {
    Map<String, List<String>> given = new TreeMap<>();
    given.put(MetadataKind.SQL_RECORDS.text(), List.of("0"));
    TransferList transfer =
        TransferList.of(
            zone.allowTransfer().or(conf::allowTransfer).orElse(List.of()), own, remarks::add);
    put(given, MetadataKind.ALLOW_AXFR_FROM, transfer.networks());
    put(
        given,
        MetadataKind.TSIG_ALLOW_AXFR,
        transfer.keys().stream().map(key -> new KeyUse(key, Optional.empty()).text()).toList());
    put(given, MetadataKind.ALSO_NOTIFY, alsoNotify(zone, transfer.keys()));
    if (zone.kind() == ZoneKind.PRIMARY) {
      Optional<Path> file = Optional.of(file(zone.file().orElseThrow()));
      return new ZoneWish(name, ZoneType.NATIVE, List.of(), given, file, zone.place().toString());
    }
    put(given, MetadataKind.AXFR_MASTER_TSIG, primaryKeys(zone));
    List<InetSocketAddress> primaries =
        zone.primaries().stream().map(WishReader::address).distinct().toList();
    return new ZoneWish(
        name, ZoneType.SLAVE, primaries, given, Optional.empty(), zone.place().toString());
  }

  private static void put(Map<String, List<String>> given, MetadataKind kind, List<String> values) {
    if (!values.isEmpty()) {
      given.put(kind.text(), values);
    }
  }

  private Path file(String name) {
    try {
      return directory.resolve(name).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("'" + name + "' is no path", e);
    }
  }

  private static InetSocketAddress address(Server server) {
    return Endpoint.parse(server.text());
  }

  private List<String> primaryKeys(NamedZone zone) {
    Set<String> uses = new TreeSet<>();
    for (Server server : zone.primaries()) {
      server
          .key()
          .map(DomainName::parse)
          .ifPresent(key -> uses.add(new KeyUse(key, Optional.of(address(server))).text()));
    }
    return List.copyOf(uses);
  }

  private List<String> alsoNotify(NamedZone zone, Set<DomainName> allowed) {
    boolean notifies = zone.notifies().or(conf::notifies).orElse(true);
    if (!notifies) {
      return List.of();
    }
    Set<String> told = new LinkedHashSet<>();
    for (Server server : zone.alsoNotify().or(conf::alsoNotify).orElse(List.of())) {
      told.add(Endpoint.print(address(server)));
      Optional<DomainName> key = server.key().map(DomainName::parse).map(DomainName::lowerCase);
      if (key.isPresent() && !allowed.contains(key.get())) {
        remarks.add(
            "%s: NOTIFY to %s is not signed with key %s, which allow-transfer does not allow"
                .formatted(server.place(), server.text(), key.get().toText()));
      }
    }
    return List.copyOf(told);
  }
}
