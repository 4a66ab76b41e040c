package org.frontsigner.keeper;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.frontsigner.signing.Nsec3Parameters;
import org.frontsigner.signing.SigningPlan;
import org.frontsigner.signing.ZoneKey;

/**
 * A digest of how a zone was last served: its keys, its way of denial, what it publishes for its
 * parent, how its serial rises, and a window that is pinned; not the data, and not the window of
 * the week. It is kept with the zone. So a start finds out what others changed in the database
 * while nobody ran, and never serves other keys with the serial that secondaries have.
 */
final class ServedAs {
  /** Of a zone that a release without this digest wrote. */
  static final String UNKNOWN = "";

  private ServedAs() {}

  static String of(SigningPlan plan, ZonePolicy policy) {
    return sha256(plan.signs() ? signed(plan, policy) : "unsigned");
  }

  private static String signed(SigningPlan plan, ZonePolicy policy) {
    String keys =
        plan.keys().inUse().stream().map(ServedAs::key).sorted().collect(Collectors.joining(" "));
    return String.join(
        "\n",
        keys,
        plan.denial().hasChain() ? "chain" : "narrow",
        plan.denial().nsec3().map(Nsec3Parameters::toString).orElse("nsec"),
        plan.publish().toString(),
        policy.serialPolicy().name(),
        policy.pinnedWindow().map(Object::toString).orElse(""));
  }

  private static String key(ZoneKey key) {
    return "%d/%b/%b/%d/%s"
        .formatted(
            key.flags(),
            key.active(),
            key.published(),
            key.algorithm().number(),
            Base64.getEncoder().encodeToString(key.material().publicKey()));
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
