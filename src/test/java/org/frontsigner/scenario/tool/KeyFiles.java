package org.frontsigner.scenario.tool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.frontsigner.scenario.stage.Command;
import org.frontsigner.scenario.zone.ZoneData;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.Name;

/**
 * A zone key in the two files that ldns and BIND share.
 *
 * @param base the path without {@code .key} or {@code .private}
 * @param ksk whether the flag for secure entry points is set
 */
public record KeyFiles(Path base, boolean ksk) {
  private static final int RSA_BITS = 2048;
  // Names of zones may have a slash, and ldns names its files after the zone.
  private static final String STAND_IN = "key.";

  /**
   * Makes a key with ldns-keygen.
   *
   * @param algorithm as in IANA's registry, such as {@code RSASHA256}
   * @param ttlSeconds the TTL that signers give the DNSKEY set
   */
  public static KeyFiles make(
      Path folder, Name zone, String algorithm, boolean ksk, long ttlSeconds) {
    Command command =
        Command.of("ldns-keygen", "-r", "/dev/urandom", "-a", algorithm, "-b", RSA_BITS).in(folder);
    if (ksk) {
      command.with("-k");
    }
    String name = command.with(STAND_IN).run().succeeded().text();
    KeyFiles files = new KeyFiles(folder.resolve(name), ksk);
    files.writeOwner(zone, ttlSeconds);
    return files;
  }

  /** A KSK and a ZSK. */
  public static List<KeyFiles> makePair(Path folder, Name zone, String algorithm, long ttlSeconds) {
    return List.of(
        make(folder, zone, algorithm, true, ttlSeconds),
        make(folder, zone, algorithm, false, ttlSeconds));
  }

  /** The same key for another zone, in files of the same names in another folder. */
  public KeyFiles copyFor(Name zone, Path folder, long ttlSeconds) {
    KeyFiles copy = new KeyFiles(folder.resolve(base.getFileName()), ksk);
    try {
      String[] fields = Files.readString(publicFile()).split("\\s+IN\\s+", 2);
      Files.writeString(copy.publicFile(), zone + "\t" + ttlSeconds + "\tIN\t" + fields[1]);
      Files.copy(privateFile(), copy.privateFile(), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return copy;
  }

  public Path privateFile() {
    return withSuffix(".private");
  }

  public Path publicFile() {
    return withSuffix(".key");
  }

  /** The DNSKEY record. */
  public DNSKEYRecord dnskey(Name zone) {
    return (DNSKEYRecord) ZoneData.read(publicFile(), zone).records().get(0);
  }

  /** The DS record for the parent, with SHA-256. */
  public DSRecord ds(Name zone) {
    DNSKEYRecord key = dnskey(zone);
    return new DSRecord(zone, key.getDClass(), key.getTTL(), DNSSEC.Digest.SHA256, key);
  }

  private Path withSuffix(String suffix) {
    return base.resolveSibling(base.getFileName() + suffix);
  }

  private void writeOwner(Name zone, long ttlSeconds) {
    try {
      String text = Files.readString(publicFile());
      String owner = zone + "\t" + ttlSeconds + "\tIN\t";
      Files.writeString(publicFile(), text.replace(STAND_IN + "\tIN\t", owner));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
