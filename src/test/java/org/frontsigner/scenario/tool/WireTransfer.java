package org.frontsigner.scenario.tool;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.frontsigner.scenario.stage.Endpoint;
import org.frontsigner.scenario.zone.ZoneData;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.ZoneTransferException;
import org.xbill.DNS.ZoneTransferIn;

/**
 * Whole transfers straight from the wire, so that no program's way of printing records comes
 * between.
 */
public final class WireTransfer {
  private WireTransfer() {}

  /** Transfers a zone without a key. */
  public static ZoneData from(Endpoint server, Name zone) {
    return from(server, zone, Optional.empty());
  }

  /** Transfers a zone and checks the TSIG of each message. */
  public static ZoneData from(Endpoint server, Name zone, TsigSecret key) {
    return from(server, zone, Optional.of(key));
  }

  private static ZoneData from(Endpoint server, Name zone, Optional<TsigSecret> key) {
    TSIG tsig = key.map(TsigSecret::tsig).orElse(null);
    try {
      ZoneTransferIn transfer = ZoneTransferIn.newAXFR(zone, server.host(), server.port(), tsig);
      transfer.run();
      List<Record> records = transfer.getAXFR();
      return new ZoneData(zone, records.subList(0, records.size() - 1));
    } catch (IOException | ZoneTransferException failed) {
      throw new AssertionError("transfer of " + zone + " from " + server.withAt(), failed);
    }
  }

  /**
   * Asks for what changed since a serial.
   *
   * @return how many records came as an increment; empty when the whole zone came
   */
  public static OptionalInt since(Endpoint server, Name zone, long serial, TsigSecret key) {
    try {
      ZoneTransferIn transfer =
          ZoneTransferIn.newIXFR(zone, serial, false, server.host(), server.port(), key.tsig());
      transfer.run();
      return transfer.isIXFR()
          ? OptionalInt.of(
              transfer.getIXFR().stream()
                  .mapToInt(delta -> delta.deletes.size() + delta.adds.size())
                  .sum())
          : OptionalInt.empty();
    } catch (IOException | ZoneTransferException failed) {
      throw new AssertionError("transfer of " + zone + " from " + server.withAt(), failed);
    }
  }
}
