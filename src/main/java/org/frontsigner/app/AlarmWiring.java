package org.frontsigner.app;

import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.frontsigner.http.alarm.AlarmMetrics;
import org.frontsigner.http.alarm.Webhook;
import org.frontsigner.http.alarm.WebhookSettings;
import org.frontsigner.keeper.Endpoint;
import org.frontsigner.keeper.Surroundings;

/** How alarms are shown and posted, by the configuration. */
final class AlarmWiring {
  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

  private AlarmWiring() {}

  /** Shows the metrics of alarms, and begins to post them where a webhook is configured. */
  static Optional<Webhook> begin(
      Configuration configuration,
      Surroundings around,
      SecureRandom random,
      CollectorRegistry registry) {
    AlarmMetrics metrics = new AlarmMetrics(around.alarms(), registry);
    return settings(configuration)
        .map(to -> Webhook.start(to, around.alarms(), around.clock(), random, metrics));
  }

  private static Optional<WebhookSettings> settings(Configuration configuration) {
    Configuration.AlarmPosts posts = configuration.alarms();
    String page = "http://" + Endpoint.print(configuration.httpListen()) + "/";
    return posts
        .webhook()
        .map(
            url ->
                new WebhookSettings(
                    url,
                    posts.secretFile(),
                    posts.timeoutSeconds(),
                    posts.repeatSeconds(),
                    instance(configuration),
                    page));
  }

  /** A look-up of the host's name by the resolver could hang. */
  private static String instance(Configuration configuration) {
    return configuration
        .alarms()
        .instance()
        .or(configuration.queries()::serverId)
        .or(AlarmWiring::hostName)
        .orElseGet(() -> Endpoint.print(configuration.httpListen()));
  }

  private static Optional<String> hostName() {
    try {
      return Files.readAllLines(HOST_NAME).stream().findFirst().filter(name -> !name.isBlank());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
