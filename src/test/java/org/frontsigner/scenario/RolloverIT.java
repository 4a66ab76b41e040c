package org.frontsigner.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.frontsigner.scenario.peer.KnotParent;
import org.frontsigner.scenario.peer.StaticServer;
import org.frontsigner.scenario.peer.Unbound;
import org.frontsigner.scenario.product.Frontsigner;
import org.frontsigner.scenario.product.Settings;
import org.frontsigner.scenario.stage.Endpoint;
import org.frontsigner.scenario.stage.Output;
import org.frontsigner.scenario.stage.Workspace;
import org.frontsigner.scenario.tool.Verdict;
import org.frontsigner.scenario.zone.ZoneData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/**
 * The operations that are known to make zones bogus, each as an operator does it: with the waits
 * that the verbs print, a signed parent, and a resolver with a cache that is asked all the while.
 * What comes too early is refused.
 */
class RolloverIT {
  @RegisterExtension static final Workspace workspace = new Workspace();

  private static final String PARENT = "parent.example.";
  private static final long TTL_SECONDS = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Pattern WAIT = Pattern.compile("\\(in (\\d+) s\\)");
  private static final List<String> CHILDREN =
      List.of("zsk", "ksk", "insecure", "denial", "published");

  private static KnotParent parent;
  private static Frontsigner frontsigner;
  private static Unbound unbound;

  /** Ids of the keys that the parent has a DS for, by child. */
  private static final Map<String, String> entryPoints = new TreeMap<>();

  private static String zoneSigner;

  @BeforeAll
  static void start() {
    List<ZoneData> zones = CHILDREN.stream().map(RolloverIT::data).toList();
    StaticServer primary = StaticServer.bindForAll(workspace, "primary", zones);
    parent = KnotParent.start(workspace, ZoneData.name(PARENT), TTL_SECONDS, CHILDREN);
    Settings settings = Settings.open();
    Map<Name, Endpoint> homes = new TreeMap<>(Map.of(ZoneData.name(PARENT), parent.endpoint()));
    zones.forEach(zone -> homes.put(zone.origin(), settings.dns()));
    unbound = Unbound.start(workspace, "unbound", parent.anchors(), homes);
    frontsigner =
        Frontsigner.configured(
                workspace,
                "frontsigner",
                settings.with("resolver: [\"" + unbound.endpoint().withColon() + "\"]"))
            .start();
    for (ZoneData zone : zones) {
      frontsigner.create(zone.zone(), primary.endpoint());
    }
    for (String child : CHILDREN.subList(0, 4)) {
      entryPoints.put(child, frontsigner.verb("add-zone-key", zone(child), "ksk", "active"));
    }
    zoneSigner = frontsigner.verb("add-zone-key", zone("zsk"), "zsk", "active");
    zones.forEach(zone -> frontsigner.verb("retrieve", zone.zone()));
    CHILDREN.subList(0, 4).forEach(child -> parent.delegate(child, frontsigner.ds(zone(child))));
    CHILDREN.subList(0, 4).forEach(child -> await(child + " is secure", () -> isSecure(child)));
  }

  private static String zone(String child) {
    return child + "." + PARENT;
  }

  private static ZoneData data(String child) {
    return ZoneData.of(zone(child), 1, "*.wild A 192.0.2.1", "www A 192.0.2.2", "a.b.c TXT x")
        .mapped(RolloverIT::shortLived);
  }

  private static Record shortLived(Record record) {
    return record instanceof org.xbill.DNS.SOARecord soa
        ? ZoneData.withTtl(
            ZoneData.record(
                soa.getName(),
                "@ SOA ns1 hostmaster %d 1 1 1209600 %d".formatted(soa.getSerial(), TTL_SECONDS)),
            TTL_SECONDS)
        : ZoneData.withTtl(record, TTL_SECONDS);
  }

  private static boolean isSecure(String child) {
    Name name = ZoneData.name("www." + zone(child));
    return unbound.judge(name, org.xbill.DNS.Type.A) == Verdict.SECURE;
  }

  private static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waiting until " + what).isLessThan(deadline);
      pause(50);
    }
  }

  private static void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A verb that must succeed; waits as long as it says before what comes next. */
  private static Output then(Object... words) {
    Output output = frontsigner.attempt(words).succeeded();
    Matcher wait = WAIT.matcher(output.err());
    long seconds = 0;
    while (wait.find()) {
      seconds = Math.max(seconds, Long.parseLong(wait.group(1)));
    }
    assertThat(seconds).as(output.toString()).isLessThan(60);
    pause(seconds * 1000);
    return output;
  }

  private static void refused(Object... words) {
    Output output = frontsigner.attempt(words);
    assertThat(output.exit()).as(output.toString()).isEqualTo(1);
    assertThat(output.err()).contains("resolvers that validate would fail", "--force");
  }

  private static void eventually(Object... words) {
    await(List.of(words) + " is done", () -> frontsigner.attempt(words).exit() == 0);
  }

  /** Asks a resolver for all kinds of names of a zone until it is closed. */
  private static final class Watch {
    private final String child;
    private final List<String> bogus = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "watch");
    private volatile boolean closed;
    private long asked;

    Watch(String child) {
      this.child = child;
      thread.start();
    }

    private void run() {
      while (!closed) {
        for (String label : List.of("www.", "", "nx" + asked % 50 + ".", "x.wild.", "b.c.")) {
          Name name = ZoneData.name(label + zone(child));
          asked++;
          if (unbound.judge(name, org.xbill.DNS.Type.A) == Verdict.BOGUS) {
            bogus.add(name + " " + unbound.complaint(name));
          }
        }
        pause(10);
      }
    }

    void close() {
      pause(TTL_SECONDS * 2000);
      closed = true;
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      assertThat(bogus).as(asked + " questions").isEmpty();
      assertThat(asked).isGreaterThan(50);
    }
  }

  /** What a resolver says of a zone while this is done to it must never be bogus. */
  private static void watched(String child, Runnable work) {
    Watch watch = new Watch(child);
    try {
      work.run();
    } finally {
      watch.close();
    }
  }

  @Test
  void zoneSigningKey() {
    String zone = zone("zsk");
    String old = zoneSigner;
    watched(
        "zsk",
        () -> {
          String next = frontsigner.verb("add-zone-key", zone, "zsk");
          then("publish-zone-key", zone, next);
          then("activate-zone-key", zone, next);
          then("deactivate-zone-key", zone, old);
          then("remove-zone-key", zone, old);
        });
    assertThat(isSecure("zsk")).isTrue();
  }

  @Test
  void zoneSigningKeyInHaste() {
    String zone = zone("denial");
    String next = frontsigner.verb("add-zone-key", zone, "zsk");
    refused("activate-zone-key", zone, next);
    frontsigner.verb("remove-zone-key", zone, next);
    refused("remove-zone-key", zone, entryPoints.get("denial"));
    refused("disable-dnssec", zone);
    assertThat(isSecure("denial")).isTrue();
  }

  @Test
  void keySigningKey() {
    String zone = zone("ksk");
    String old = entryPoints.get("ksk");
    List<Record> ds = new ArrayList<>(frontsigner.ds(zone));
    watched(
        "ksk",
        () -> {
          String next = then("add-zone-key", zone, "ksk").text();
          then("activate-zone-key", zone, next);
          refused("deactivate-zone-key", zone, old);
          frontsigner.ds(zone).stream().filter(each -> !ds.contains(each)).forEach(ds::add);
          parent.delegate("ksk", ds);
          eventually("deactivate-zone-key", zone, old);
          then("deactivate-zone-key", zone, old);
          then("remove-zone-key", zone, old);
          parent.delegate("ksk", frontsigner.ds(zone));
        });
    assertThat(isSecure("ksk")).isTrue();
  }

  @Test
  void goingInsecure() {
    String zone = zone("insecure");
    watched(
        "insecure",
        () -> {
          refused("disable-dnssec", zone);
          parent.delegate("insecure", List.of());
          eventually("disable-dnssec", zone);
        });
    assertThat(isSecure("insecure")).isFalse();
  }

  @Test
  void anotherWayOfDenial() {
    String zone = zone("denial");
    watched(
        "denial",
        () -> {
          then("set-nsec3", zone, "1 0 1 ab");
          pause(500);
          then("set-nsec3", zone, "1 1 0 -");
          pause(500);
          then("set-nsec3", zone, "1 0 0 -", "narrow");
          pause(500);
          then("unset-nsec3", zone);
        });
    assertThat(isSecure("denial")).isTrue();
  }

  @Test
  void aDsIsPublished() {
    String zone = zone("published");
    watched(
        "published",
        () -> {
          then("secure-zone", zone);
          parent.delegate("published", frontsigner.ds(zone));
          await("it is secure", () -> isSecure("published"));
        });
  }
}
