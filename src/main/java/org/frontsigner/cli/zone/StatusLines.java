package org.frontsigner.cli.zone;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.frontsigner.api.Metadatum;
import org.frontsigner.api.TsigSide;
import org.frontsigner.api.ZoneStatus;
import org.frontsigner.api.ZoneStatus.DenialView;
import org.frontsigner.api.ZoneStatus.PresignedView;
import org.frontsigner.api.ZoneStatus.PrimaryView;
import org.frontsigner.api.ZoneStatus.SecondaryView;
import org.frontsigner.api.ZoneStatus.TransferView;
import org.frontsigner.api.ZoneStatus.TsigUse;
import org.frontsigner.api.ZoneStatus.WrittenView;

/** The state of a zone as lines for people; lines that pdnssec has too begin as there. */
final class StatusLines {
  private StatusLines() {}

  /** Where the zone comes from, how far it is, and who gets it. */
  static List<String> transfers(ZoneStatus status) {
    List<String> lines = new ArrayList<>();
    String kind = status.kind();
    lines.add(
        "This is a " + kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1) + " zone");
    lines.add("Mode: " + mode(status));
    status.written().ifPresent(written -> addWritten(written, lines));
    status.primaries().forEach(primary -> lines.add("Primary: " + line(primary)));
    status.transfer().ifPresent(transfer -> addFreshness(transfer, lines));
    lines.add(
        "Serial of the primary: %s, served: %s (SOA-EDIT %s)"
            .formatted(
                serial(status.serials().primary()),
                serial(status.serials().served()),
                status.serials().soaEdit()));
    addKeyNames("Zone has following allowed TSIG key(s): ", status, TsigSide.PRIMARY, lines);
    addKeyNames("Zone uses following TSIG key(s): ", status, TsigSide.SECONDARY, lines);
    status.tsig().forEach(use -> lines.add("TSIG key: " + line(use)));
    status.secondaries().forEach(secondary -> lines.add("Secondary: " + line(secondary)));
    return lines;
  }

  private static void addWritten(WrittenView written, List<String> lines) {
    lines.add("Written in: " + written.place());
    written
        .file()
        .ifPresent(
            file ->
                lines.add(
                    "File: %s, %s"
                        .formatted(
                            file,
                            written
                                .loaded()
                                .map(when -> "taken " + time(when))
                                .orElse("never taken"))));
    written.trouble().ifPresent(trouble -> lines.add("REFUSED: " + trouble));
  }

  private static String mode(ZoneStatus status) {
    boolean pulled = status.kind().equals("slave");
    return switch (status.mode()) {
      case SIGNED -> pulled ? "front-signed, pulled unsigned and signed here" : "live-signed";
      case PRESIGNED -> "pre-signed, served with the signatures that came with it";
      case UNSIGNED -> pulled ? "unsigned, served as it is pulled" : "unsigned";
    };
  }

  private static void addKeyNames(
      String head, ZoneStatus status, TsigSide side, List<String> lines) {
    String names =
        status.tsig().stream()
            .filter(use -> use.side() == side)
            .map(TsigUse::name)
            .distinct()
            .collect(Collectors.joining(","));
    if (!names.isEmpty()) {
      lines.add(head + names);
    }
  }

  private static void addFreshness(TransferView transfer, List<String> lines) {
    lines.add("Last time we got update from primary: " + time(transfer.confirmed(), "Never"));
    transfer.nextCheck().ifPresent(next -> lines.add("Next check: " + time(next)));
    transfer
        .expires()
        .ifPresent(
            expires -> lines.add((transfer.expired() ? "EXPIRED: " : "Expires: ") + time(expires)));
  }

  /** Who signs, from when to when, and how names are denied. */
  static List<String> signing(ZoneStatus status) {
    List<String> lines = new ArrayList<>();
    switch (status.mode()) {
      case UNSIGNED -> lines.add("Zone is not actively secured");
      case SIGNED -> lines.add("Zone is actively secured");
      case PRESIGNED -> lines.add("Zone is presigned");
    }
    status
        .window()
        .ifPresent(
            window ->
                lines.add(
                    "Signatures are valid from %s to %s, next turnover: %s"
                        .formatted(
                            time(window.inception()),
                            time(window.expiration()),
                            time(window.nextTurnover(), "none, the times are pinned"))));
    status.presigned().ifPresent(presigned -> lines.add(line(presigned)));
    lines.add(status.metadata().isEmpty() ? "Metadata items: None" : "Metadata items:");
    status.metadata().forEach(each -> addMetadata(each, lines));
    lines.add(line(status.denial()));
    return lines;
  }

  private static String line(PresignedView presigned) {
    return presigned.inForce()
        ? "First signature expires: " + time(presigned.earliestExpiration(), "unknown")
        : "PRESIGNED is set: served as before until the zone comes with signatures that are good";
  }

  private static void addMetadata(Metadatum metadatum, List<String> lines) {
    metadatum.values().forEach(value -> lines.add("\t" + metadatum.kind() + "\t" + value));
  }

  private static String line(DenialView denial) {
    if (denial.parameters().isEmpty()) {
      return "Zone has NSEC semantics";
    }
    String narrow = denial.kind().equals("nsec3-narrow") ? "NARROW " : "";
    return "Zone has %shashed NSEC3 semantics, configuration: %s"
        .formatted(narrow, denial.parameters());
  }

  private static String line(PrimaryView primary) {
    StringBuilder line = new StringBuilder(primary.address());
    primary.tsigKey().ifPresent(key -> line.append(", TSIG key ").append(key));
    switch (primary.health()) {
      case UNKNOWN -> line.append(", not asked yet");
      case GOOD -> line.append(", good");
      case FAILING -> line.append(", failing");
    }
    primary.lastFailure().ifPresent(reason -> line.append(": ").append(reason));
    primary.lastAnswer().ifPresent(when -> line.append(", last answer ").append(time(when)));
    return line.toString();
  }

  private static String line(TsigUse use) {
    String peer = use.peer().map(" "::concat).orElse("");
    return switch (use.side()) {
      case PRIMARY -> use.name() + " lets secondary" + (peer.isEmpty() ? "" : peer) + " pull";
      case SECONDARY -> use.name() + " signs what we ask primary" + peer;
    };
  }

  private static String line(SecondaryView secondary) {
    StringBuilder line = new StringBuilder(secondary.address());
    secondary.tsigKey().ifPresent(key -> line.append(", TSIG key ").append(key));
    secondary
        .outcome()
        .ifPresent(
            outcome ->
                line.append(", ")
                    .append(outcome.toLowerCase(Locale.ROOT))
                    .append(" of serial ")
                    .append(serial(secondary.serial())));
    secondary.when().ifPresent(when -> line.append(" at ").append(time(when)));
    return line.toString();
  }

  private static String serial(OptionalLong serial) {
    return serial.isPresent() ? Long.toString(serial.getAsLong()) : "none";
  }

  private static String time(Optional<Instant> when, String absent) {
    return when.map(StatusLines::time).orElse(absent);
  }

  private static String time(Instant when) {
    return when.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
