package org.frontsigner.keeper;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.frontsigner.api.Problem;
import org.frontsigner.api.Rehearsal;
import org.frontsigner.api.SerialAdmin;
import org.frontsigner.api.SerialLedger;
import org.frontsigner.signing.SerialPolicy;
import org.frontsigner.wire.DomainName;

/** The verbs about served serials. */
final class SerialVerbs implements SerialAdmin {
  private final Keepers keepers;
  private final Surroundings around;

  SerialVerbs(Keepers keepers, Surroundings around) {
    this.keepers = keepers;
    this.around = around;
  }

  @Override
  public SerialLedger whySerial(String zone, int linesMax) {
    if (linesMax < 1 || linesMax > LEDGER_LINES_MAX) {
      throw Problem.usage(
          "There are no %d lines".formatted(linesMax),
          "Ask for 1 to %d of them".formatted(LEDGER_LINES_MAX));
    }
    DomainName name = VerbTarget.name("zone", zone);
    boolean exists = keepers.find(name).isPresent();
    // One more, from which the last line follows.
    List<LedgerEntry> entries = around.store().ledger(name, linesMax + 1);
    if (entries.isEmpty()) {
      throw Problem.failed(
          exists
              ? "Zone " + name.toText() + " was never served"
              : "There is no zone " + name.toText() + ", and never was one that was served",
          exists ? "See show-zone for why it has no data" : "See list-all-zones");
    }
    return new SerialLedger(name.toString(), exists, lines(entries, linesMax));
  }

  @Override
  public Rehearsal rehearse(String zone, String at, String period) {
    Instant now = around.clock().instant();
    RehearsalTime time = RehearsalTime.parse(at, period, now);
    List<ZoneKeeper> chosen =
        zone.isEmpty()
            ? new AllZones(keepers).inOrder()
            : List.of(new VerbTarget(keepers).zone(zone).keeper());
    return new Rehearsal(
        time.from(),
        time.until(),
        chosen.stream().map(keeper -> new ZoneRehearsal(keeper, around, now).run(time)).toList());
  }

  private static List<SerialLedger.Line> lines(List<LedgerEntry> entries, int linesMax) {
    List<SerialLedger.Line> lines = new ArrayList<>();
    for (int i = 0; i < Math.min(linesMax, entries.size()); i++) {
      Optional<LedgerEntry> last =
          i + 1 < entries.size() ? Optional.of(entries.get(i + 1)) : Optional.empty();
      lines.add(line(entries.get(i), last));
    }
    return lines;
  }

  private static SerialLedger.Line line(LedgerEntry entry, Optional<LedgerEntry> last) {
    return new SerialLedger.Line(
        entry.when(),
        entry.cause().name().toLowerCase(Locale.ROOT),
        entry.reason(),
        rule(entry, last),
        entry.primarySerial(),
        entry.servedSerial(),
        entry.windowInception(),
        entry.keyTags().isEmpty()
            ? List.of()
            : Arrays.stream(entry.keyTags().split(" ", -1)).map(Integer::valueOf).toList());
  }

  /** How the serial came to be: by the kind, or as the one after the last. */
  private static String rule(LedgerEntry entry, Optional<LedgerEntry> last) {
    Optional<SerialPolicy> kind = SerialPolicy.of(entry.serialKind());
    if (kind.isEmpty()) {
      return "";
    }
    if (kind.get() == SerialPolicy.NONE) {
      return "the primary's serial is served as it is";
    }
    long edited = kind.get().edit(entry.primarySerial(), entry.when());
    if (edited == entry.servedSerial()) {
      return "%s makes %d of the primary's %d"
          .formatted(kind.get().text(), edited, entry.primarySerial());
    }
    return "%s makes %d of the primary's %d, which is not above %s: the next is taken"
        .formatted(
            kind.get().text(),
            edited,
            entry.primarySerial(),
            last.map(each -> each.servedSerial() + ", the last one").orElse("the last one"));
  }
}
