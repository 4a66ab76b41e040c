package org.frontsigner.scenario.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.frontsigner.scenario.stage.Command;
import org.frontsigner.scenario.stage.Daemon;
import org.frontsigner.scenario.stage.Endpoint;
import org.frontsigner.scenario.stage.Output;
import org.frontsigner.scenario.stage.Workspace;
import org.frontsigner.scenario.tool.TsigSecret;
import org.frontsigner.scenario.zone.Chain;
import org.frontsigner.scenario.zone.Denial;
import org.frontsigner.scenario.zone.TestZones;
import org.frontsigner.scenario.zone.ZoneData;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.utils.base16;

/**
 * One frontsigner: a folder with its configuration, its verbs, and the daemon when it was started.
 */
public final class Frontsigner {
  private static final Duration READY_MAX = Duration.ofMinutes(1);
  private static final Duration VERB_MAX = Duration.ofSeconds(90);
  private static final String READY = "frontsigner ready";
  private static final Pattern DS =
      Pattern.compile(
          "(\\S+)\\s+(?:\\d+\\s+)?IN\\s+DS\\s+(\\d+)\\s+(\\d+)\\s+(\\d+)\\s+([0-9A-Fa-f]+)");

  private static final Pattern DNSKEY =
      Pattern.compile("IN\\s+DNSKEY\\s+(\\d+\\s+\\d+\\s+\\d+\\s+[0-9A-Za-z+/= ]+)");

  private final Workspace workspace;
  private final String name;
  private final Settings settings;
  private final Path configuration;
  private int starts;
  private Daemon daemon;

  private Frontsigner(Workspace workspace, String name, Settings settings) {
    this.workspace = workspace;
    this.name = name;
    this.settings = settings;
    configuration = workspace.folder(name).resolve("frontsigner.yaml");
    write(settings.text());
  }

  /** Writes the configuration into a folder of that name; starts nothing. */
  public static Frontsigner configured(Workspace workspace, String name, Settings settings) {
    return new Frontsigner(workspace, name, settings);
  }

  /** The launcher. */
  public static Path launcher() {
    return TestZones.project().resolve("appliance/frontsigner");
  }

  /** Puts another text in the place of the configuration. */
  public void write(String text) {
    try {
      Files.writeString(configuration, text);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Starts the daemon and waits until it says that it is ready. */
  public Frontsigner start() {
    return start(Map.of());
  }

  /** The same with more in the environment. */
  public Frontsigner start(Map<String, String> environment) {
    launch(environment).await(READY, READY_MAX, () -> daemon.log().lines().anyMatch(READY::equals));
    return this;
  }

  /** Starts the daemon and waits for nothing; each start has a log of its own. */
  public Daemon launch(Map<String, String> environment) {
    starts++;
    daemon =
        workspace.start(
            name + "-" + starts, environment, launcher().toString(), "-c", configuration, "serve");
    return daemon;
  }

  public Daemon daemon() {
    return daemon;
  }

  /** SIGTERM, an orderly end. */
  public void stop() {
    daemon.stop();
  }

  /** SIGKILL. */
  public void kill() {
    daemon.kill();
  }

  public Endpoint dns() {
    return settings.dns();
  }

  public Endpoint http() {
    return settings.http();
  }

  public Settings settings() {
    return settings;
  }

  /** The folder of the configuration; the data directory is {@code data} in it as a rule. */
  public Path folder() {
    return configuration.getParent();
  }

  /** Runs a verb that must succeed, and gives its standard output without blanks at the ends. */
  public String verb(Object... words) {
    return attempt(words).succeeded().text();
  }

  /** Runs a verb, whatever comes of it; by the launcher where no daemon of this one runs. */
  public Output attempt(Object... words) {
    return daemon != null && daemon.isAlive()
        ? OwnProcess.run(configuration, words)
        : launch(words);
  }

  /** Runs a verb by the launcher, as an operator does. */
  public Output launch(Object... words) {
    return Command.of(launcher().toString(), "-c", configuration)
        .with(words)
        .within(VERB_MAX)
        .run();
  }

  /** Adds a TSIG key that zones can then be given. */
  public void know(TsigSecret key) {
    verb("import-tsig-key", key.name(), key.algorithm(), key.secret());
  }

  /** Makes a secondary zone, pulled without a key, and waits for its first transfer. */
  public void pull(String zone, Endpoint... primaries) {
    create(zone, primaries);
    verb("retrieve", zone);
  }

  /** Makes a secondary zone, pulled with a key that is known, and waits for its first transfer. */
  public void pull(String zone, TsigSecret key, Endpoint... primaries) {
    create(zone, primaries);
    verb("activate-tsig-key", zone, key.name(), "slave");
    verb("retrieve", zone);
  }

  /** Makes a secondary zone. */
  public void create(String zone, Endpoint... primaries) {
    List<Object> words = new ArrayList<>(List.of("create-slave-zone", zone));
    List.of(primaries).forEach(primary -> words.add(primary.withColon()));
    verb(words.toArray());
  }

  /** Hands the zone on to whoever has the key, and tells these secondaries of new serials. */
  public void handOn(String zone, TsigSecret key, Endpoint... secondaries) {
    verb("activate-tsig-key", zone, key.name(), "master");
    List<Object> words = new ArrayList<>(List.of("set-meta", zone, "ALSO-NOTIFY"));
    List.of(secondaries).forEach(secondary -> words.add(secondary.withColon()));
    verb(words.toArray());
  }

  /** Changes how the zone proves what is not there. */
  public void deny(String zone, Denial denial) {
    deny(zone, Chain.of(denial));
  }

  /** The same with parameters of NSEC3. */
  public void deny(String zone, Chain chain) {
    String hashing = " %d %s".formatted(chain.iterations(), chain.salt());
    switch (chain.denial()) {
      case NSEC -> verb("unset-nsec3", zone);
      case NSEC3 -> verb("set-nsec3", zone, "1 0" + hashing);
      case NSEC3_OPT_OUT -> verb("set-nsec3", zone, "1 1" + hashing);
      case NSEC3_NARROW -> verb("set-nsec3", zone, "1 0" + hashing, "narrow");
    }
  }

  /** The DS records that it wants the parent to publish. */
  public List<DSRecord> ds(String zone) {
    String text = verb("export-zone-ds", zone);
    List<DSRecord> records = DS.matcher(text).results().map(Frontsigner::record).toList();
    if (records.isEmpty()) {
      throw new AssertionError("export-zone-ds " + zone + " gives no DS: " + text);
    }
    return records;
  }

  /** The DNSKEY record of a key, by its id. */
  public Record dnskey(String zone, String id) {
    String text = verb("export-zone-dnskey", zone, id);
    Matcher found = DNSKEY.matcher(text);
    if (!found.find()) {
      throw new AssertionError(
          "export-zone-dnskey " + zone + " " + id + " gives no DNSKEY: " + text);
    }
    return ZoneData.record(ZoneData.name(zone), "@ DNSKEY " + found.group(1));
  }

  private static DSRecord record(MatchResult found) {
    Name owner = ZoneData.name(found.group(1));
    int tag = Integer.parseInt(found.group(2));
    int algorithm = Integer.parseInt(found.group(3));
    int digest = Integer.parseInt(found.group(4));
    long ttl = 3600;
    return new DSRecord(
        owner, DClass.IN, ttl, tag, algorithm, digest, base16.fromString(found.group(5)));
  }

  @Override
  public String toString() {
    return name + " " + dns().withColon();
  }
}
