package org.frontsigner.keeper;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.frontsigner.api.HsmAdmin;
import org.frontsigner.api.KeyAdded;
import org.frontsigner.api.KeyRole;
import org.frontsigner.api.Problem;
import org.frontsigner.api.TokenKey;
import org.frontsigner.signing.Algorithm;
import org.frontsigner.signing.KeyMaterial;
import org.frontsigner.signing.KeyProof;
import org.frontsigner.signing.SigningFailed;
import org.frontsigner.signing.TokenMaterial;
import org.frontsigner.signing.TokenReference;
import org.frontsigner.signing.TokenRefused;
import org.frontsigner.signing.Tokens;
import org.frontsigner.signing.ZoneKey;
import org.frontsigner.wire.DomainName;

/** The verbs about keys that stay in tokens. */
final class HsmVerbs implements HsmAdmin {
  /** Stands for a PIN that was typed, until it is kept. */
  private static final String TYPED = "typed";

  private final Surroundings around;
  private final VerbTarget target;
  private final KeyGate gate;

  HsmVerbs(Keepers keepers, Surroundings around) {
    this.around = around;
    this.target = new VerbTarget(keepers);
    this.gate = new KeyGate(around);
  }

  private Tokens tokens() {
    return around.crypto().tokens().tokens();
  }

  @Override
  public KeyAdded hsmAssign(
      String zone,
      String algorithm,
      KeyRole role,
      TokenKey key,
      boolean createLater,
      boolean force) {
    ZoneKeeper keeper = target.zone(zone).keeper();
    Algorithm wanted = algorithm(algorithm);
    TokenReference said = reference(key);
    Optional<String> pin = key.isPinTyped() ? Optional.of(key.pin()) : Optional.empty();
    try {
      TokenReference reference = tokens().enter(said, pin);
      TokenMaterial material =
          createLater ? TokenMaterial.pending(wanted, reference) : tokens().find(reference, wanted);
      KeyAdded added =
          createLater ? later(keeper, role, material) : add(keeper, role, material, force);
      return added.withWarnings(indexWarning(said, reference));
    } catch (TokenRefused e) {
      throw refused(keeper.name(), e);
    }
  }

  private static Algorithm algorithm(String text) {
    Algorithm algorithm =
        Algorithm.of(text)
            .orElseThrow(
                () ->
                    Problem.usage(
                        "There is no algorithm '" + text + "'", "list-algorithms shows all"));
    if (algorithm.family() == Algorithm.Family.GOST) {
      throw Problem.usage(
          algorithm.mnemonic() + " keys of tokens are not used here",
          "Take rsasha256, ecdsa256 or another one of list-algorithms");
    }
    return algorithm;
  }

  private static TokenReference reference(TokenKey key) {
    if (key.isPinTyped() && key.pin().isEmpty()) {
      throw Problem.usage("The PIN is empty", "Give it as file:PATH, credential:NAME or -");
    }
    String publicLabel = key.publicLabel().isEmpty() ? key.label() : key.publicLabel();
    try {
      return new TokenReference(
          key.module(), key.slot(), key.isPinTyped() ? TYPED : key.pin(), key.label(), publicLabel);
    } catch (IllegalArgumentException e) {
      throw new Problem(
          Problem.Kind.USAGE, "The key can't be looked for: " + e.getMessage(), "", e);
    }
  }

  private static List<String> indexWarning(TokenReference said, TokenReference kept) {
    return said.slot().equals(kept.slot())
        ? List.of()
        : List.of(
            "Slot %s is an index, which changes with other tokens: it is kept as '%s'"
                .formatted(said.slot(), kept.slot()));
  }

  private static Problem refused(DomainName zone, TokenRefused e) {
    return Problem.failed("Zone %s: %s".formatted(zone.toText(), e.getMessage()), e.remedy(), e);
  }

  private ZoneKey key(KeyRole role, TokenMaterial material) {
    return new ZoneKey(
        around.store().nextKeyId(),
        KeyVerbs.flags(role),
        role.active(),
        role.published(),
        material);
  }

  private KeyAdded later(ZoneKeeper keeper, KeyRole role, TokenMaterial material) {
    ZoneKey key = key(role, material);
    KeyAdmission admission = new KeyAdmission(keeper, around.settings());
    keeper.change(settings -> admission.withPending(settings, key));
    return new KeyAdded(
        keeper.name().toString(),
        key.id(),
        0,
        List.of(
            "The key is not made yet: 'hsm create-key %s %d' makes it"
                .formatted(keeper.name().toText(), key.id())),
        List.of());
  }

  private KeyAdded add(ZoneKeeper keeper, KeyRole role, TokenMaterial material, boolean force) {
    prove(keeper, material);
    ZoneKey key = key(role, material);
    KeyAdmission admission = new KeyAdmission(keeper, around.settings());
    boolean wasSecured = keeper.policy().isSecured();
    List<String> forced = gate.change(keeper, force, settings -> admission.with(settings, key));
    return added(keeper, key, admission, wasSecured).withWarnings(forced);
  }

  private KeyAdded added(
      ZoneKeeper keeper, ZoneKey key, KeyAdmission admission, boolean wasSecured) {
    tokens().watch(((TokenMaterial) key.material()).reference());
    ZoneKey signs = VerbTarget.key(keeper.name(), keeper.policy().keys().all(), key.id());
    List<String> warnings = new ArrayList<>(NewKeys.warnings(key));
    warnings.addAll(admission.warnings(key));
    warnings.addAll(PresignedVerbs.withoutEffect(keeper));
    if (signs.algorithm() != key.algorithm()) {
      warnings.add(KeyVerbs.renumbered(key.algorithm(), signs.algorithm()));
    }
    TokenPace.of(keeper, around).unfinished().ifPresent(warnings::add);
    KeySteps steps = new KeySteps(around, keeper);
    List<String> next =
        wasSecured || !key.active() ? steps.afterAdding(key.id()) : steps.afterSecuring();
    return new KeyAdded(keeper.name().toString(), key.id(), signs.keyTag(), warnings, next);
  }

  private void prove(ZoneKeeper keeper, TokenMaterial material) {
    try {
      KeyProof.prove(material, around.crypto());
    } catch (SigningFailed e) {
      throw Problem.failed(
          "Zone %s: the key does not work: %s".formatted(keeper.name().toText(), e.getMessage()),
          "See that the public key of that label belongs to the private one, and that the token"
              + " signs with it: pkcs11-tool --test",
          e);
    }
  }

  @Override
  public KeyAdded hsmCreateKey(String zone, long id, int bits, boolean force) {
    ZoneKeeper keeper = target.zone(zone).keeper();
    ZoneKey key = VerbTarget.key(keeper, id);
    TokenMaterial pending = pending(keeper, key);
    int size = bits == 0 ? key.algorithm().defaultBits() : bits;
    if (!key.algorithm().allowsBits(size)) {
      throw Problem.usage(
          "There are no %s keys of %d bits".formatted(key.algorithm().mnemonic(), size),
          key.algorithm().family() == Algorithm.Family.RSA
              ? "%d to %d in steps of 8".formatted(Algorithm.RSA_BITS_MIN, Algorithm.RSA_BITS_MAX)
              : "They have " + key.algorithm().defaultBits());
    }
    if (!force) {
      requirePossible(keeper, key, size);
    }
    try {
      TokenMaterial made = tokens().create(pending.reference(), key.algorithm(), size);
      return use(keeper, key, made, force);
    } catch (TokenRefused e) {
      throw refused(keeper.name(), e);
    }
  }

  /** What a token has made stays in it; so a key that stands for it is judged before. */
  private void requirePossible(ZoneKeeper keeper, ZoneKey key, int bits) {
    NewKeys newKeys = new NewKeys(around);
    KeyMaterial standIn = newKeys.fresh(keeper, key.flags(), key.algorithm(), bits);
    gate.require(keeper, settings -> admitted(keeper, settings, key, standIn));
  }

  private ZoneSettings admitted(
      ZoneKeeper keeper, ZoneSettings settings, ZoneKey pending, KeyMaterial material) {
    List<ZoneKey> others = new ArrayList<>(settings.keys());
    others.remove(VerbTarget.key(keeper.name(), settings.keys(), pending.id()));
    return new KeyAdmission(keeper, around.settings())
        .with(settings.withKeys(others), usable(pending, material));
  }

  private static ZoneKey usable(ZoneKey pending, KeyMaterial material) {
    return new ZoneKey(
        pending.id(), pending.flags(), pending.active(), pending.published(), material);
  }

  private static TokenMaterial pending(ZoneKeeper keeper, ZoneKey key) {
    if (key.material() instanceof TokenMaterial material && material.isPending()) {
      return material;
    }
    throw Problem.failed(
        "Key %d of zone %s is there already".formatted(key.id(), keeper.name().toText()),
        "hsm assign with --create-later makes room for one that is to be made");
  }

  /** The key is in the token from here on, whatever comes of it. */
  private KeyAdded use(ZoneKeeper keeper, ZoneKey key, TokenMaterial made, boolean force) {
    prove(keeper, made);
    KeyAdmission admission = new KeyAdmission(keeper, around.settings());
    boolean wasSecured = keeper.policy().isSecured();
    List<String> forced =
        gate.change(keeper, force, settings -> admitted(keeper, settings, key, made));
    return added(keeper, usable(key, made), admission, wasSecured).withWarnings(forced);
  }
}
