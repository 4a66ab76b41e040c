package org.frontsigner.app;

import org.frontsigner.keeper.Alarms;

/** Reads the limits of the configuration file. */
final class LimitsSection {
  private static final int MANY = 100_000_000;
  private static final int DAY_SECONDS = 86_400;
  private static final int YEAR_SECONDS = 366 * DAY_SECONDS;

  /** Octets of a DNS message (RFC 1035, 4.2.2), and of the EDNS size below which it must not be. */
  private static final int MESSAGE_OCTETS_MAX = 65_535;

  private static final int UDP_OCTETS_MIN = 512;
  private static final int UDP_OCTETS_MAX = 4096;
  private static final int NSEC3_ITERATIONS_MAX = 100;

  private LimitsSection() {}

  static Limits read(Section section) {
    Limits limits =
        new Limits(
            transfersIn(section),
            tcp(section),
            answers(section),
            transfersOut(section),
            secondaries(section),
            tokens(section),
            section.number("signing-queue-max", 10_000, 1, MANY),
            section.number("nsec3-iterations-max", NSEC3_ITERATIONS_MAX, 0, NSEC3_ITERATIONS_MAX),
            section.number("keys-per-zone-max", 16, 1, 1000),
            section.number("zones-max", 200_000, 1, MANY),
            section.number("resolver-seconds", 5, 1, 60),
            new Limits.Presigned(
                section.number("presigned-verified-max", 2_000, 0, MANY),
                section.number("presigned-alarm-seconds", 3 * DAY_SECONDS, 0, YEAR_SECONDS)),
            new Limits.History(
                section.number("history-differences-max", 100, 0, 10_000),
                section.bigNumber("history-octets-max", 16L << 20, 0, 1L << 34)),
            new Limits.NamedConf(
                section.number("bind-config-octets-max", 256 << 20, 1, 1 << 30),
                section.number("bind-config-files-max", 10_000, 1, 1_000_000)),
            new Limits.Clock(
                section.number("clock-deviation-seconds-max", 60, 2, DAY_SECONDS),
                section.number("clock-hold-seconds", DAY_SECONDS, 0, YEAR_SECONDS)),
            section.number("alarms-of-one-kind-max", Alarms.OF_ONE_KIND_MAX, 1, 100_000));
    section.refuseOthers();
    Limits.TransfersIn in = limits.transfersIn();
    if (in.refreshSecondsMin() > in.refreshSecondsMax()) {
      throw section.refuse(
          "refresh-seconds-min",
          "is %d, more than refresh-seconds-max, which is %d"
              .formatted(in.refreshSecondsMin(), in.refreshSecondsMax()));
    }
    return limits;
  }

  private static Limits.TransfersIn transfersIn(Section section) {
    return new Limits.TransfersIn(
        section.bigNumber("transfer-octets-max", 1L << 30, 1, 1L << 44),
        section.bigNumber("transfer-records-max", 20_000_000, 1, 1L << 32),
        section.number("rrset-octets-max", 61_440, UDP_OCTETS_MIN, MESSAGE_OCTETS_MAX),
        section.number("transfer-total-seconds", 3600, 1, DAY_SECONDS),
        section.number("transfer-idle-seconds", 30, 1, DAY_SECONDS),
        section.number("transfers-in-max", 10, 1, 10_000),
        section.number("probe-seconds", 5, 1, 600),
        section.number("refresh-seconds-min", 30, 1, YEAR_SECONDS),
        section.number("refresh-seconds-max", DAY_SECONDS, 1, YEAR_SECONDS));
  }

  private static Limits.Tcp tcp(Section section) {
    return new Limits.Tcp(
        section.number("tcp-clients-max", 1000, 1, 1_000_000),
        section.number("tcp-clients-per-address-max", 100, 1, 1_000_000),
        section.number("tcp-queries-per-connection-max", 20_000, 1, MANY),
        section.number("tcp-idle-seconds", 10, 1, DAY_SECONDS),
        section.number("tcp-stalled-seconds", 30, 1, DAY_SECONDS));
  }

  private static Limits.Answers answers(Section section) {
    return new Limits.Answers(
        section.number("udp-octets-max", 1232, UDP_OCTETS_MIN, UDP_OCTETS_MAX),
        section.number("cname-chain-max", 8, 1, 64));
  }

  private static Limits.Tokens tokens(Section section) {
    return new Limits.Tokens(
        section.number("token-sessions-max", 4, 1, 256),
        section.number("token-queue-max", 1000, 1, 1_000_000),
        section.number("token-call-seconds", 30, 1, 600),
        section.number("token-answer-milliseconds", 200, 1, 10_000),
        section.number("token-signatures-max", 1_000_000, 0, MANY));
  }

  private static Limits.Secondaries secondaries(Section section) {
    return new Limits.Secondaries(
        section.number("secondary-ask-seconds", 5, 1, 300),
        section.number("secondary-lag-seconds", 600, 1, 7 * DAY_SECONDS),
        section.number("secondary-check-seconds", 3600, 0, 7 * DAY_SECONDS),
        section.number("notify-spread-seconds", 600, 0, DAY_SECONDS),
        section.number("secondaries-watched-max", 1_000_000, 0, MANY));
  }

  private static Limits.TransfersOut transfersOut(Section section) {
    return new Limits.TransfersOut(
        section.number("transfers-out-max", 10, 1, 10_000),
        section.number("notify-attempts", 5, 1, 16),
        section.number("notify-seconds", 3, 1, 60));
  }
}
