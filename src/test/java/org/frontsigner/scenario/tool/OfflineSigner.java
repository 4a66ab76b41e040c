package org.frontsigner.scenario.tool;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.frontsigner.scenario.stage.Command;
import org.frontsigner.scenario.zone.Chain;
import org.frontsigner.scenario.zone.Denial;
import org.frontsigner.scenario.zone.TestZones;
import org.frontsigner.scenario.zone.ZoneData;
import org.xbill.DNS.Name;

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
    /** Has of opt-out only the flag: insecure delegations stay in its chain. */
    LDNS_SIGNZONE,
    DNSSEC_SIGNZONE;

    /** Whether it knows how to make such a chain. */
    public boolean signs(Chain chain) {
      return this == DNSSEC_SIGNZONE || chain.denial() != Denial.NSEC3_OPT_OUT;
    }
  }

  /** From when and until when signatures are valid, as {@code YYYYMMDDHHMMSS} in UTC. */
  public record Window(String inception, String expiration) {}

  /** What a program makes of the zone. */
  public ZoneData sign(Program program, ZoneData zone, Chain chain) {
    return switch (program) {
      case LDNS_SIGNZONE -> ldns(zone, chain);
      case DNSSEC_SIGNZONE -> MasterFile.readRaw(bind(zone, chain, "raw=1"), zone.origin());
    };
  }

  /** ldns-signzone with NSEC. */
  public ZoneData nsec(ZoneData zone) {
    return ldns(zone, Chain.of(Denial.NSEC));
  }

  /** ldns-signzone with NSEC3, no salt, no further iterations. */
  public ZoneData nsec3(ZoneData zone) {
    return ldns(zone, Chain.of(Denial.NSEC3));
  }

  /** The file that dnssec-signzone makes of the zone. */
  public Path bindFile(ZoneData zone, Denial denial) {
    return bind(zone, Chain.of(denial), "full");
  }

  private Path bind(ZoneData zone, Chain chain, String form) {
    Path in = folder.resolve("bind-in");
    zone.with(keys.stream().map(key -> key.dnskey(zone.origin())).toList()).write(in);
    return bind(in, zone.origin(), chain, form);
  }

  private Path bind(Path in, Name origin, Chain chain, String form) {
    Path out = folder.resolve("bind-signed-" + chain.denial() + "-" + form);
    Command command =
        Command.of("dnssec-signzone", "-x", "-P", "-O", form)
            .in(folder)
            .with("-s", window.inception(), "-e", window.expiration())
            .with(bindDenial(chain))
            .with("-o", origin, "-f", out);
    only(true).forEach(ksk -> command.with("-k", ksk.base()));
    command.with(in);
    only(false).forEach(zsk -> command.with(zsk.base()));
    command.within(LIMIT).run().succeeded();
    return out;
  }

  private static Object[] bindDenial(Chain chain) {
    return switch (chain.denial()) {
      case NSEC -> new Object[0];
      case NSEC3 -> new Object[] {"-3", chain.salt(), "-H", chain.iterations()};
      case NSEC3_OPT_OUT -> new Object[] {"-3", chain.salt(), "-H", chain.iterations(), "-A"};
      case NSEC3_NARROW -> throw new IllegalArgumentException("no chain, no file");
    };
  }

  /** The file of the last zone that ldns-signzone signed with NSEC. */
  public Path nsecFile() {
    return folder.resolve("nsec-signed");
  }

  /** What dnssec-signzone makes of a master file with NSEC; the keys must be in it. */
  public ZoneData bindOf(Path master, Name zone) {
    return MasterFile.readRaw(bind(master, zone, Chain.of(Denial.NSEC), "raw=1"), zone);
  }

  /** The file that ldns-signzone makes of a master file with NSEC. */
  public Path ldnsFile(Path master, Name zone) {
    return ldns(master, zone, Chain.of(Denial.NSEC), "nsec");
  }

  private ZoneData ldns(ZoneData zone, Chain chain) {
    String label = chain.denial() == Denial.NSEC ? "nsec" : "nsec3";
    Path in = folder.resolve(label + "-in");
    zone.write(in);
    Path out = ldns(in, zone.origin(), chain, label);
    return zone.zone().equals(TestZones.REFUSED)
        ? ZoneData.read(out, zone.origin())
        : MasterFile.read(out, zone.origin());
  }

  private Path ldns(Path in, Name origin, Chain chain, String label) {
    Path out = folder.resolve(label + "-signed");
    Command.of("ldns-signzone", "-i", window.inception(), "-e", window.expiration())
        .in(folder)
        .with(ldnsDenial(chain))
        .with("-o", origin, "-f", out, in)
        .with(keys.stream().map(KeyFiles::base).toArray())
        .within(LIMIT)
        .run()
        .succeeded();
    return out;
  }

  private static Object[] ldnsDenial(Chain chain) {
    if (chain.denial() == Denial.NSEC) {
      return new Object[0];
    }
    List<Object> words = new ArrayList<>(List.of("-n", "-t", chain.iterations()));
    if (chain.saltOctets() > 0) {
      words.addAll(List.of("-s", chain.salt()));
    }
    return words.toArray();
  }

  private Stream<KeyFiles> only(boolean ksk) {
    return keys.stream().filter(key -> key.ksk() == ksk);
  }
}
