package org.frontsigner.keeper;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.frontsigner.api.DenialAdmin;
import org.frontsigner.api.Done;
import org.frontsigner.api.HashedName;
import org.frontsigner.api.Problem;
import org.frontsigner.signing.Denial;
import org.frontsigner.signing.Nsec3Hash;
import org.frontsigner.signing.Nsec3Parameters;
import org.frontsigner.wire.DomainName;

/** The verbs about how absence is denied. */
final class DenialVerbs implements DenialAdmin {
  private final VerbTarget target;
  private final KeyGate gate;

  DenialVerbs(Keepers keepers, Surroundings around) {
    this.target = new VerbTarget(keepers);
    this.gate = new KeyGate(around);
  }

  /** The metadata with a way of denial set. */
  static Metadata withDenial(Metadata metadata, Denial denial) {
    Optional<Nsec3Parameters> parameters = denial.nsec3();
    List<String> narrow = denial instanceof Denial.Narrow ? List.of("1") : List.of();
    return metadata
        .with(
            MetadataKind.NSEC3PARAM.text(),
            parameters.map(Nsec3Parameters::toString).map(List::of).orElse(List.of()))
        .with(MetadataKind.NSEC3NARROW.text(), narrow);
  }

  @Override
  public Done setNsec3(String zone, String parameters, boolean narrow, boolean force) {
    ZoneKeeper keeper = target.zone(zone).keeper();
    Nsec3Parameters parsed = parse(keeper.name(), parameters);
    refuseIterationsBeyond(keeper.policy().keeper().nsec3IterationsMax(), parsed);
    Denial denial = narrow ? new Denial.Narrow(parsed) : new Denial.Nsec3(parsed);
    List<String> warnings = warnings(parsed, narrow);
    warnings.addAll(set(keeper, denial, force));
    return new Done(
        "Zone %s denies by NSEC3 with parameters %s%s"
            .formatted(keeper.name().toText(), parsed, narrow ? ", narrow" : ""),
        warnings);
  }

  private static void refuseIterationsBeyond(int max, Nsec3Parameters parameters) {
    if (parameters.iterations() > max) {
      throw Problem.usage(
          "%d iterations are more than the %d that are allowed"
              .formatted(parameters.iterations(), max),
          "Use 0, or raise limits.nsec3-iterations-max");
    }
  }

  private static Nsec3Parameters parse(DomainName zone, String text) {
    try {
      return text.isBlank() ? Nsec3Parameters.DEFAULT : Nsec3Parameters.parse(text);
    } catch (IllegalArgumentException e) {
      throw Problem.usage("Zone " + zone.toText() + ": " + e.getMessage(), "Try '1 0 0 -'");
    }
  }

  private static List<String> warnings(Nsec3Parameters parameters, boolean narrow) {
    List<String> warnings = new ArrayList<>();
    if (parameters.iterations() > 0 || parameters.salt().length > 0) {
      warnings.add("Iterations and salt cost and do not protect: use '1 0 0 -' (RFC 9276)");
    }
    if (narrow) {
      warnings.add("A narrow zone has no chain, so its transfers are refused");
    }
    return warnings;
  }

  @Override
  public Done unsetNsec3(String zone, boolean force) {
    ZoneKeeper keeper = target.zone(zone).keeper();
    List<String> warnings = set(keeper, new Denial.Nsec(), force);
    return new Done("Zone " + keeper.name().toText() + " denies by NSEC", warnings);
  }

  private List<String> set(ZoneKeeper keeper, Denial denial, boolean force) {
    ServedBefore before = ServedBefore.of(keeper);
    List<String> warnings =
        new ArrayList<>(
            gate.change(
                keeper,
                force,
                settings -> settings.withMetadata(withDenial(settings.metadata(), denial))));
    warnings.addAll(before.warnings(keeper));
    warnings.addAll(PresignedVerbs.withoutEffect(keeper));
    return warnings;
  }

  @Override
  public HashedName hashZoneRecord(String zone, String name) {
    ZoneKeeper keeper = target.zone(zone).keeper();
    Nsec3Parameters parameters =
        keeper
            .denial()
            .nsec3()
            .orElseThrow(
                () ->
                    Problem.failed(
                        "Zone " + keeper.name().toText() + " has no NSEC3 settings",
                        "Set them with set-nsec3"));
    DomainName full = within(keeper.name(), name);
    byte[] hash = new Nsec3Hash(parameters).of(full);
    String text = new String(Nsec3Hash.label(hash, 0), java.nio.charset.StandardCharsets.US_ASCII);
    return new HashedName(keeper.name().toString(), full.toString(), parameters.toString(), text);
  }

  private static DomainName within(DomainName zone, String text) {
    DomainName name = VerbTarget.name("name", text);
    if (name.isAtOrBelow(zone)) {
      return name;
    }
    if (text.endsWith(".")) {
      throw Problem.failed(name + " is not in the zone " + zone.toText(), "");
    }
    return VerbTarget.name("name", text + "." + zone);
  }
}
