package org.frontsigner.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import org.frontsigner.api.CheckReport;
import org.frontsigner.keeper.fixture.SlowTokens;
import org.frontsigner.keeper.fixture.Zones;
import org.frontsigner.signing.CryptoChoice;
import org.frontsigner.signing.SignedRecords;
import org.frontsigner.signing.SigningFailed;
import org.frontsigner.signing.SigningWindow;
import org.frontsigner.signing.TokenSignatures;
import org.frontsigner.signing.ZoneKey;
import org.junit.jupiter.api.Test;

/** Zones whose only key is in a token that takes its time, or is away. */
class SlowTokenTest {
  /** One and a half signatures a second. */
  private static final Duration SLOW = Duration.ofMillis(667);

  private final World world = new World();
  private Executor workers = Runnable::run;

  private SlowTokens tokens(Duration each) {
    SlowTokens tokens =
        new SlowTokens(each, duration -> world.clock.set(world.clock.instant().plus(duration)));
    plugIn(tokens);
    return tokens;
  }

  /** A new process finds what was kept. */
  private void plugIn(SlowTokens tokens) {
    world.crypto =
        CryptoChoice.best(false)
            .with(
                new TokenSignatures(
                    tokens,
                    tokens,
                    new TokenSignatures.Waits(Duration.ofSeconds(1), Duration.ofSeconds(1)),
                    1000,
                    workers));
    world.restart();
  }

  private void sign(SlowTokens tokens, long serial, String... lines) {
    ZoneKeeper keeper = world.pulled(Zones.serial(serial, lines));
    keeper.change(
        zone ->
            zone.withKeys(
                List.of(new ZoneKey(1, ZoneKey.SECURE_ENTRY_POINT, true, true, tokens.key()))));
  }

  private SigningWindow window() {
    return world.ready().plan().window();
  }

  private static SigningWindow windowAt(Instant when) {
    return SigningWindow.at(when, SigningWindow.Shape.POWERDNS);
  }

  @Test
  void aWindowIsSignedOnceAndARestartMakesNoSignatureAnew() {
    SlowTokens tokens = tokens(SLOW);
    sign(tokens, 7, "www A 192.0.2.1");
    List<?> served = SignedRecords.of(world.ready());
    long made = tokens.made();
    assertThat(made).isEqualTo(world.ready().tokenSignatures());
    plugIn(tokens);
    assertThat(SignedRecords.of(world.ready())).hasToString(served.toString());
    assertThat(tokens.made()).isEqualTo(made);
  }

  @Test
  void aChangeIsSignedBeforeItIsServed() {
    workers = task -> {};
    SlowTokens tokens = tokens(SLOW);
    sign(tokens, 7, "www A 192.0.2.1");
    assertThat(world.ready().isFullySigned()).isTrue();
    long made = tokens.made();
    world.upstream.at(World.PRIMARY).serves(Zones.serial(8, "www A 192.0.2.2"));
    world.pull();
    assertThat(world.ready().isFullySigned()).isTrue();
    assertThat(tokens.made() - made).as("SOA and address").isEqualTo(2);
  }

  @Test
  void whoAsksForAChangeDoesNotWaitForAllOfALargeZone() {
    workers = task -> {};
    SlowTokens tokens = tokens(Duration.ofSeconds(15));
    sign(tokens, 7, "www A 192.0.2.1");
    assertThat(tokens.made()).isEqualTo(2);
    assertThat(world.ready().isFullySigned()).isFalse();
  }

  @Test
  void theSignaturesOfLastWeekAreServedOnWhileTheTokenIsAway() {
    SlowTokens tokens = tokens(SLOW);
    sign(tokens, 7, "www A 192.0.2.1");
    SigningWindow before = window();
    List<?> served = SignedRecords.of(world.ready());
    tokens.setAway(true);
    world.keepers.prepareTurnover(World.THURSDAY);
    world.clock.set(World.THURSDAY);
    world.keepers.turnOver();
    assertThat(window()).isEqualTo(before);
    assertThat(SignedRecords.of(world.ready())).hasToString(served.toString());
    tokens.setAway(false);
    world.keepers.turnOver();
    world.keepers.turnOver();
    assertThat(window()).isEqualTo(windowAt(World.THURSDAY));
    assertThat(world.ready().isFullySigned()).isTrue();
  }

  @Test
  void aRestartAfterThursdayServesWhatIsKept() {
    SlowTokens tokens = tokens(SLOW);
    sign(tokens, 7, "www A 192.0.2.1");
    List<?> served = SignedRecords.of(world.ready());
    tokens.setAway(true);
    world.clock.set(World.THURSDAY.plusSeconds(3600));
    plugIn(tokens);
    assertThat(SignedRecords.of(world.ready())).hasToString(served.toString());
  }

  @Test
  void signaturesThatExpireSoonAreNotServedOn() {
    SlowTokens tokens = tokens(SLOW);
    sign(tokens, 7);
    tokens.setAway(true);
    world.clock.set(World.THURSDAY.plus(Duration.ofDays(5)));
    world.keepers.turnOver();
    assertThat(window()).isEqualTo(windowAt(World.THURSDAY));
    assertThatThrownBy(() -> SignedRecords.of(world.ready())).isInstanceOf(SigningFailed.class);
  }

  @Test
  void aWindowThatCannotBeSignedInTimeIsFound() {
    SlowTokens tokens = tokens(Duration.ofSeconds(450));
    sign(tokens, 7, "www A 192.0.2.1");
    assertThat(findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(CheckReport.Finding.Severity.ERROR);
              assertThat(finding.message()).contains("will not be there in time", "1 h");
            });
  }

  @Test
  void aWindowThatCanBeSignedInTimeIsNotSpokenOf() {
    SlowTokens tokens = tokens(SLOW);
    sign(tokens, 7, "www A 192.0.2.1");
    assertThat(findings()).isEmpty();
    tokens.setAway(true);
    assertThat(findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.message()).contains("can't be used now"));
  }

  private List<CheckReport.Finding> findings() {
    return TokenPace.of(world.keeper(), world.around()).findings();
  }
}
