package org.frontsigner.keeper;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.frontsigner.api.Done;
import org.frontsigner.api.MetadataAdmin;
import org.frontsigner.api.Metadatum;
import org.frontsigner.api.Problem;

/** The verbs about a zone's metadata. */
final class MetadataVerbs implements MetadataAdmin {
  private final Keepers keepers;
  private final VerbTarget target;
  private final KeyGate gate;

  MetadataVerbs(Keepers keepers, Surroundings around) {
    this.keepers = keepers;
    this.target = new VerbTarget(keepers);
    this.gate = new KeyGate(around);
  }

  /** All kinds that are set. */
  static List<Metadatum> of(Metadata metadata) {
    return metadata.byKind().entrySet().stream()
        .map(entry -> new Metadatum(entry.getKey(), entry.getValue()))
        .toList();
  }

  @Override
  public List<Metadatum> getMeta(String zone, List<String> kinds) {
    Metadata metadata = target.zone(zone).keeper().stored().settings().metadata();
    if (kinds.isEmpty()) {
      return of(metadata);
    }
    return kinds.stream()
        .map(MetadataCheck::kind)
        .map(kind -> new Metadatum(kind, metadata.values(kind)))
        .toList();
  }

  @Override
  public Done setMeta(String zone, String kind, List<String> values, boolean force) {
    ZoneKeeper keeper = target.zone(zone).keeper();
    String known = MetadataCheck.kind(kind);
    List<String> checked = checked(known, values);
    ServedBefore served = ServedBefore.of(keeper);
    List<String> warnings = new ArrayList<>(warnings(known, checked));
    warnings.addAll(
        change(
            keeper,
            force,
            settings -> settings.withMetadata(settings.metadata().with(known, checked))));
    warnings.addAll(served.warnings(keeper));
    warnings.addAll(withoutEffect(keeper, known));
    return new Done(
        "Zone %s: %s is %s"
            .formatted(
                keeper.name().toText(),
                known,
                checked.isEmpty() ? "not set" : "'" + String.join("' '", checked) + "'"),
        warnings);
  }

  /** PRESIGNED is set as set-presigned sets it. */
  private List<String> change(ZoneKeeper keeper, boolean force, UnaryOperator<ZoneSettings> edit) {
    boolean before = keeper.policy().wantsPresigned();
    List<String> warnings = new ArrayList<>(gate.change(keeper, force, edit));
    if (!before && keeper.policy().wantsPresigned()) {
      warnings.addAll(PresignedVerbs.begun(keeper));
      keepers.checkNow(keeper.name());
    }
    return warnings;
  }

  /** What is set and does nothing, as the zone is now. */
  private static List<String> withoutEffect(ZoneKeeper keeper, String text) {
    MetadataKind kind = MetadataKind.of(text).orElse(null);
    ZoneSettings settings = keeper.stored().settings();
    if (kind == null || settings.metadata().values(text).isEmpty()) {
      return List.of();
    }
    if (kind.isOfPulling() && settings.type() != ZoneType.SLAVE) {
      return List.of("The zone is not pulled from a primary: this has no effect");
    }
    if (kind.isOfSigning() && !keeper.policy().isSecured()) {
      return keeper.policy().wantsPresigned()
          ? PresignedVerbs.withoutEffect(keeper)
          : List.of("The zone is not signed: this has no effect before a key is active");
    }
    return kind == MetadataKind.NSEC3NARROW && keeper.policy().denial().nsec3().isEmpty()
        ? List.of("The zone denies by NSEC: this has no effect before NSEC3PARAM is set")
        : List.of();
  }

  private static List<String> checked(String kind, List<String> values) {
    return MetadataKind.of(kind)
        .map(known -> MetadataCheck.normalized(known, values))
        .orElseGet(() -> MetadataCheck.free(kind, values));
  }

  private static List<String> warnings(String kind, List<String> values) {
    if (kind.equals(MetadataKind.SIGNATURE_VALIDITY.text()) && !values.isEmpty()) {
      return List.of(
          "The times of signatures are pinned: they no longer follow the week, and expire unless"
              + " you set them again");
    }
    if (kind.equals(MetadataKind.SOA_EDIT.text()) && values.contains("NONE")) {
      return List.of(
          "The served serial does not rise with new signatures, so secondaries do not fetch them");
    }
    return List.of();
  }

  @Override
  public Done addMeta(String zone, String kind, List<String> values, boolean force) {
    String known = MetadataCheck.kind(kind);
    if (values.isEmpty()) {
      throw Problem.usage("add-meta needs a value of " + known, "");
    }
    ZoneKeeper keeper = target.zone(zone).keeper();
    ServedBefore served = ServedBefore.of(keeper);
    List<String> warnings = new ArrayList<>();
    warnings.addAll(
        change(
            keeper,
            force,
            settings -> {
              List<String> all = new ArrayList<>(settings.metadata().values(known));
              checked(known, values).stream()
                  .filter(value -> !all.contains(value))
                  .forEach(all::add);
              return settings.withMetadata(settings.metadata().with(known, checked(known, all)));
            }));
    warnings.addAll(served.warnings(keeper));
    warnings.addAll(withoutEffect(keeper, known));
    return new Done(
        "Zone %s: %s has %s"
            .formatted(
                keeper.name().toText(), known, keeper.stored().settings().metadata().values(known)),
        warnings);
  }
}
