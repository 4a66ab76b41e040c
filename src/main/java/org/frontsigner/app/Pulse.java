package org.frontsigner.app;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tells systemd that the daemon lives, twice in the time in which it wants to hear. */
final class Pulse implements AutoCloseable {
  private final ScheduledExecutorService timer;

  private Pulse(ScheduledExecutorService timer) {
    this.timer = timer;
  }

  /** Begins; without a watchdog nobody is told. */
  static Pulse begin(SystemdNotify systemd) {
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "watchdog-pulse");
              thread.setDaemon(true);
              return thread;
            });
    systemd
        .watchdog()
        .map(Duration::toMillis)
        .ifPresent(
            wanted ->
                timer.scheduleAtFixedRate(
                    systemd::alive, wanted / 2, Math.max(1, wanted / 2), TimeUnit.MILLISECONDS));
    return new Pulse(timer);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
