package org.frontsigner.scenario.peer;

import java.nio.file.Path;
import org.frontsigner.scenario.stage.Command;
import org.frontsigner.scenario.stage.Daemon;
import org.frontsigner.scenario.stage.Endpoint;
import org.frontsigner.scenario.stage.Workspace;
import org.frontsigner.scenario.tool.Ask;
import org.frontsigner.scenario.zone.ZoneData;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** knotd that signs one zone itself and hands it on, whole and by differences, to anybody here. */
public final class KnotSigner {
  private static final long TTL_SECONDS = 3600;

  private final ZoneFolder folder;
  private final Path configuration;
  private final Endpoint endpoint = Endpoint.free();
  private final Daemon daemon;

  private KnotSigner(
      Workspace workspace, String name, ZoneData zone, boolean nsec3, Endpoint notified) {
    folder = new ZoneFolder(workspace.folder(name));
    folder.write(zone);
    configuration = folder.configuration("knot.conf", text(zone, nsec3, notified));
    daemon = workspace.start(name, "knotd", "-c", configuration);
  }

  /** Starts it and waits until it serves the zone. */
  public static KnotSigner start(
      Workspace workspace, String name, ZoneData zone, boolean nsec3, Endpoint notified) {
    KnotSigner signer = new KnotSigner(workspace, name, zone, nsec3, notified);
    Serving.await(signer.daemon, signer.endpoint, zone.origin());
    return signer;
  }

  private String text(ZoneData zone, boolean nsec3, Endpoint notified) {
    return KnotText.server(folder.path(), endpoint)
        + """
        remote:
          - id: notified
            address: %1$s
        acl:
          - id: transfer
            address: 127.0.0.1
            action: transfer
        policy:
          - id: signing
            algorithm: ecdsap256sha256
            nsec3: %2$s
            nsec3-iterations: 3
            nsec3-salt-length: 4
        zone:
          - domain: "%3$s"
            file: "%4$s"
            acl: transfer
            notify: notified
            dnssec-signing: on
            dnssec-policy: signing
            zonefile-sync: -1
            zonefile-load: difference-no-serial
            journal-content: all
        """
            .formatted(
                notified.withAt(), nsec3 ? "on" : "off", zone.origin(), folder.file(zone.zone()));
  }

  /** Has it take other data; it counts the serial itself. */
  public void replace(ZoneData next) {
    folder.write(next);
    control("zone-reload", next.origin());
  }

  /** Has it make all signatures anew. */
  public void signAnew(Name zone) {
    control("zone-sign", zone);
  }

  private void control(Object... words) {
    Command.of("knotc", "-c", configuration).with(words).run().succeeded();
  }

  public Endpoint endpoint() {
    return endpoint;
  }

  /** How many incremental transfers its log tells of. */
  public long increments() {
    return daemon.logged("IXFR, outgoing");
  }

  /** The DS of its key. */
  public DSRecord ds(Name zone) {
    try {
      for (Record record : Ask.with(endpoint, zone, Type.DNSKEY).getSection(Section.ANSWER)) {
        if (record instanceof DNSKEYRecord key
            && (key.getFlags() & DNSKEYRecord.Flags.SEP_KEY) != 0) {
          return new DSRecord(zone, key.getDClass(), TTL_SECONDS, DNSSEC.Digest.SHA256, key);
        }
      }
    } catch (java.io.IOException silent) {
      throw new AssertionError("no DNSKEY of " + zone, silent);
    }
    throw new AssertionError("no DNSKEY of " + zone + " is a secure entry point");
  }

  public void stop() {
    daemon.stop();
  }
}
