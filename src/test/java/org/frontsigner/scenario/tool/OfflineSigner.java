package org.frontsigner.scenario.tool;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.frontsigner.scenario.stage.Command;
import org.frontsigner.scenario.zone.Denial;
import org.frontsigner.scenario.zone.ZoneData;

/**
 * Signs a zone into a file with somebody else's program: what the product's transfers are compared
 * with.
 *
 * @param folder where the files go
 * @param keys one algorithm, a KSK and a ZSK
 * @param window inception and expiration, both {@code YYYYMMDDHHMMSS}
 */
public record OfflineSigner(Path folder, List<KeyFiles> keys, Window window) {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  /** The programs that sign. */
  public enum Program {
    LDNS_SIGNZONE,
    DNSSEC_SIGNZONE
  }

  /** From when and until when signatures are valid, as {@code YYYYMMDDHHMMSS} in UTC. */
  public record Window(String inception, String expiration) {}

  /** The program that {@link #sign} leaves a denial to. */
  public static Program oracleFor(Denial denial) {
    return denial == Denial.NSEC3_OPT_OUT ? Program.DNSSEC_SIGNZONE : Program.LDNS_SIGNZONE;
  }

  /** Signs with ldns, but with BIND for opt-out, which ldns only has the flag of. */
  public ZoneData sign(ZoneData zone, Denial denial) {
    return switch (denial) {
      case NSEC -> nsec(zone);
      case NSEC3 -> nsec3(zone);
      case NSEC3_OPT_OUT -> MasterFile.read(bindFile(zone, denial), zone.origin());
      case NSEC3_NARROW -> throw new IllegalArgumentException("no chain, no file");
    };
  }

  /** ldns-signzone with NSEC. */
  public ZoneData nsec(ZoneData zone) {
    return ldns(zone, "nsec");
  }

  /** ldns-signzone with NSEC3, no salt, no further iterations. */
  public ZoneData nsec3(ZoneData zone) {
    return ldns(zone, "nsec3", "-n", "-t", 0);
  }

  /** The file that dnssec-signzone makes of the zone. */
  public Path bindFile(ZoneData zone, Denial denial) {
    Path in = folder.resolve("bind-in");
    Path out = folder.resolve("bind-signed-" + denial);
    zone.with(keys.stream().map(key -> key.dnskey(zone.origin())).toList()).write(in);
    Command command =
        Command.of("dnssec-signzone", "-x", "-P", "-O", "full")
            .in(folder)
            .with("-s", window.inception(), "-e", window.expiration())
            .with(bindDenial(denial))
            .with("-o", zone.origin(), "-f", out);
    only(true).forEach(ksk -> command.with("-k", ksk.base()));
    command.with(in);
    only(false).forEach(zsk -> command.with(zsk.base()));
    command.within(LIMIT).run().succeeded();
    return out;
  }

  private static Object[] bindDenial(Denial denial) {
    return switch (denial) {
      case NSEC -> new Object[0];
      case NSEC3 -> new Object[] {"-3", "-", "-H", 0};
      case NSEC3_OPT_OUT -> new Object[] {"-3", "-", "-H", 0, "-A"};
      case NSEC3_NARROW -> throw new IllegalArgumentException("no chain, no file");
    };
  }

  /** The file of the last zone that ldns-signzone signed with NSEC. */
  public Path nsecFile() {
    return folder.resolve("nsec-signed");
  }

  private ZoneData ldns(ZoneData zone, String label, Object... denial) {
    Path in = folder.resolve(label + "-in");
    Path out = folder.resolve(label + "-signed");
    zone.write(in);
    Command.of("ldns-signzone", "-i", window.inception(), "-e", window.expiration())
        .in(folder)
        .with(denial)
        .with("-o", zone.origin(), "-f", out, in)
        .with(keys.stream().map(KeyFiles::base).toArray())
        .within(LIMIT)
        .run()
        .succeeded();
    return MasterFile.read(out, zone.origin());
  }

  private Stream<KeyFiles> only(boolean ksk) {
    return keys.stream().filter(key -> key.ksk() == ksk);
  }
}
