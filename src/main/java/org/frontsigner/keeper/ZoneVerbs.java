package org.frontsigner.keeper;

import java.io.ByteArrayInputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.frontsigner.api.CheckReport;
import org.frontsigner.api.Done;
import org.frontsigner.api.Notified;
import org.frontsigner.api.Problem;
import org.frontsigner.api.Retrieved;
import org.frontsigner.api.ZoneAdmin;
import org.frontsigner.api.ZoneLine;
import org.frontsigner.api.ZoneRecords;
import org.frontsigner.api.ZoneStatus;
import org.frontsigner.api.ZonesReport;
import org.frontsigner.bridge.MasterFile;
import org.frontsigner.bridge.MasterFileError;
import org.frontsigner.bridge.MasterFileRules;
import org.frontsigner.signing.SignedZone;
import org.frontsigner.wire.DomainName;
import org.frontsigner.zone.BuildResult;
import org.frontsigner.zone.IntakePolicy;
import org.frontsigner.zone.Zone;
import org.frontsigner.zone.ZoneBuilder;

/** The verbs about whole zones. */
final class ZoneVerbs implements ZoneAdmin {
  private static final int RETRIEVE_SECONDS = 60;

  private final Keepers keepers;
  private final Surroundings around;
  private final boolean daemon;
  private final VerbTarget target;
  private final AllZones zones;
  private final WrittenZones written;

  /**
   * Verbs over these keepers.
   *
   * @param daemon whether primaries are asked and secondaries told, as only a daemon does
   */
  ZoneVerbs(Keepers keepers, Surroundings around, boolean daemon) {
    this.keepers = keepers;
    this.around = around;
    this.daemon = daemon;
    this.target = new VerbTarget(keepers);
    this.zones = new AllZones(keepers);
    this.written = new WrittenZones(keepers, around);
  }

  @Override
  public Done createSlaveZone(String zone, List<String> primaries) {
    DomainName name = VerbTarget.name("zone", zone);
    List<InetSocketAddress> addresses = primaries(primaries);
    requireOurs(name);
    create(name, new ZoneSettings(ZoneType.SLAVE, addresses, List.of(), Metadata.NONE));
    keepers.checkNow(name);
    return Done.of(
        "Zone %s is made, to be pulled from %s"
            .formatted(name.toText(), String.join(", ", primaries)));
  }

  private static List<InetSocketAddress> primaries(List<String> texts) {
    if (texts.isEmpty()) {
      throw Problem.usage("A primary is needed", "Write its address, as 192.0.2.1:5300");
    }
    List<InetSocketAddress> addresses = texts.stream().map(VerbTarget::address).toList();
    if (new HashSet<>(addresses).size() != addresses.size()) {
      throw Problem.usage("A primary is given twice in " + String.join(" ", texts), "");
    }
    return addresses;
  }

  /** What others write down, they change. */
  private void requireOurs(DomainName name) {
    Optional<ConfiguredZone> written = around.store().written(name);
    if (written.isPresent()) {
      throw Problem.failed(
          "Zone %s is written in %s".formatted(name.toText(), written.get().place()),
          "Change it there, then use rediscover; bind-reload-now reads its file");
    }
  }

  private Keepers.Kept create(DomainName name, ZoneSettings settings) {
    if (keepers.size() >= around.settings().zonesMax()) {
      throw Problem.failed(
          "There are %d zones, and more are not allowed".formatted(keepers.size()),
          "Raise limits.zones-max");
    }
    return keepers
        .create(name, settings)
        .orElseThrow(
            () ->
                Problem.failed(
                    "Zone " + name.toText() + " exists",
                    "See show-zone; change-slave-zone-master sets other primaries"));
  }

  @Override
  public Done changeSlaveZoneMaster(String zone, List<String> primaries) {
    List<InetSocketAddress> addresses = primaries(primaries);
    ZoneKeeper keeper = target.zone(zone).keeper();
    requireOurs(keeper.name());
    keeper.change(settings -> settings.withPrimaries(addresses));
    keepers.checkNow(keeper.name());
    return Done.of(
        "Zone %s is pulled from %s"
            .formatted(keeper.name().toText(), String.join(", ", primaries)));
  }

  @Override
  public Done createZone(String zone) {
    DomainName name = VerbTarget.name("zone", zone);
    requireOurs(name);
    create(name, new ZoneSettings(ZoneType.NATIVE, List.of(), List.of(), Metadata.NONE));
    return Done.of("Zone " + name.toText() + " is made, without data; load it with load-zone");
  }

  @Override
  public Done loadZone(String zone, String fileName, String masterFile) {
    DomainName name = VerbTarget.name("zone", zone);
    requireOurs(name);
    Optional<Keepers.Kept> there = keepers.find(name);
    there
        .filter(kept -> kept.keeper().stored().settings().type() == ZoneType.SLAVE)
        .ifPresent(
            kept -> {
              throw Problem.failed(
                  "Zone %s is pulled from primaries: what is loaded would be gone at the next"
                          .formatted(name.toText())
                      + " refresh",
                  "Use retrieve, or make a native zone with create-zone");
            });
    Optional<ZonePolicy> policy = there.map(kept -> kept.keeper().policy());
    BuildResult.Built built = read(name, policy, fileName, masterFile);
    List<String> warnings = new ArrayList<>();
    if (policy.filter(ZonePolicy::wantsPresigned).isPresent()) {
      warnings.addAll(judged(there.orElseThrow().keeper(), fileName, built.zone()));
    }
    warnings.addAll(built.report().sentences());
    ZoneKeeper keeper =
        there
            .orElseGet(
                () ->
                    create(
                        name,
                        new ZoneSettings(ZoneType.NATIVE, List.of(), List.of(), Metadata.NONE)))
            .keeper();
    keeper.accept(built.zone(), new DataChange.Replaced(built.zone()), null);
    return new Done(
        "Zone %s is loaded with serial %d, served as %d"
            .formatted(
                name.toText(), built.zone().serial(), keeper.stored().state().servedSerial()),
        warnings);
  }

  /** What is wrong with the signatures in a file. */
  private List<String> judged(ZoneKeeper keeper, String fileName, Zone zone) {
    PresignedIntake.Verdict verdict = new PresignedIntake(around, keeper.zone()).judge(zone, null);
    if (verdict instanceof PresignedIntake.Verdict.Refused refused) {
      throw Problem.failed(
          "%s: the pre-signed zone %s is refused: %s"
              .formatted(fileName, keeper.name().toText(), refused.reason()),
          "Zone " + keeper.name().toText() + " is as it was");
    }
    return ((PresignedIntake.Verdict.Taken) verdict)
        .faults().stream().map(PresignedIntake::told).toList();
  }

  private BuildResult.Built read(
      DomainName name, Optional<ZonePolicy> policy, String fileName, String masterFile) {
    IntakePolicy intake = policy.map(ZonePolicy::intake).orElse(around.settings().intake());
    ZoneBuilder builder = new ZoneBuilder(name, intake);
    try {
      MasterFile.read(
          new ByteArrayInputStream(masterFile.getBytes(StandardCharsets.UTF_8)),
          fileName,
          name,
          MasterFileRules.withoutIncludes(around.settings().intake().recordsMax()),
          builder::add);
    } catch (MasterFileError e) {
      throw Problem.failed(e.getMessage(), "Zone " + name.toText() + " is as it was", e);
    }
    BuildResult result = builder.build();
    if (result instanceof BuildResult.Refused refused) {
      throw Problem.failed(
          "%s: zone %s is refused by rule %s: %s"
              .formatted(fileName, name.toText(), refused.rule().label(), refused.reason()),
          "Zone " + name.toText() + " is as it was");
    }
    return (BuildResult.Built) result;
  }

  @Override
  public Done deleteZone(String zone) {
    ZoneKeeper keeper = target.zone(zone).keeper();
    requireOurs(keeper.name());
    keepers.delete(keeper);
    return Done.of("Zone " + keeper.name().toText() + " is deleted");
  }

  @Override
  public List<ZoneLine> listAllZones() {
    return zones.inOrder().stream().map(ZoneVerbs::line).toList();
  }

  private static ZoneLine line(ZoneKeeper keeper) {
    StoredZone stored = keeper.stored();
    boolean hasData = keeper.signed().isPresent();
    return new ZoneLine(
        keeper.name().toString(),
        stored.settings().type() == ZoneType.SLAVE ? "slave" : "native",
        keeper.policy().isSecured() || keeper.policy().presigned(),
        hasData ? OptionalLong.of(stored.state().primarySerial()) : OptionalLong.empty(),
        hasData ? OptionalLong.of(stored.state().servedSerial()) : OptionalLong.empty());
  }

  private static SignedZone data(ZoneKeeper keeper) {
    return keeper
        .signed()
        .orElseThrow(
            () ->
                Problem.failed(
                    "Zone " + keeper.name().toText() + " has no data yet",
                    "See show-zone for why its primaries gave none"));
  }

  @Override
  public ZoneRecords listZone(String zone) {
    ZoneKeeper keeper = target.zone(zone).keeper();
    Zone data = data(keeper).zone();
    return new ZoneRecords(keeper.name().toString(), data.serial(), new RecordLines(data));
  }

  @Override
  public ZoneStatus showZone(String zone) {
    return new StatusView(target.zone(zone), around).zone();
  }

  @Override
  public Done rectifyZone(String zone) {
    requireWriter();
    written.zone(VerbTarget.name("zone", zone));
    return written.rectify(target.zone(zone).keeper());
  }

  private void requireWriter() {
    around
        .store()
        .followed()
        .ifPresent(
            followed -> {
              throw Problem.failed(
                  "Nothing can be changed here: " + followed.reason(), "Nothing was changed");
            });
  }

  @Override
  public ZonesReport rectifyAllZones() {
    requireWriter();
    written.takeAllNew();
    return zones.each(this::rectified);
  }

  private ZonesReport.ZoneOutcome rectified(ZoneKeeper keeper) {
    boolean isPulled = keeper.stored().settings().type() == ZoneType.SLAVE;
    if (keeper.signed().isEmpty() && (isPulled || !written.hasRows(keeper))) {
      return AllZones.outcome(
          keeper,
          ZonesReport.State.LEFT,
          Done.of("Zone " + keeper.name().toText() + " has no data yet"));
    }
    return AllZones.outcome(keeper, ZonesReport.State.DONE, rectifyZone(keeper.name().toString()));
  }

  @Override
  public CheckReport checkZone(String zone) {
    Keepers.Kept kept = target.zone(zone);
    return CheckView.of(kept, around, new ParentMemory(around).ask(kept.keeper().name()));
  }

  /** Of many zones only what is known already: resolvers that are silent would hold all up. */
  private CheckReport checked(Keepers.Kept kept) {
    Parent.Answer known =
        new ParentMemory(around)
            .record(kept.keeper().name())
            .<Parent.Answer>map(
                record ->
                    new Parent.Answer.Found(
                        record.newest().records(), record.newest().ttlSeconds()))
            .orElseGet(() -> new Parent.Answer.Unknown("nobody was asked yet; check-zone asks"));
    return CheckView.of(kept, around, known);
  }

  @Override
  public List<CheckReport> checkAllZones(boolean exitOnError) {
    List<CheckReport> reports = new ArrayList<>();
    for (ZoneKeeper keeper : zones.inOrder()) {
      CheckReport report = checked(target.zone(keeper.name().toText()));
      reports.add(report);
      if (exitOnError && report.count(CheckReport.Finding.Severity.ERROR) > 0) {
        break;
      }
    }
    return reports;
  }

  @Override
  public Retrieved retrieve(String zone) {
    Keepers.Kept kept = target.zone(zone);
    ZoneKeeper keeper = kept.keeper();
    String name = keeper.name().toText();
    requireWriter();
    if (!daemon) {
      throw noDaemon("asks primaries");
    }
    if (keeper.stored().settings().type() != ZoneType.SLAVE) {
      throw Problem.failed("Zone " + name + " is native: it has no primaries", "Use load-zone");
    }
    SignedZone before = keeper.signed().orElse(null);
    PullOutcome outcome = pulled(kept, name);
    if (outcome instanceof PullOutcome.Failed failed) {
      throw Problem.failed(
          "Zone " + name + " could not be retrieved: " + failed.text(),
          before == null ? "It answers SERVFAIL until it is" : "What we have is served on");
    }
    return new Retrieved(
        keeper.name().toString(),
        Endpoint.printWithPort(outcome.answeredBy().orElseThrow()),
        how(outcome, before == keeper.signed().orElse(null)),
        keeper.stored().state().primarySerial(),
        keeper.stored().state().servedSerial());
  }

  private PullOutcome pulled(Keepers.Kept kept, String name) {
    try {
      return keepers.pull(kept).get(RETRIEVE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw Problem.failed(
          "Zone %s is not there after %d seconds; it is still being retrieved"
              .formatted(name, RETRIEVE_SECONDS),
          "See show-zone",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.failed("Zone " + name + ": the server stops", "", e);
    } catch (ExecutionException e) {
      throw Problem.failed(
          "Zone " + name + " could not be retrieved: " + e.getCause().getMessage(), "", e);
    }
  }

  private static Retrieved.How how(PullOutcome outcome, boolean unchanged) {
    if (unchanged) {
      return Retrieved.How.UNCHANGED;
    }
    boolean whole = !(outcome instanceof PullOutcome.Fresh fresh) || fresh.differences().isEmpty();
    return whole ? Retrieved.How.AXFR : Retrieved.How.IXFR;
  }

  private static Problem noDaemon(String what) {
    return Problem.failed(
        "No daemon runs, and only a daemon " + what, "Start it with 'frontsigner serve'");
  }

  @Override
  public Notified notifySecondaries(String zone) {
    ZoneKeeper keeper = target.zone(zone).keeper();
    if (!daemon) {
      throw noDaemon("tells secondaries");
    }
    SignedZone data = data(keeper);
    List<String> told =
        keeper.tellSecondaries().stream()
            .map(each -> Endpoint.printWithPort(each.address()))
            .toList();
    if (told.isEmpty()) {
      throw Problem.failed(
          "Zone " + keeper.name().toText() + " has no secondaries to tell",
          "Set them with add-meta ZONE ALSO-NOTIFY ADDRESS, or also-notify in the configuration");
    }
    return new Notified(keeper.name().toString(), data.soa().serial(), told);
  }
}
