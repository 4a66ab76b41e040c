package org.frontsigner.keeper;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.frontsigner.api.CheckReport;
import org.frontsigner.signing.Denial;
import org.frontsigner.signing.SignedZone;
import org.frontsigner.signing.TokenMaterial;
import org.frontsigner.signing.TokenReference;
import org.frontsigner.signing.Tokens;
import org.frontsigner.signing.ZoneKey;

/**
 * Whether the tokens of a zone are fast enough for it. Immutable.
 *
 * @param signatures how many they make for each window
 * @param seconds how long that takes at the pace that was measured; 0 when none was
 */
record TokenPace(ZoneKeeper keeper, Surroundings around, long signatures, double seconds) {
  private static final double AT_EASE = 0.5;

  static TokenPace of(ZoneKeeper keeper, Surroundings around) {
    long signatures = keeper.signed().map(SignedZone::tokenSignatures).orElse(0L);
    double slowest = 0;
    for (TokenReference token : tokens(keeper)) {
      slowest =
          Math.max(slowest, around.crypto().tokens().tokens().pace(token).secondsFor(signatures));
    }
    return new TokenPace(keeper, around, signatures, slowest);
  }

  private static Set<TokenReference> tokens(ZoneKeeper keeper) {
    Set<TokenReference> tokens = new LinkedHashSet<>();
    for (ZoneKey key : keeper.policy().keys().active()) {
      if (key.material() instanceof TokenMaterial material) {
        tokens.add(material.reference());
      }
    }
    return tokens;
  }

  /** What is to be known right after a key came; empty when the zone is signed with it already. */
  Optional<String> unfinished() {
    boolean isDone = keeper.signed().map(SignedZone::isFullySigned).orElse(true);
    return isDone || seconds == 0
        ? Optional.empty()
        : Optional.of(
            ("The token makes the zone's %d signatures in about %s; until then what is not signed"
                    + " yet is answered with SERVFAIL")
                .formatted(signatures, text(seconds)));
  }

  /** What check-zone says of it. */
  List<CheckReport.Finding> findings() {
    List<CheckReport.Finding> findings = new ArrayList<>();
    for (TokenReference token : tokens(keeper)) {
      Tokens.Pace pace = around.crypto().tokens().tokens().pace(token);
      if (!pace.isUp() && pace.secondsEach() > 0) {
        findings.add(
            finding(
                CheckReport.Finding.Severity.ERROR,
                "%s can't be used now: what is not signed yet can't be answered".formatted(token)));
      }
    }
    speed().ifPresent(findings::add);
    if (!tokens(keeper).isEmpty() && keeper.policy().denial() instanceof Denial.Narrow) {
      findings.add(
          finding(
              CheckReport.Finding.Severity.WARNING,
              "with NSEC3NARROW a token signs for each question after a name that does not exist,"
                  + " and whoever asks can keep it busy: use NSEC or NSEC3"));
    }
    return findings;
  }

  private Optional<CheckReport.Finding> speed() {
    long ahead = around.settings().signAheadSeconds();
    if (signatures == 0 || seconds <= AT_EASE * (double) ahead) {
      return Optional.empty();
    }
    boolean isTooSlow = seconds > (double) ahead;
    return Optional.of(
        finding(
            isTooSlow ? CheckReport.Finding.Severity.ERROR : CheckReport.Finding.Severity.WARNING,
            ("a window has %d signatures of tokens, which take %s at the pace that was measured;"
                    + " they are begun %s before Thursday%s")
                .formatted(
                    signatures,
                    text(seconds),
                    text((double) ahead),
                    isTooSlow
                        ? ", and will not be there in time: last week's are served on meanwhile."
                            + " Keep the KSK alone in the token"
                        : "")));
  }

  private CheckReport.Finding finding(CheckReport.Finding.Severity severity, String message) {
    return new CheckReport.Finding(severity, keeper.name().toString(), "DNSKEY", message);
  }

  private static String text(double seconds) {
    Duration duration = Duration.ofSeconds((long) Math.ceil(seconds));
    if (duration.toHours() > 0) {
      return "%d h %d min".formatted(duration.toHours(), duration.toMinutesPart());
    }
    return duration.toMinutes() > 0
        ? "%d min".formatted(duration.toMinutes())
        : "%d s".formatted(duration.toSeconds());
  }
}
