package org.frontsigner.keeper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.frontsigner.api.AlgorithmView;
import org.frontsigner.api.Done;
import org.frontsigner.api.ExportedKey;
import org.frontsigner.api.KeyAdded;
import org.frontsigner.api.KeyAdmin;
import org.frontsigner.api.KeyRole;
import org.frontsigner.api.KeyText;
import org.frontsigner.api.KeyView;
import org.frontsigner.api.Keying;
import org.frontsigner.api.Problem;
import org.frontsigner.api.ZonesReport;
import org.frontsigner.signing.Algorithm;
import org.frontsigner.signing.KeyFile;
import org.frontsigner.signing.KeyMaterial;
import org.frontsigner.signing.KeyPem;
import org.frontsigner.signing.KeySet;
import org.frontsigner.signing.TokenMaterial;
import org.frontsigner.signing.ZoneKey;

/** The verbs about a zone's keys. */
final class KeyVerbs implements KeyAdmin {
  private final Keepers keepers;
  private final Surroundings around;
  private final VerbTarget target;
  private final KeyGate gate;
  private final NewKeys newKeys;
  private final SecureVerbs securing;

  KeyVerbs(Keepers keepers, Surroundings around) {
    this.keepers = keepers;
    this.around = around;
    this.target = new VerbTarget(keepers);
    this.gate = new KeyGate(around);
    this.newKeys = new NewKeys(around);
    this.securing = new SecureVerbs(keepers, around);
  }

  @Override
  public Done secureZone(String zone, Keying keying) {
    return securing.secure(target.zone(zone).keeper(), keying);
  }

  private KeySteps steps(ZoneKeeper keeper) {
    return new KeySteps(around, keeper);
  }

  @Override
  public ZonesReport secureAllZones(boolean increaseSerial) {
    return securing.secureAll(increaseSerial);
  }

  @Override
  public Done disableDnssec(String zone, boolean force) {
    ZoneKeeper keeper = target.zone(zone).keeper();
    ServedBefore before = ServedBefore.of(keeper);
    List<String> warnings = new ArrayList<>(gate.change(keeper, force, KeyVerbs::withoutDnssec));
    warnings.addAll(before.warnings(keeper));
    String name = keeper.name().toText();
    return before.signed()
        ? new Done("Zone " + name + " is served unsigned", warnings, steps(keeper).afterDisabling())
        : Done.of("Zone " + name + " was not signed");
  }

  private static ZoneSettings withoutDnssec(ZoneSettings settings) {
    return settings
        .withKeys(settings.keys().stream().map(key -> key.withActive(false)).toList())
        .withMetadata(settings.metadata().with(MetadataKind.PRESIGNED.text(), List.of()));
  }

  @Override
  public KeyAdded addZoneKey(String zone, KeyRole role, int bits, String algorithm, boolean force) {
    ZoneKeeper keeper = target.zone(zone).keeper();
    Algorithm wanted = algorithm.isEmpty() ? usualAlgorithm(keeper) : algorithm(algorithm);
    KeyMaterial material =
        newKeys.fresh(keeper, flags(role), wanted, bits == 0 ? wanted.defaultBits() : bits);
    return add(keeper, role, material, force);
  }

  static int flags(KeyRole role) {
    return role.secureEntryPoint() ? ZoneKey.SECURE_ENTRY_POINT : ZoneKey.ZONE_KEY;
  }

  private Algorithm usualAlgorithm(ZoneKeeper keeper) {
    List<Algorithm> used =
        keeper.stored().settings().keys().stream().map(ZoneKey::algorithm).distinct().toList();
    return used.size() == 1
        ? used.get(0)
        : Algorithm.of(around.settings().defaultAlgorithm()).orElseThrow();
  }

  private static Algorithm algorithm(String text) {
    return Algorithm.of(text)
        .orElseThrow(
            () ->
                Problem.usage("There is no algorithm '" + text + "'", "list-algorithms shows all"));
  }

  @Override
  public KeyAdded importZoneKey(String zone, KeyText key, KeyRole role, boolean force) {
    ZoneKeeper keeper = target.zone(zone).keeper();
    KeyImport files = new KeyImport(keeper.name(), key);
    return imported(keeper, role, files, files.ofPrivateFile(), force);
  }

  @Override
  public KeyAdded importZoneKeyPem(
      String zone, KeyText key, String algorithm, KeyRole role, boolean force) {
    ZoneKeeper keeper = target.zone(zone).keeper();
    KeyImport files = new KeyImport(keeper.name(), key);
    return imported(keeper, role, files, files.ofPem(algorithm(algorithm)), force);
  }

  private KeyAdded imported(
      ZoneKeeper keeper, KeyRole role, KeyImport files, KeyMaterial material, boolean force) {
    KeyAdded added = add(keeper, role, material, force);
    List<String> warnings = new ArrayList<>(added.warnings());
    warnings.addAll(files.warnings(new ZoneKey(0, flags(role), false, false, material)));
    return new KeyAdded(added.zone(), added.id(), added.keyTag(), warnings, added.next());
  }

  private KeyAdded add(ZoneKeeper keeper, KeyRole role, KeyMaterial material, boolean force) {
    ZoneKey key = newKeys.proven(keeper, flags(role), role.active(), role.published(), material);
    KeyAdmission admission = new KeyAdmission(keeper, around.settings());
    boolean wasSecured = keeper.policy().isSecured();
    List<String> warnings =
        new ArrayList<>(gate.change(keeper, force, settings -> admission.with(settings, key)));
    warnings.addAll(NewKeys.warnings(key));
    warnings.addAll(PresignedVerbs.withoutEffect(keeper));
    warnings.addAll(admission.warnings(key));
    ZoneKey signs = VerbTarget.key(keeper.name(), keeper.policy().keys().all(), key.id());
    if (signs.algorithm() != key.algorithm()) {
      warnings.add(renumbered(key.algorithm(), signs.algorithm()));
    }
    List<String> next =
        wasSecured || !key.active()
            ? steps(keeper).afterAdding(key.id())
            : steps(keeper).afterSecuring();
    return new KeyAdded(keeper.name().toString(), key.id(), signs.keyTag(), warnings, next);
  }

  /** RFC 5155, 2: the number says which way of denial the zone has, and a DS names it. */
  static String renumbered(Algorithm kept, Algorithm served) {
    return "By the zone's way of denial the key is %s (%d), not %s (%d): tag and DS are others"
        .formatted(served.mnemonic(), served.number(), kept.mnemonic(), kept.number());
  }

  @Override
  public ExportedKey exportZoneKey(String zone, long id) {
    ZoneKeeper keeper = target.zone(zone).keeper();
    ZoneKey key = VerbTarget.key(keeper, id);
    return new ExportedKey(keeper.name().toString(), id, KeyFile.print(key.material()));
  }

  @Override
  public ExportedKey exportZoneKeyPem(String zone, long id) {
    ZoneKeeper keeper = target.zone(zone).keeper();
    ZoneKey key = VerbTarget.key(keeper, id);
    if (key.material() instanceof TokenMaterial token) {
      throw Problem.failed(
          "Key %d of zone %s can't be exported: its private half stays in its token, %s"
              .formatted(id, keeper.name().toText(), token.reference()),
          "export-zone-key prints where it is; export-zone-dnskey prints its public half");
    }
    return new ExportedKey(keeper.name().toString(), id, KeyPem.print(key.material()));
  }

  @Override
  public KeyView exportZoneDnskey(String zone, long id) {
    ZoneKeeper keeper = target.zone(zone).keeper();
    requireMade(keeper, VerbTarget.key(keeper, id));
    return KeyViews.withAllDigests(keeper).stream()
        .filter(view -> view.id() == id)
        .findFirst()
        .orElseThrow();
  }

  @Override
  public List<KeyView> exportZoneDs(String zone) {
    ZoneKeeper keeper = target.zone(zone).keeper();
    KeySet keys = keeper.policy().keys();
    if (keys.entryPoints().isEmpty()) {
      throw Problem.failed(
          "Zone " + keeper.name().toText() + " has no published key that a DS could point to",
          "Make one with secure-zone or add-zone-key, or publish one with publish-zone-key");
    }
    return keys.entryPoints().stream().map(key -> KeyViews.of(keeper.name(), keys, key)).toList();
  }

  @Override
  public Done activateZoneKey(String zone, long id, boolean force) {
    boolean wasSecured = target.zone(zone).keeper().policy().isSecured();
    Edit edit =
        new Edit(
            "active",
            key -> key.withActive(true),
            (steps, key) -> wasSecured ? steps.afterActivating(key) : steps.afterSecuring());
    return edit(zone, id, edit, force);
  }

  @Override
  public Done deactivateZoneKey(String zone, long id, boolean force) {
    Edit edit = new Edit("inactive", key -> key.withActive(false), KeySteps::afterRetiring);
    return edit(zone, id, edit, force);
  }

  @Override
  public Done publishZoneKey(String zone, long id, boolean force) {
    Edit edit = new Edit("published", key -> key.withPublished(true), KeySteps::afterAdding);
    return edit(zone, id, edit, force);
  }

  @Override
  public Done unpublishZoneKey(String zone, long id, boolean force) {
    Edit edit = new Edit("unpublished", key -> key.withPublished(false), KeySteps::afterRetiring);
    return edit(zone, id, edit, force);
  }

  /** What a verb makes of a key, and what comes next. */
  private record Edit(
      String state,
      UnaryOperator<ZoneKey> change,
      BiFunction<KeySteps, Long, List<String>> following) {}

  private Done edit(String zone, long id, Edit edit, boolean force) {
    ZoneKeeper keeper = target.zone(zone).keeper();
    ZoneKey before = VerbTarget.key(keeper, id);
    requireMade(keeper, before);
    ServedBefore served = ServedBefore.of(keeper);
    List<String> warnings =
        new ArrayList<>(
            gate.change(
                keeper,
                force,
                settings -> {
                  ZoneKey key = VerbTarget.key(keeper.name(), settings.keys(), id);
                  List<ZoneKey> keys = new ArrayList<>(settings.keys());
                  keys.set(keys.indexOf(key), edit.change().apply(key));
                  return settings.withKeys(keys);
                }));
    ZoneKey after = VerbTarget.key(keeper, id);
    String verb = before.equals(after) ? "was" : "is";
    warnings.addAll(NewKeys.warnings(after));
    warnings.addAll(PresignedVerbs.withoutEffect(keeper));
    warnings.addAll(served.warnings(keeper));
    return new Done(
        "Key %d of zone %s %s %s".formatted(id, keeper.name().toText(), verb, edit.state()),
        warnings,
        edit.following().apply(steps(keeper), id));
  }

  private static void requireMade(ZoneKeeper keeper, ZoneKey key) {
    if (key.isPending()) {
      throw Problem.failed(
          "Key %d of zone %s is not made yet".formatted(key.id(), keeper.name().toText()),
          "'hsm create-key %s %d' makes it in its token"
              .formatted(keeper.name().toText(), key.id()));
    }
  }

  @Override
  public Done removeZoneKey(String zone, long id, boolean force) {
    ZoneKeeper keeper = target.zone(zone).keeper();
    ServedBefore served = ServedBefore.of(keeper);
    List<String> warnings =
        new ArrayList<>(
            gate.change(
                keeper,
                force,
                settings -> {
                  ZoneKey key = VerbTarget.key(keeper.name(), settings.keys(), id);
                  List<ZoneKey> keys = new ArrayList<>(settings.keys());
                  keys.remove(key);
                  return settings.withKeys(keys);
                }));
    warnings.addAll(served.warnings(keeper));
    return new Done("Key %d of zone %s is removed".formatted(id, keeper.name().toText()), warnings);
  }

  @Override
  public List<KeyView> listKeys(String zone) {
    if (!zone.isEmpty()) {
      return KeyViews.of(target.zone(zone).keeper());
    }
    return keepers.all().stream()
        .sorted(Comparator.comparing(keeper -> keeper.name().toText()))
        .flatMap(keeper -> KeyViews.of(keeper).stream())
        .toList();
  }

  @Override
  public List<AlgorithmView> listAlgorithms() {
    return Arrays.stream(Algorithm.values())
        .map(
            algorithm ->
                new AlgorithmView(
                    algorithm.number(),
                    algorithm.mnemonic(),
                    algorithm.operatorName(),
                    algorithm.defaultBits(),
                    around.crypto().providerName(algorithm),
                    algorithm.deprecation().isPresent()))
        .toList();
  }
}
