package org.frontsigner.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrimaryHealthTest {
  private static final Instant NOW = World.NOW;
  private static final InetSocketAddress A = Endpoint.parse("192.0.2.1");
  private static final InetSocketAddress B = Endpoint.parse("192.0.2.2");
  private static final InetSocketAddress C = Endpoint.parse("192.0.2.3");

  private final PrimaryHealth health = new PrimaryHealth();

  private List<InetSocketAddress> order(Instant when) {
    return health.inOrder(List.of(A, B, C), when);
  }

  @Test
  void primariesAreAskedInTheOrderThatTheyAreGivenIn() {
    assertThat(order(NOW)).containsExactly(A, B, C);
    health.succeeded(C, NOW);
    assertThat(order(NOW)).containsExactly(A, B, C);
  }

  @Test
  void whoFailedIsAskedLastForAWhile() {
    health.failed(A, NOW, "down", false);
    assertThat(order(NOW)).containsExactly(B, C, A);
    assertThat(order(NOW.plusSeconds(59))).containsExactly(B, C, A);
    assertThat(order(NOW.plusSeconds(60))).containsExactly(A, B, C);
  }

  @Test
  void whoKeepsFailingIsPutOffForLongerButNotForEver() {
    for (int i = 0; i < 3; i++) {
      health.failed(A, NOW, "down", false);
    }
    assertThat(order(NOW.plusSeconds(239))).containsExactly(B, C, A);
    assertThat(order(NOW.plusSeconds(240))).containsExactly(A, B, C);
    for (int i = 0; i < 100; i++) {
      health.failed(A, NOW, "down", false);
    }
    assertThat(order(NOW.plusSeconds(3599))).containsExactly(B, C, A);
    assertThat(order(NOW.plusSeconds(3600))).containsExactly(A, B, C);
  }

  @Test
  void aClockThatIsSetBackPutsNobodyOff() {
    health.failed(A, NOW, "down", false);
    assertThat(order(NOW.minus(Duration.ofDays(1)))).containsExactly(A, B, C);
  }

  @Test
  void aSuccessForgivesAll() {
    health.failed(A, NOW, "down", true);
    health.failed(A, NOW, "still down", true);
    assertThat(health.of(A).orElseThrow())
        .isEqualTo(
            new PrimaryHealth.Status(
                2, NOW, java.util.Optional.empty(), java.util.Optional.of("still down"), true));
    health.succeeded(A, NOW);
    assertThat(health.of(A).orElseThrow())
        .isEqualTo(
            new PrimaryHealth.Status(
                0, NOW, java.util.Optional.of(NOW), java.util.Optional.empty(), false));
    assertThat(order(NOW)).containsExactly(A, B, C);
  }

  @Test
  void whoIsNoPrimaryAnyMoreIsForgotten() {
    health.failed(A, NOW, "down", false);
    health.retain(List.of(B, C));
    assertThat(health.of(A)).isEmpty();
  }
}
