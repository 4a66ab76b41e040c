package org.frontsigner.app;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.frontsigner.answer.Network;
import org.frontsigner.signing.Algorithm;
import org.frontsigner.signing.SerialPolicy;
import org.frontsigner.signing.SigningWindow;

/**
 * All settings of a configuration file, or their defaults; docs/configuration.md says what each one
 * means. Paths are absolute. Immutable.
 *
 * @param file that the settings are from
 */
public record Configuration(
    Path file,
    Path dataDirectory,
    Queries queries,
    ZonesIn zonesIn,
    ZonesOut zonesOut,
    Signing signing,
    Database database,
    Bind bind,
    InetSocketAddress httpListen,
    AlarmPosts alarms,
    List<InetSocketAddress> resolvers,
    Limits limits) {
  private static final String CONTROL_SOCKET = "control.sock";

  public Configuration {
    resolvers = List.copyOf(resolvers);
  }

  /** Where a daemon with this configuration takes verbs. */
  public Path controlSocket() {
    return dataDirectory.resolve(CONTROL_SOCKET);
  }

  /**
   * How questions are answered.
   *
   * @param threads for queries and for signing; 0: as many as cores
   * @param serverVersion empty: the question is refused
   * @param serverId empty: the question is refused, and no NSID is sent
   */
  public record Queries(
      List<InetSocketAddress> listen,
      int threads,
      boolean resolveAcrossZones,
      boolean anyToTcp,
      boolean caches,
      Optional<String> serverVersion,
      Optional<String> serverId) {
    public Queries {
      listen = List.copyOf(listen);
    }

    /** The number of threads, where 0 stands for one a core. */
    public int threadCount() {
      return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    }
  }

  /** How zones come. */
  public record ZonesIn(List<Network> allowNotifyFrom, boolean tsigMd5, boolean directDnskey) {
    public ZonesIn {
      allowNotifyFrom = List.copyOf(allowNotifyFrom);
    }
  }

  /** How zones are handed on. */
  public record ZonesOut(
      List<Network> allowTransferFrom,
      List<InetSocketAddress> alsoNotify,
      boolean notifyNameServers,
      List<Network> notifyOverTcp) {
    public ZonesOut {
      allowTransferFrom = List.copyOf(allowTransferFrom);
      alsoNotify = List.copyOf(alsoNotify);
      notifyOverTcp = List.copyOf(notifyOverTcp);
    }
  }

  /**
   * How zones are signed.
   *
   * @param algorithm of new keys
   * @param denial what secure-zone sets
   * @param soaEdit of zones that do not say
   */
  public record Signing(
      Algorithm algorithm,
      DenialChoice denial,
      SerialPolicy soaEdit,
      SigningWindow.Shape window,
      boolean reproducible,
      boolean clampExpire) {}

  /** What {@code defaults.denial} may say. */
  public enum DenialChoice {
    NSEC,
    NSEC3,
    NSEC3_OPTOUT,
    NSEC3_NARROW
  }

  /**
   * Where everything is kept.
   *
   * @param url for JDBC, {@code ${data-dir}} being replaced
   * @param user empty: none
   * @param passwordFile a file whose first line is the password; empty: none
   * @param followSeconds how often a standby is asked for what was written
   * @param sqlRecords whether the table {@code records} is kept for secondary zones too
   */
  public record Database(
      String url,
      Optional<String> user,
      Optional<Path> passwordFile,
      int followSeconds,
      boolean sqlRecords) {}

  /**
   * How operators are told of alarms.
   *
   * @param webhook where alarms are posted; empty: nowhere
   * @param secretFile a file whose first line is sent along; empty: none
   * @param repeatSeconds alarms that are up are posted again so often
   * @param instance how this server is called there; empty: by its server-id or host name
   */
  public record AlarmPosts(
      Optional<URI> webhook,
      Optional<Path> secretFile,
      int timeoutSeconds,
      int repeatSeconds,
      Optional<String> instance) {}

  /**
   * Zones of a named.conf.
   *
   * @param configuration empty: none
   * @param dnssecDatabase the file of their keys; empty: none
   * @param hybrid whether their keys are in the main database
   * @param checkSeconds how often their files are looked at; 0: never
   */
  public record Bind(
      Optional<Path> configuration,
      Optional<Path> dnssecDatabase,
      boolean hybrid,
      int checkSeconds) {}
}
