package org.frontsigner.keeper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.frontsigner.api.AlgorithmView;
import org.frontsigner.api.Done;
import org.frontsigner.api.ExportedKey;
import org.frontsigner.api.KeyAdded;
import org.frontsigner.api.KeyAdmin;
import org.frontsigner.api.KeyRole;
import org.frontsigner.api.KeyText;
import org.frontsigner.api.KeyView;
import org.frontsigner.api.Problem;
import org.frontsigner.signing.Algorithm;
import org.frontsigner.signing.KeyFile;
import org.frontsigner.signing.KeyMaterial;
import org.frontsigner.signing.KeyPem;
import org.frontsigner.signing.KeyProof;
import org.frontsigner.signing.KeySet;
import org.frontsigner.signing.SigningFailed;
import org.frontsigner.signing.ZoneKey;
import org.frontsigner.wire.DomainName;

/** The verbs about a zone's keys. */
final class KeyVerbs implements KeyAdmin {
  private static final int RSA_BITS_WISE = 2048;
  private static final int MAKING_MAX = 20;

  private final Keepers keepers;
  private final Surroundings around;
  private final VerbTarget target;

  KeyVerbs(Keepers keepers, Surroundings around) {
    this.keepers = keepers;
    this.around = around;
    this.target = new VerbTarget(keepers);
  }

  @Override
  public Done secureZone(String zone) {
    ZoneKeeper keeper = target.zone(zone).keeper();
    refusePresigned(keeper);
    Algorithm algorithm = Algorithm.of(around.settings().defaultAlgorithm()).orElseThrow();
    int flags = ZoneKey.SECURE_ENTRY_POINT;
    KeyMaterial material = fresh(keeper, flags, algorithm, algorithm.defaultBits());
    ZoneKey key = proven(keeper, flags, true, true, material);
    keeper.change(
        settings -> {
          if (!settings.keys().isEmpty()) {
            throw hasKeys(keeper.name(), settings.keys());
          }
          return withDefaultDenial(settings).withKeys(List.of(key));
        });
    return new Done(
        "Zone %s is signed with key %d, tag %d, %s"
            .formatted(keeper.name().toText(), key.id(), key.keyTag(), key.algorithm().mnemonic()),
        List.of());
  }

  private static void refusePresigned(ZoneKeeper keeper) {
    if (keeper.policy().wantsPresigned()) {
      throw Problem.failed(
          "Zone %s is presigned: whoever it comes from signs it, with other keys"
              .formatted(keeper.name().toText()),
          "Use unset-presigned first; keys that are to sign then can be imported before");
    }
  }

  private static Problem hasKeys(DomainName zone, List<ZoneKey> keys) {
    return Problem.failed(
        "Zone %s has %d %s already"
            .formatted(zone.toText(), keys.size(), keys.size() == 1 ? "key" : "keys"),
        keys.stream().anyMatch(ZoneKey::active)
            ? "See show-zone; add-zone-key makes another"
            : "None of them is active: activate-zone-key makes one sign again");
  }

  private ZoneSettings withDefaultDenial(ZoneSettings settings) {
    boolean isSet = settings.metadata().value(MetadataKind.NSEC3PARAM.text()).isPresent();
    return isSet
        ? settings
        : settings.withMetadata(
            DenialVerbs.withDenial(settings.metadata(), around.settings().defaultDenial()));
  }

  @Override
  public Done disableDnssec(String zone) {
    ZoneKeeper keeper = target.zone(zone).keeper();
    ServedBefore before = ServedBefore.of(keeper);
    keeper.change(
        settings ->
            settings
                .withKeys(settings.keys().stream().map(key -> key.withActive(false)).toList())
                .withMetadata(settings.metadata().with(MetadataKind.PRESIGNED.text(), List.of())));
    String name = keeper.name().toText();
    return before.signed()
        ? new Done("Zone " + name + " is served unsigned", before.warnings(keeper))
        : Done.of("Zone " + name + " was not signed");
  }

  @Override
  public KeyAdded addZoneKey(String zone, KeyRole role, int bits, String algorithm) {
    ZoneKeeper keeper = target.zone(zone).keeper();
    Algorithm wanted = algorithm.isEmpty() ? usualAlgorithm(keeper) : algorithm(algorithm);
    KeyMaterial material =
        fresh(keeper, flags(role), wanted, bits == 0 ? wanted.defaultBits() : bits);
    return add(keeper, role, material);
  }

  private static int flags(KeyRole role) {
    return role.secureEntryPoint() ? ZoneKey.SECURE_ENTRY_POINT : ZoneKey.ZONE_KEY;
  }

  /** A new key with a tag of its own: one in thousands has that of another one. */
  private KeyMaterial fresh(ZoneKeeper keeper, int flags, Algorithm algorithm, int bits) {
    KeyAdmission admission = new KeyAdmission(keeper, around.settings());
    for (int i = 0; i < MAKING_MAX; i++) {
      KeyMaterial material = make(algorithm, bits);
      if (!admission.isTagTaken(new ZoneKey(0, flags, false, false, material))) {
        return material;
      }
    }
    throw Problem.failed(
        "Zone %s: each of %d new keys has the tag of another one"
            .formatted(keeper.name().toText(), MAKING_MAX),
        "Look at the keys with show-zone, and try again");
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

  private KeyMaterial make(Algorithm algorithm, int bits) {
    try {
      return around.keyMaker().make(algorithm, bits);
    } catch (IllegalArgumentException e) {
      throw new Problem(
          e.getCause() == null ? Problem.Kind.USAGE : Problem.Kind.FAILED,
          "A key can't be made: " + e.getMessage(),
          "list-algorithms shows what there is",
          e);
    }
  }

  @Override
  public KeyAdded importZoneKey(String zone, KeyText key, KeyRole role) {
    ZoneKeeper keeper = target.zone(zone).keeper();
    KeyImport files = new KeyImport(keeper.name(), key);
    return imported(keeper, role, files, files.ofPrivateFile());
  }

  @Override
  public KeyAdded importZoneKeyPem(String zone, KeyText key, String algorithm, KeyRole role) {
    ZoneKeeper keeper = target.zone(zone).keeper();
    KeyImport files = new KeyImport(keeper.name(), key);
    return imported(keeper, role, files, files.ofPem(algorithm(algorithm)));
  }

  private KeyAdded imported(
      ZoneKeeper keeper, KeyRole role, KeyImport files, KeyMaterial material) {
    KeyAdded added = add(keeper, role, material);
    List<String> warnings = new ArrayList<>(added.warnings());
    warnings.addAll(files.warnings(new ZoneKey(0, flags(role), false, false, material)));
    return new KeyAdded(added.zone(), added.id(), added.keyTag(), warnings);
  }

  private KeyAdded add(ZoneKeeper keeper, KeyRole role, KeyMaterial material) {
    ZoneKey key = proven(keeper, flags(role), role.active(), role.published(), material);
    KeyAdmission admission = new KeyAdmission(keeper, around.settings());
    keeper.change(settings -> admission.with(settings, key));
    List<String> warnings = warnings(key);
    warnings.addAll(PresignedVerbs.withoutEffect(keeper));
    warnings.addAll(admission.warnings(key));
    ZoneKey signs = VerbTarget.key(keeper.name(), keeper.policy().keys().all(), key.id());
    if (signs.algorithm() != key.algorithm()) {
      warnings.add(renumbered(key.algorithm(), signs.algorithm()));
    }
    return new KeyAdded(keeper.name().toString(), key.id(), signs.keyTag(), warnings);
  }

  /** RFC 5155, 2: the number says which way of denial the zone has, and a DS names it. */
  private static String renumbered(Algorithm kept, Algorithm served) {
    return "By the zone's way of denial the key is %s (%d), not %s (%d): tag and DS are others"
        .formatted(served.mnemonic(), served.number(), kept.mnemonic(), kept.number());
  }

  /** A key is stored only when it signs and what it signs verifies. */
  private ZoneKey proven(
      ZoneKeeper keeper, int flags, boolean active, boolean published, KeyMaterial material) {
    try {
      KeyProof.prove(material, around.crypto());
    } catch (SigningFailed e) {
      throw Problem.failed(
          "Zone %s: the key does not work: %s".formatted(keeper.name().toText(), e.getMessage()),
          "Its numbers are wrong, or this Java does not sign with them: try another key",
          e);
    }
    return new ZoneKey(around.store().nextKeyId(), flags, active, published, material);
  }

  private static List<String> warnings(ZoneKey key) {
    List<String> warnings = new ArrayList<>();
    key.algorithm()
        .deprecation()
        .ifPresent(why -> warnings.add("Algorithm " + key.algorithm().mnemonic() + " " + why));
    if (key.algorithm().family() == Algorithm.Family.RSA && key.material().bits() < RSA_BITS_WISE) {
      warnings.add("A RSA key of %d bits is weak".formatted(key.material().bits()));
    }
    if (key.active() && !key.published()) {
      warnings.add("The key signs and is not published: its signatures can't be validated");
    }
    return warnings;
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
    return new ExportedKey(keeper.name().toString(), id, KeyPem.print(key.material()));
  }

  @Override
  public KeyView exportZoneDnskey(String zone, long id) {
    ZoneKeeper keeper = target.zone(zone).keeper();
    VerbTarget.key(keeper, id);
    return KeyViews.of(keeper).stream().filter(view -> view.id() == id).findFirst().orElseThrow();
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
  public Done activateZoneKey(String zone, long id) {
    return edit(zone, id, "active", key -> key.withActive(true));
  }

  @Override
  public Done deactivateZoneKey(String zone, long id) {
    return edit(zone, id, "inactive", key -> key.withActive(false));
  }

  @Override
  public Done publishZoneKey(String zone, long id) {
    return edit(zone, id, "published", key -> key.withPublished(true));
  }

  @Override
  public Done unpublishZoneKey(String zone, long id) {
    return edit(zone, id, "unpublished", key -> key.withPublished(false));
  }

  private Done edit(String zone, long id, String state, UnaryOperator<ZoneKey> edit) {
    ZoneKeeper keeper = target.zone(zone).keeper();
    ZoneKey before = VerbTarget.key(keeper, id);
    ServedBefore served = ServedBefore.of(keeper);
    keeper.change(
        settings -> {
          ZoneKey key = VerbTarget.key(keeper.name(), settings.keys(), id);
          List<ZoneKey> keys = new ArrayList<>(settings.keys());
          keys.set(keys.indexOf(key), edit.apply(key));
          return settings.withKeys(keys);
        });
    ZoneKey after = VerbTarget.key(keeper, id);
    String verb = before.equals(after) ? "was" : "is";
    List<String> warnings = warnings(after);
    warnings.addAll(PresignedVerbs.withoutEffect(keeper));
    warnings.addAll(served.warnings(keeper));
    return new Done(
        "Key %d of zone %s %s %s".formatted(id, keeper.name().toText(), verb, state), warnings);
  }

  @Override
  public Done removeZoneKey(String zone, long id) {
    ZoneKeeper keeper = target.zone(zone).keeper();
    ServedBefore served = ServedBefore.of(keeper);
    keeper.change(
        settings -> {
          ZoneKey key = VerbTarget.key(keeper.name(), settings.keys(), id);
          List<ZoneKey> keys = new ArrayList<>(settings.keys());
          keys.remove(key);
          return settings.withKeys(keys);
        });
    return new Done(
        "Key %d of zone %s is removed".formatted(id, keeper.name().toText()),
        served.warnings(keeper));
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
