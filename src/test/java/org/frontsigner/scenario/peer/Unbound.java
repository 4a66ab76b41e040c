package org.frontsigner.scenario.peer;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.frontsigner.scenario.stage.Daemon;
import org.frontsigner.scenario.stage.Endpoint;
import org.frontsigner.scenario.stage.Workspace;
import org.frontsigner.scenario.tool.Ask;
import org.frontsigner.scenario.tool.Verdict;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * A validating resolver that has trust anchors for the zones under test and knows where each zone
 * lives. It asks the server for every question anew, as far as a resolver can be told to, and sends
 * nothing beyond the loopback.
 */
public final class Unbound {
  private static final Duration START_MAX = Duration.ofSeconds(15);

  private final Endpoint endpoint = Endpoint.free();
  private final Daemon daemon;

  private Unbound(
      Workspace workspace,
      String name,
      Collection<? extends Record> anchors,
      Map<Name, List<Endpoint>> homes) {
    ZoneFolder folder = new ZoneFolder(workspace.folder(name));
    String lines = anchors.stream().map(anchor -> anchor + "\n").collect(Collectors.joining());
    Path anchorFile = folder.configuration("anchors", lines);
    Path configuration =
        folder.configuration("unbound.conf", text(folder.path(), anchorFile, homes));
    daemon = workspace.start(name, "unbound", "-d", "-c", configuration);
  }

  /**
   * Starts it and waits until it answers.
   *
   * @param anchors DS or DNSKEY records
   * @param homes the server of each zone; the root's entry stands for the rest of the world
   */
  public static Unbound start(
      Workspace workspace,
      String name,
      Collection<? extends Record> anchors,
      Map<Name, Endpoint> homes) {
    Map<Name, List<Endpoint>> lists = new TreeMap<>();
    homes.forEach((zone, home) -> lists.put(zone, List.of(home)));
    return startForMany(workspace, name, anchors, lists);
  }

  /** The same where a zone may have several servers, of which it takes one or another. */
  public static Unbound startForMany(
      Workspace workspace,
      String name,
      Collection<? extends Record> anchors,
      Map<Name, List<Endpoint>> homes) {
    Unbound unbound = new Unbound(workspace, name, anchors, homes);
    Name any = Name.fromConstantString("localhost.");
    unbound.daemon.await("an answer", START_MAX, () -> unbound.answers(any));
    return unbound;
  }

  /** How the resolver judges the answer to this question. */
  public Verdict judge(Name name, int type) {
    try {
      Message answer = Ask.with(endpoint, name, type);
      if (answer.getRcode() != Rcode.NOERROR && answer.getRcode() != Rcode.NXDOMAIN) {
        return Verdict.BOGUS;
      }
      return answer.getHeader().getFlag(Flags.AD) ? Verdict.SECURE : Verdict.INSECURE;
    } catch (IOException silent) {
      return Verdict.BOGUS;
    }
  }

  /**
   * What it wrote about answers that did not validate: the last lines of its log about the name.
   */
  public String complaint(Name name) {
    return daemon
        .log()
        .lines()
        .filter(line -> line.contains("validation failure") || line.contains("SERVFAIL"))
        .filter(line -> line.contains("<" + name))
        .distinct()
        .collect(Collectors.joining("\n"));
  }

  public Endpoint endpoint() {
    return endpoint;
  }

  public void stop() {
    daemon.stop();
  }

  private boolean answers(Name any) {
    try {
      return Ask.with(endpoint, any, Type.A).getHeader().getFlag(Flags.QR);
    } catch (IOException early) {
      return false;
    }
  }

  private String text(Path folder, Path anchorFile, Map<Name, List<Endpoint>> homes) {
    return """
    server:
      directory: "%1$s"
      chroot: ""
      username: ""
      pidfile: "%1$s/unbound.pid"
      use-syslog: no
      logfile: ""
      verbosity: 1
      val-log-level: 2
      log-servfail: yes
      interface: %2$s
      outgoing-interface: 127.0.0.1
      access-control: 127.0.0.0/8 allow
      do-ip6: no
      num-threads: 1
      do-not-query-localhost: no
      module-config: "validator iterator"
      trust-anchor-file: "%3$s"
      trust-anchor-signaling: no
      root-key-sentinel: no
      aggressive-nsec: no
      harden-below-nxdomain: no
      qname-minimisation: no
      minimal-responses: no
      prefetch: no
      target-fetch-policy: "0 0 0 0 0"
      edns-buffer-size: 1232
      unblock-lan-zones: yes
      val-clean-additional: yes
      infra-host-ttl: 1
    """
            .formatted(folder, endpoint.withAt(), anchorFile)
        + homes.keySet().stream()
            .map("  local-zone: \"%s\" nodefault\n"::formatted)
            .collect(Collectors.joining())
        + "remote-control:\n  control-enable: no\n"
        + homes.entrySet().stream().map(Unbound::stub).collect(Collectors.joining());
  }

  private static String stub(Map.Entry<Name, List<Endpoint>> home) {
    return "stub-zone:\n  name: \"%s\"\n  stub-no-cache: no\n".formatted(home.getKey())
        + home.getValue().stream()
            .map(server -> "  stub-addr: %s\n".formatted(server.withAt()))
            .collect(Collectors.joining());
  }
}
