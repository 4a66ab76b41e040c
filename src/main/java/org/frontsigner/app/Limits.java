package org.frontsigner.app;

/** What nobody may exceed; docs/configuration.md says what happens at each limit. Immutable. */
public record Limits(
    TransfersIn transfersIn,
    Tcp tcp,
    Answers answers,
    TransfersOut transfersOut,
    Secondaries secondaries,
    Tokens tokens,
    int signingQueueMax,
    int nsec3IterationsMax,
    int keysPerZoneMax,
    int zonesMax,
    int resolverSeconds,
    Presigned presigned,
    History history,
    NamedConf namedConf,
    Clock clock,
    int alarmsOfOneKindMax) {

  /** What is kept of each zone for increments. */
  public record History(int differencesMax, long octetsMax) {}

  /** What is read of a named.conf, with all that it includes. */
  public record NamedConf(int octetsMax, int filesMax) {}

  /** When our clock is believed; a hold of 0 never ends by itself. */
  public record Clock(int deviationSecondsMax, int holdSeconds) {}

  /** Zones that others sign. */
  public record Presigned(int verifiedMax, int alarmSeconds) {}

  /** Pulling. */
  public record TransfersIn(
      long octetsMax,
      long recordsMax,
      int rrsetOctetsMax,
      int totalSeconds,
      int idleSeconds,
      int atOnceMax,
      int probeSeconds,
      int refreshSecondsMin,
      int refreshSecondsMax) {}

  /** Connections of clients. */
  public record Tcp(
      int clientsMax,
      int clientsPerAddressMax,
      int queriesPerConnectionMax,
      int idleSeconds,
      int stalledSeconds) {}

  /** Single answers. */
  public record Answers(int udpOctetsMax, int cnameChainMax) {}

  /** PKCS #11 tokens. */
  public record Tokens(
      int sessionsMax, int queueMax, int callSeconds, int answerMilliseconds, int signaturesMax) {}

  /** Looking after who is told. */
  public record Secondaries(
      int askSeconds, int lagSeconds, int checkSeconds, int spreadSeconds, int watchedMax) {}

  /** Handing on. */
  public record TransfersOut(int atOnceMax, int notifyAttempts, int notifySeconds) {}
}
