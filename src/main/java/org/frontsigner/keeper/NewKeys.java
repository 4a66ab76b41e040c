package org.frontsigner.keeper;

import java.util.ArrayList;
import java.util.List;
import org.frontsigner.api.Problem;
import org.frontsigner.signing.Algorithm;
import org.frontsigner.signing.KeyMaterial;
import org.frontsigner.signing.KeyProof;
import org.frontsigner.signing.SigningFailed;
import org.frontsigner.signing.ZoneKey;

/** Makes keys for zones, and believes none before it has signed. */
final class NewKeys {
  private static final int RSA_BITS_WISE = 2048;
  private static final int MAKING_MAX = 20;

  private final Surroundings around;

  NewKeys(Surroundings around) {
    this.around = around;
  }

  /** A new key with a tag of its own: one in thousands has that of another one. */
  KeyMaterial fresh(ZoneKeeper keeper, int flags, Algorithm algorithm, int bits) {
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

  /** A key is stored only when it signs and what it signs verifies. */
  ZoneKey proven(
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

  /** What the operator is to know of a key. */
  static List<String> warnings(ZoneKey key) {
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
}
