package org.frontsigner.scenario;

import java.nio.file.Path;
import java.util.*;
import java.util.concurrent.CompletableFuture;
import java.util.stream.*;
import org.frontsigner.scenario.live.*;
import org.frontsigner.scenario.peer.*;
import org.frontsigner.scenario.product.*;
import org.frontsigner.scenario.stage.Workspace;
import org.frontsigner.scenario.tool.KeyFiles;
import org.frontsigner.scenario.zone.*;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xbill.DNS.Name;

class LiveAnswersIT {
  @RegisterExtension static final Workspace workspace = new Workspace();
  private static final Map<Name, ZoneData> ZONES = new TreeMap<>();
  private static final Map<Name, List<KeyFiles>> KEYS = new TreeMap<>();
  private static StaticServer primary;

  @BeforeAll
  static void start() {
    Path masters = workspace.folder("masters");
    Map<Name, Path> files = new TreeMap<>();
    List<List<KeyFiles>> pairs = new ArrayList<>();
    for (String a : List.of("RSASHA256", "ED25519"))
      pairs.add(KeyFiles.makePair(masters, ZoneData.name("example"), a, 300));
    TestZones.all().forEach(
        zone -> {
          ZONES.put(zone.origin(), zone);
          files.put(zone.origin(), masters.resolve(zone.zone()));
          zone.write(masters.resolve(zone.zone()));
          KEYS.put(zone.origin(), pairs.get(KEYS.size() % 2));
        });
    primary = StaticServer.bindForAll(workspace, "primary", files);
  }

  @ParameterizedTest
  @EnumSource
  void answersAreThoseOfPowerDns(Denial denial) {
    long t = System.nanoTime();
    PowerDns theirs = PowerDns.configured(workspace, "pdns-" + denial);
    theirs.frontSign(KEYS, denial, primary.endpoint());
    System.out.printf("pdnsutil %.1f%n", (System.nanoTime() - t) / 1e9);
    theirs.start(ZONES.keySet());
    System.out.printf("pdns started %.1f%n", (System.nanoTime() - t) / 1e9);
    Frontsigner ours =
        Frontsigner.configured(workspace, "frontsigner-" + denial, Settings.open().with("limits: { cname-chain-max: 10 }")).start();
    KEYS.forEach((zone, keys) -> {
      String name = zone.toString(true);
      ours.create(name, org.frontsigner.scenario.stage.Endpoint.free());
      keys.forEach(key -> ours.verb("import-zone-key", name, key.privateFile(), key.ksk() ? "ksk" : "zsk"));
      if (denial != Denial.NSEC) ours.deny(name, denial);
      ours.verb("change-slave-zone-master", name, primary.endpoint().withColon());
      ours.verb("retrieve", name);
    });
    System.out.printf("setup %.1f%n", (System.nanoTime() - t) / 1e9);
    int max = Integer.getInteger("max", 62);
    Map<String, List<Exchange>> groups = new TreeMap<>();
    Map<Difference, Integer> classes = new TreeMap<>();
    long n = 0, same = 0; long t0 = System.nanoTime();
    String only = System.getProperty("zone");
    for (ZoneData zone : ZONES.values()) {
      if (only != null && !zone.zone().equals(only)) continue;
      List<Query> all = Queries.about(zone);
      List<Query> queries = Queries.some(all, max, 1);
      System.out.printf("%s %d %.1f%n", zone.zone(), all.size(), (System.nanoTime() - t) / 1e9);
      for (Exchange e : exchanges(new Client(ours.dns()), new Client(theirs.endpoint()), queries, Oddities.of(zone))) {
        n++;
        if (e.isAgreed()) same++;
        else if (e.unexplained().isAgreed()) e.explained().forEach(d -> classes.merge(d, 1, Integer::sum));
        else groups.computeIfAbsent(e.unexplained().difference(), k -> new ArrayList<>()).add(e);
      }
    }
    System.out.printf("%s queries %d same %d in %.1f s%n", denial, n, same, (System.nanoTime() - t0) / 1e9);
    System.out.println("CLASSES " + denial + " " + classes.entrySet().stream().map(c -> c.getKey().name() + "=" + c.getValue()).toList() + " unexplained " + groups.values().stream().mapToInt(List::size).sum());
    groups.entrySet().stream().sorted(Comparator.comparing(g -> -g.getValue().size())).limit(14).forEach(g -> {
      System.out.println("GROUP " + denial + " " + g.getValue().size() + " " + g.getKey());
      System.out.println("   " + g.getValue().stream().map(x -> x.query().toString()).limit(5).collect(Collectors.joining(" | ")));
    });
    try (var w = java.nio.file.Files.newBufferedWriter(Path.of("/tmp/diff-" + denial))) {
      for (var g : groups.entrySet()) {
        w.write("#### " + g.getValue().size() + " " + g.getKey() + "\n");
        for (Exchange e : g.getValue().subList(0, Math.min(3, g.getValue().size()))) w.write(e.unexplained() + "\n");
      }
    } catch (java.io.IOException e) { throw new java.io.UncheckedIOException(e); }
    ours.stop(); theirs.stop();
  }

  static List<Exchange> exchanges(Client ours, Client theirs, List<Query> queries, Oddities h) {
    CompletableFuture<List<Reply>> a = CompletableFuture.supplyAsync(() -> ours.ask(queries));
    List<Reply> b = theirs.ask(queries);
    List<Reply> a1 = a.join();
    List<Integer> cut = IntStream.range(0, queries.size()).filter(i -> a1.get(i).isTruncated() || b.get(i).isTruncated()).boxed().toList();
    List<Query> again = cut.stream().map(i -> queries.get(i).overTcp()).toList();
    List<Reply> a2 = ours.ask(again), b2 = theirs.ask(again);
    List<Exchange> out = new ArrayList<>();
    for (int i = 0; i < queries.size(); i++) {
      int at = Collections.binarySearch(cut, i);
      out.add(at < 0 ? new Exchange(queries.get(i), h, a1.get(i), b.get(i))
          : new Exchange(queries.get(i), h, a1.get(i).completedBy(a2.get(at)), b.get(i).completedBy(b2.get(at))));
    }
    return out;
  }
}
