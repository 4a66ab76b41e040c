package org.frontsigner.scenario.peer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.frontsigner.scenario.stage.Command;
import org.frontsigner.scenario.stage.Daemon;
import org.frontsigner.scenario.stage.Endpoint;
import org.frontsigner.scenario.stage.Workspace;
import org.frontsigner.scenario.zone.ZoneData;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/**
 * knotd as the parent of zones under test: it signs a zone of delegations, whose DS sets change.
 */
public final class KnotParent {
  private final ZoneFolder folder;
  private final Path configuration;
  private final Endpoint endpoint = Endpoint.free();
  private final Daemon daemon;
  private final Name origin;
  private final long ttlSeconds;
  private final List<String> children;
  private final Map<String, List<Record>> ds = new TreeMap<>();
  private long serial = 1;

  private KnotParent(Workspace workspace, Name origin, long ttlSeconds, List<String> children) {
    this.origin = origin;
    this.ttlSeconds = ttlSeconds;
    this.children = List.copyOf(children);
    folder = new ZoneFolder(workspace.folder("parent"));
    folder.write(data());
    configuration = folder.configuration("knot.conf", text());
    daemon = workspace.start("parent", "knotd", "-c", configuration);
  }

  /**
   * Starts it and waits until it serves the zone.
   *
   * @param ttlSeconds of everything in it
   * @param children first labels of the delegated zones
   */
  public static KnotParent start(
      Workspace workspace, Name origin, long ttlSeconds, List<String> children) {
    KnotParent parent = new KnotParent(workspace, origin, ttlSeconds, children);
    Serving.await(parent.daemon, parent.endpoint, origin);
    return parent;
  }

  private String text() {
    return KnotText.server(folder.path(), endpoint)
        + """
        policy:
          - id: parent
            algorithm: ecdsap256sha256
            single-type-signing: on
            dnskey-ttl: %2$d
            zone-max-ttl: %2$d
            propagation-delay: 0
        template:
          - id: default
            storage: "%1$s"
            zonefile-sync: -1
            zonefile-load: difference-no-serial
            journal-content: all
            dnssec-signing: on
            dnssec-policy: parent
        zone:
          - domain: "%3$s"
            file: "%4$s"
        """
            .formatted(folder.path(), ttlSeconds, origin, folder.file(origin.toString(true)));
  }

  private ZoneData data() {
    List<String> lines = new ArrayList<>();
    for (String child : children) {
      lines.add("%s NS ns.%s".formatted(child, child));
      lines.add("ns.%s A 127.0.0.1".formatted(child));
    }
    ZoneData delegations =
        ZoneData.of(origin.toString(), serial, lines.toArray(String[]::new))
            .mapped(record -> ZoneData.withTtl(record, ttlSeconds));
    return delegations.with(ds.values().stream().flatMap(List::stream).toList());
  }

  /** Gives a child this DS set; none: it is insecure. */
  public synchronized void delegate(String child, Collection<? extends Record> records) {
    List<Record> set = new ArrayList<>();
    records.forEach(each -> set.add(ZoneData.withTtl(each, ttlSeconds)));
    ds.put(child, set);
    serial++;
    folder.write(data());
    Command.of("knotc", "-c", configuration, "-b", "zone-reload", origin).run().succeeded();
  }

  /** The DS of its own key. */
  public List<Record> anchors() {
    return Command.of("keymgr", "-c", configuration, origin, "ds")
        .run()
        .succeeded()
        .lines()
        .stream()
        .map(line -> ZoneData.record(origin, line))
        .toList();
  }

  public Endpoint endpoint() {
    return endpoint;
  }
}
