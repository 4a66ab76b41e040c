package org.frontsigner.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.prometheus.client.CollectorRegistry;
import org.frontsigner.signing.SigningFailed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class IncidentsTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger(Incidents.class);
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final CollectorRegistry registry = new CollectorRegistry();
  private final Incidents incidents = new Incidents(new ServerMetrics(registry));

  @BeforeEach
  void listen() {
    logger.setAdditive(false);
    logged.start();
    logger.addAppender(logged);
  }

  @AfterEach
  void end() {
    logger.detachAppender(logged);
    logger.setAdditive(true);
  }

  @Test
  void aFailureOfAZoneIsLoggedOnceAndAnotherOfItAndThatOfAnotherZoneToo() {
    for (int i = 0; i < 100; i++) {
      incidents.failed("a", "an answer", new SigningFailed("the key is broken", null));
      incidents.failed("a", "an answer", new IllegalStateException("something else"));
      incidents.failed("b", "an answer", new SigningFailed("the key is broken", null));
    }
    assertThat(logged.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "zone a: an answer failed: the key is broken",
            "zone a: an answer failed: something else",
            "zone b: an answer failed: the key is broken");
  }

  @Test
  void aLimitIsLoggedOnceAndCountedEachTime() {
    for (int i = 0; i < 100; i++) {
      incidents.limitReached("tcp-clients-max");
    }
    assertThat(logged.list).hasSize(1);
    assertThat(
            registry.getSampleValue(
                "limit_reached_total", new String[] {"limit"}, new String[] {"tcp-clients-max"}))
        .isEqualTo(100);
  }

  @Test
  void strangersCannotMakeItRememberWithoutEnd() {
    for (int i = 0; i < 20_000; i++) {
      incidents.failed("zone" + i, "an answer", new IllegalStateException("no"));
    }
    assertThat(logged.list).hasSize(10_000);
  }
}
