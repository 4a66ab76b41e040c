package org.frontsigner.scenario.tool;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.frontsigner.scenario.stage.Command;
import org.frontsigner.scenario.zone.ZoneData;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/**
 * Reads master files that other programs wrote. BIND turns the text into octets, since dnsjava does
 * not know how all of them print all types.
 */
public final class MasterFile {
  private static final String[] NO_CHECKS =
      "-q -i none -k ignore -n ignore -m ignore -M ignore -S ignore -r ignore -T ignore -W ignore"
          .split(" ");
  private static final int RAW = 2;
  private static final int HEADER_REST_OCTETS = 16;

  private MasterFile() {}

  /** The records of the file. */
  public static ZoneData read(Path text, Name zone) {
    Path raw = text.resolveSibling(text.getFileName() + ".raw");
    Command.of("named-compilezone", (Object[]) NO_CHECKS)
        .with("-F", "raw=1", "-o", raw, zone, text)
        .run()
        .succeeded();
    return readRaw(raw, zone);
  }

  /** The records of a file in BIND's "raw" format, version 1. */
  public static ZoneData readRaw(Path raw, Name zone) {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(raw)))) {
      return new ZoneData(zone, records(in));
    } catch (IOException broken) {
      throw new UncheckedIOException(raw + ": " + broken.getMessage(), broken);
    }
  }

  // BIND's "raw" format, version 1: a header, then one block for each set of records.
  private static List<Record> records(DataInputStream in) throws IOException {
    if (in.readInt() != RAW || in.readInt() != 1) {
      throw new IOException("not a zone in BIND's raw format");
    }
    in.skipNBytes(HEADER_REST_OCTETS);
    List<Record> records = new ArrayList<>();
    while (in.available() > 0) {
      set(in, records);
    }
    return records;
  }

  private static void set(DataInputStream in, List<Record> records) throws IOException {
    in.readInt();
    int dclass = in.readUnsignedShort();
    int type = in.readUnsignedShort();
    in.readUnsignedShort();
    long ttl = Integer.toUnsignedLong(in.readInt());
    int count = in.readInt();
    Name owner = new Name(in.readNBytes(in.readUnsignedShort()));
    for (int i = 0; i < count; i++) {
      byte[] rdata = in.readNBytes(in.readUnsignedShort());
      records.add(Record.newRecord(owner, type, dclass, ttl, rdata));
    }
  }
}
