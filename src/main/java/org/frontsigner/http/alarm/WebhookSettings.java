package org.frontsigner.http.alarm;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Where alarms are posted, and how. Immutable.
 *
 * @param url http or https
 * @param secretFile its first line is sent as a bearer token (RFC 6750); it is read for each post
 * @param timeoutSeconds for a connection, and again for the head of an answer
 * @param repeatSeconds alarms that are up are told again so often
 * @param instance names this server to the receiver
 * @param page the address of the page of this server, to be followed by people
 */
public record WebhookSettings(
    URI url,
    Optional<Path> secretFile,
    int timeoutSeconds,
    long repeatSeconds,
    String instance,
    String page) {

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException when it is none that can be posted to; says what is wrong
   */
  public static URI url(String text) {
    URI url = URI.create(text);
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new IllegalArgumentException("an address must begin with http:// or https://");
    }
    if (url.getHost() == null) {
      throw new IllegalArgumentException("the address has no host");
    }
    if (url.getUserInfo() != null || url.getFragment() != null) {
      throw new IllegalArgumentException(
          "the address must have no user, password or fragment; a secret is read from alarms.secret-file");
    }
    return url;
  }

  Duration timeout() {
    return Duration.ofSeconds(timeoutSeconds);
  }

  /** The address as it may be shown: paths and queries of webhooks are often secrets. */
  String shown() {
    return url.getScheme() + "://" + url.getAuthority();
  }
}
