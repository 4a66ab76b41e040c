package org.frontsigner.bridge;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RrSet;

/**
 * Reads and writes master files (RFC 1035, 5; RFC 2308, 4 for $TTL; $GENERATE as BIND has it).
 *
 * <p>Records reach the caller one by one, so that the file is never in memory as a whole. A record
 * without a TTL takes that of $TTL, else that of the record before; an SOA record that has neither
 * takes its own minimum.
 */
public final class MasterFile {
  private MasterFile() {}

  /**
   * Reads the file at {@code path}.
   *
   * @param origin what relative names are below, until $ORIGIN says otherwise
   * @throws MasterFileError when it can't be read or taken, with file and line; records before it
   *     have reached the sink
   */
  public static void read(Path path, DomainName origin, MasterFileRules rules, RecordSink sink)
      throws MasterFileError {
    try (InputStream source = Files.newInputStream(path)) {
      read(source, path.toString(), origin, rules, sink);
    } catch (IOException unreadable) {
      throw unreadable(path.toString(), unreadable);
    }
  }

  /**
   * Reads a master file from {@code source}, which is not closed.
   *
   * @param name what errors call the file
   * @throws MasterFileError as above
   */
  public static void read(
      InputStream source, String name, DomainName origin, MasterFileRules rules, RecordSink sink)
      throws MasterFileError {
    InputStream buffered = new BufferedInputStream(source, 1 << 16);
    new MasterFileReader(rules, sink).read(buffered, name, origin);
  }

  /** Writes one record as a line; any master file reader gets the same record from it. */
  public static void write(
      Appendable target, DomainName owner, int type, long ttlSeconds, byte[] rdata)
      throws IOException {
    target.append(Records.line(owner, type, ttlSeconds, rdata)).append('\n');
  }

  /** Writes the records of a set, one a line. */
  public static void write(Appendable target, DomainName owner, RrSet set) throws IOException {
    for (int i = 0; i < set.count(); i++) {
      write(target, owner, set.type(), set.ttl(), set.rdata(i));
    }
  }

  static MasterFileError unreadable(String name, IOException cause) {
    String reason =
        cause instanceof NoSuchFileException
            ? "there is no such file"
            : "it can't be read: " + cause;
    return new MasterFileError(name, 0, reason);
  }
}
