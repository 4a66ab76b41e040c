package org.frontsigner.keeper;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.frontsigner.api.CheckReport;
import org.frontsigner.api.CheckReport.Finding.Severity;
import org.frontsigner.api.Rehearsal;
import org.frontsigner.signing.SerialPolicy;
import org.frontsigner.signing.SignatureCounts;
import org.frontsigner.signing.SignedZone;
import org.frontsigner.signing.SigningWindow;
import org.frontsigner.wire.Serial;
import org.frontsigner.zone.ExpireBound;
import org.frontsigner.zone.Soa;

/** The turnovers to come of one zone, on a clock that is set ahead. Changes nothing. */
final class ZoneRehearsal {
  /** Signatures are made for so many milliseconds to see how long all take. */
  private static final long SAMPLE_MILLIS_MAX = 500;

  private static final long WEEK_SECONDS = 7 * 86_400L;

  private final ZoneKeeper keeper;
  private final Surroundings around;
  private final Instant now;
  private final List<CheckReport.Finding> findings = new ArrayList<>();

  ZoneRehearsal(ZoneKeeper keeper, Surroundings around, Instant now) {
    this.keeper = keeper;
    this.around = around;
    this.now = now;
  }

  Rehearsal.OfZone run(RehearsalTime time) {
    List<Rehearsal.Turnover> turnovers = List.of();
    Optional<SignedZone> signed = keeper.signed();
    if (signed.isEmpty()) {
      find(Severity.ERROR, "it has no data, and answers SERVFAIL");
    } else if (keeper.policy().presigned()) {
      presigned(signed.get(), time);
    } else if (!keeper.policy().isSecured()) {
      find(Severity.INFO, "it is not signed here, and no turnover changes it");
    } else if (keeper.policy().pinnedWindow().isPresent()) {
      pinned(keeper.policy().pinnedWindow().get(), time);
    } else {
      turnovers = turnovers(signed.get(), time);
      secondaries(signed.get(), turnovers);
    }
    return new Rehearsal.OfZone(keeper.name().toString(), turnovers, findings);
  }

  private void find(Severity severity, String message) {
    findings.add(new CheckReport.Finding(severity, keeper.name().toString(), "", message));
  }

  private void presigned(SignedZone signed, RehearsalTime time) {
    signed
        .earliestExpiration()
        .filter(when -> !when.isAfter(time.until()))
        .ifPresent(
            when ->
                find(
                    when.isAfter(now) ? Severity.WARNING : Severity.ERROR,
                    ("others sign it, and the first of their signatures expires at %s: they must"
                            + " have signed it again, and the primary must have it, by then")
                        .formatted(when)));
  }

  private void pinned(SigningWindow window, RehearsalTime time) {
    boolean expires = !window.expiration().isAfter(time.until());
    find(
        expires ? Severity.ERROR : Severity.INFO,
        "SIGNATURE-VALIDITY pins its signatures, which are good from %s to %s%s"
            .formatted(
                window.inception(),
                window.expiration(),
                expires ? ": after that the zone is bogus" : ""));
  }

  private List<Rehearsal.Turnover> turnovers(SignedZone signed, RehearsalTime time) {
    ZonePolicy policy = keeper.policy();
    SerialPolicy kind = policy.serialPolicy();
    long signatures = signed.signaturesOfWindow();
    double seconds = seconds(signed, signatures);
    long serial = keeper.stored().state().servedSerial();
    List<Rehearsal.Turnover> shown = new ArrayList<>();
    for (Instant when : time.turnoversAfter(now)) {
      long before = serial;
      serial = kind.next(signed.zone().serial(), before, when);
      SigningWindow window = policy.windowAt(when);
      if (!when.isBefore(time.from())) {
        shown.add(
            new Rehearsal.Turnover(
                when,
                before,
                serial,
                window.inception(),
                window.expiration(),
                signatures,
                seconds));
      }
    }
    if (seconds > (double) around.settings().signAheadSeconds()) {
      find(
          Severity.ERROR,
          "its %d signatures take %.0f seconds, and are begun %d seconds before a turnover"
              .formatted(signatures, seconds, around.settings().signAheadSeconds()));
    }
    return shown;
  }

  /** How long all signatures take, by those of the next window that can be made in a moment. */
  private double seconds(SignedZone signed, long signatures) {
    if (signed.usesTokens()) {
      return TokenPace.of(keeper, around).seconds();
    }
    Instant next = SigningWindow.turnoverAfter(now);
    SignedZone sample =
        SignedZone.first(
            signed.zone(),
            keeper.policy().plan(next, around.crypto(), new SignatureCounts()),
            signed.soa().serial());
    Instant begun = around.clock().instant();
    long millis = 0;
    for (int chunk = 0; chunk < sample.chunkCount() && millis < SAMPLE_MILLIS_MAX; chunk++) {
      sample.sign(chunk);
      millis = Math.max(0, Duration.between(begun, around.clock().instant()).toMillis());
    }
    long made = sample.signatureCount();
    return made == 0 ? 0 : (double) millis / 1000 * signatures / made;
  }

  private void secondaries(SignedZone signed, List<Rehearsal.Turnover> turnovers) {
    List<Downstream.Target> targets = Secondaries.of(signed, keeper.policy(), around.tsigKeys());
    for (Rehearsal.Turnover turnover : turnovers) {
      if (!Serial.isAfter(turnover.serialAfter(), turnover.serialBefore())) {
        find(
            Severity.ERROR,
            ("the served serial stays %d at %s: no secondary notices, and their signatures expire"
                    + " at %s; set another SOA-EDIT than NONE")
                .formatted(
                    turnover.serialAfter(),
                    turnover.when(),
                    turnover.expiration().minusSeconds(WEEK_SECONDS)));
        break;
      }
    }
    if (targets.isEmpty()) {
      find(
          Severity.WARNING,
          "no secondary is told of a turnover: those that there are learn of it when they refresh,"
              + " after up to %d seconds".formatted(signed.soa().refreshSeconds()));
    }
    unanswered(signed);
    times(signed);
  }

  /** Who did not hear the last NOTIFY may not hear the next one. */
  private void unanswered(SignedZone signed) {
    for (Downstream.Outcome outcome : around.downstream().outcomes(keeper.name())) {
      if (outcome.state() == Downstream.State.UNANSWERED
          || outcome.state() == Downstream.State.REFUSED) {
        find(
            Severity.WARNING,
            ("%s %s the last NOTIFY, of serial %d: it learns of a turnover when it refreshes, after"
                    + " up to %d seconds")
                .formatted(
                    Endpoint.printWithPort(outcome.address()),
                    outcome.state() == Downstream.State.REFUSED ? "refused" : "did not answer",
                    outcome.serial(),
                    signed.soa().refreshSeconds()));
      }
    }
  }

  private void times(SignedZone signed) {
    Soa soa = signed.soa();
    if (soa.refreshSeconds() + soa.retrySeconds() >= WEEK_SECONDS) {
      find(
          Severity.ERROR,
          "a secondary that misses the NOTIFYs of a turnover and then of the next asks only after"
              + " %d seconds, when the signatures that it has may have expired"
                  .formatted(soa.refreshSeconds()));
    }
    long excess = ExpireBound.excessSeconds(soa, signed.zone().ttlSecondsMax());
    if (excess > 0) {
      find(
          Severity.WARNING,
          ("a secondary that loses this server just before a turnover may serve expired signatures"
                  + " for up to %d seconds before the SOA's expire makes it let go; see clamp-expire")
              .formatted(excess));
    }
  }
}
