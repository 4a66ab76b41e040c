package org.frontsigner.app.bind;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.frontsigner.api.Problem;
import org.frontsigner.keeper.ConfiguredZone;
import org.frontsigner.keeper.ConfiguredZones;
import org.frontsigner.keeper.StoreFailed;
import org.frontsigner.keeper.ZoneGone;
import org.frontsigner.store.NamedZoneRows;
import org.frontsigner.store.bind.NamedZoneStore;
import org.frontsigner.wire.DomainName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The master files of zones: which of them changed, and what became of it. For one thread at a
 * time.
 */
final class ZoneFiles {
  private static final Logger LOG = LoggerFactory.getLogger(ZoneFiles.class);

  /** Who writes a file may still be at it, and may write again within the same tick of its time. */
  private static final Duration BEING_WRITTEN = Duration.ofSeconds(2);

  private final ConfiguredZones door;
  private final NamedZoneStore store;
  private final NamedZoneRows rows;
  private final InstantSource clock;
  private final NamedMetrics metrics;
  private final Map<DomainName, Known> known = new ConcurrentHashMap<>();
  private List<Path> directories = List.of();

  /** When a file is read. */
  enum When {
    /** When it changed, and nobody seems to be writing it. */
    QUIET,
    /** When it changed. */
    CHANGED,
    /** Now, whatever it is. */
    NOW
  }

  /**
   * What is known of a zone's files.
   *
   * @param files of the last reading
   * @param stamps of these; empty where they are to be read again in any case
   * @param trouble why they were not taken
   */
  private record Known(
      Collection<Path> files, String stamps, Optional<Instant> loaded, Optional<String> trouble) {}

  /** What became of a zone's file; {@code zone} is empty where it was not read. */
  sealed interface Looked {
    /** It was not read. */
    record Unread() implements Looked {}

    /** It was read, and its data is served. */
    record Served(ConfiguredZones.Outcome outcome, List<String> remarks) implements Looked {}

    /** It can't be taken; {@code reason} begins with the file. */
    record Refused(String reason) implements Looked {}
  }

  ZoneFiles(
      ConfiguredZones door,
      NamedZoneStore store,
      NamedZoneRows rows,
      InstantSource clock,
      NamedMetrics metrics) {
    this.door = door;
    this.store = store;
    this.rows = rows;
    this.clock = clock;
    this.metrics = metrics;
  }

  /** What is known of files since the last start. */
  void begin() {
    rows.all()
        .forEach(
            (zone, row) ->
                known.put(
                    zone,
                    new Known(
                        FileStamps.filesOf(row.stamps()),
                        row.stamps(),
                        row.loaded(),
                        Optional.empty())));
  }

  void setDirectories(List<Path> now) {
    directories = List.copyOf(now);
  }

  /** The zone as it is shown. */
  ConfiguredZone written(ZoneWish wish) {
    Optional<Known> state = Optional.ofNullable(known.get(wish.name()));
    return new ConfiguredZone(
        wish.place(),
        wish.file().map(Path::toString),
        wish.file().flatMap(file -> state.flatMap(Known::loaded)),
        wish.file().flatMap(file -> state.flatMap(Known::trouble)));
  }

  /** The zone is named no more; its data stays that of the files as they were. */
  void forget(DomainName zone) {
    Known state = known.get(zone);
    if (state != null && state.trouble().isPresent()) {
      known.remove(zone);
    }
  }

  /** Why files are not taken as they are now, by zone. */
  Optional<String> trouble(DomainName zone) {
    return Optional.ofNullable(known.get(zone)).flatMap(Known::trouble);
  }

  /** Reads the file of a zone if it is time to, and takes what it has. */
  Looked look(ZoneWish wish, When when) {
    Path file = wish.file().orElseThrow();
    if (when != When.NOW && !isDue(wish, file, when)) {
      return new Looked.Unread();
    }
    ZoneFileReader.Result result =
        new ZoneFileReader(file, directories).read(wish.name(), door.intake(wish.name()));
    FileStamps after = FileStamps.now(result.stamps().files());
    boolean changedMeanwhile = !after.text().equals(result.stamps().text());
    if (changedMeanwhile && when == When.QUIET) {
      return new Looked.Unread();
    }
    boolean isCertain = !changedMeanwhile && !isBeingWritten(after);
    return settled(wish, result, isCertain ? after.text() : "");
  }

  private boolean isDue(ZoneWish wish, Path file, When when) {
    Known state = known.get(wish.name());
    TreeSet<Path> files = new TreeSet<>(state == null ? List.of() : state.files());
    boolean sameFile = files.contains(file);
    files.add(file);
    FileStamps now = FileStamps.now(files);
    boolean changed =
        state == null
            || !sameFile
            || !state.stamps().equals(now.text())
            || (state.trouble().isEmpty() && !door.hasData(wish.name()));
    return changed && (when == When.CHANGED || !isBeingWritten(now));
  }

  private boolean isBeingWritten(FileStamps stamps) {
    return stamps.isChangedAfter(clock.instant().minus(BEING_WRITTEN));
  }

  private Looked settled(ZoneWish wish, ZoneFileReader.Result result, String stamps) {
    DomainName name = wish.name();
    Looked looked = taken(name, result);
    boolean refused = looked instanceof Looked.Refused;
    Optional<Instant> loaded =
        refused
            ? Optional.ofNullable(known.get(name)).flatMap(Known::loaded)
            : Optional.of(clock.instant());
    Optional<String> trouble =
        looked instanceof Looked.Refused because ? Optional.of(because.reason()) : Optional.empty();
    log(name, looked, trouble(name));
    known.put(name, new Known(result.stamps().files(), stamps, loaded, trouble));
    if (!refused) {
      unlessItFails(() -> rows.putLoaded(name, stamps, loaded.orElseThrow()));
    }
    store.putWritten(name, written(wish));
    metrics.setRefused(known.values().stream().filter(each -> each.trouble().isPresent()).count());
    return looked;
  }

  /** Where it fails, the next start reads the files again. */
  private static void unlessItFails(Runnable work) {
    try {
      work.run();
    } catch (StoreFailed e) {
      LOG.error("{}", e.getMessage());
    }
  }

  private Looked taken(DomainName name, ZoneFileReader.Result result) {
    if (result.zone().isEmpty()) {
      metrics.count(NamedMetrics.Outcome.REFUSED);
      return new Looked.Refused(result.trouble());
    }
    try {
      ConfiguredZones.Outcome outcome = door.accept(name, result.zone().get());
      if (outcome instanceof ConfiguredZones.Outcome.Refused refused) {
        metrics.count(NamedMetrics.Outcome.REFUSED);
        String file = result.stamps().stamps().get(0).file().toString();
        return new Looked.Refused(file + ": " + refused.reason());
      }
      boolean same = outcome instanceof ConfiguredZones.Outcome.Same;
      metrics.count(same ? NamedMetrics.Outcome.SAME : NamedMetrics.Outcome.TAKEN);
      List<String> remarks = new ArrayList<>(result.remarks());
      if (outcome instanceof ConfiguredZones.Outcome.Taken given) {
        remarks.addAll(given.remarks());
      }
      return new Looked.Served(outcome, remarks);
    } catch (StoreFailed | ZoneGone | Problem | IllegalArgumentException e) {
      metrics.count(NamedMetrics.Outcome.REFUSED);
      return new Looked.Refused(e.getMessage());
    }
  }

  private static void log(DomainName name, Looked looked, Optional<String> lastTrouble) {
    if (looked instanceof Looked.Refused refused) {
      if (!lastTrouble.equals(Optional.of(refused.reason()))) {
        LOG.error("zone {}: what we have is served on: {}", name.toText(), refused.reason());
      }
    } else if (looked instanceof Looked.Served served
        && served.outcome() instanceof ConfiguredZones.Outcome.Taken taken) {
      LOG.info(
          "zone {}: serial {} from its file, served as {}",
          name.toText(),
          taken.serial(),
          taken.served());
      served.remarks().forEach(remark -> LOG.warn("zone {}: {}", name.toText(), remark));
    }
  }
}
