package org.frontsigner.app.bind;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.frontsigner.bridge.MasterFile;
import org.frontsigner.bridge.MasterFileError;
import org.frontsigner.bridge.MasterFileRules;
import org.frontsigner.wire.DomainName;
import org.frontsigner.zone.BuildResult;
import org.frontsigner.zone.IntakePolicy;
import org.frontsigner.zone.Zone;
import org.frontsigner.zone.ZoneBuilder;

/** Reads a master file, and knows which files that took. For one use. */
final class ZoneFileReader {
  private final Map<Path, FileStamps.Stamp> opened = new TreeMap<>();
  private final Path file;
  private final List<Path> directories;

  /**
   * A reader of one file.
   *
   * @param directories where files may be that it includes, beside its own folder
   */
  ZoneFileReader(Path file, List<Path> directories) {
    this.file = file;
    this.directories = directories;
  }

  /**
   * What was read.
   *
   * @param zone empty where it can't be taken
   * @param trouble why it can't, beginning with the file
   * @param stamps of all files when they were opened
   */
  record Result(Optional<Zone> zone, String trouble, FileStamps stamps, List<String> remarks) {}

  Result read(DomainName name, IntakePolicy intake) {
    opened(file);
    List<Path> below = new ArrayList<>(directories);
    below.add(file.getParent());
    MasterFileRules rules =
        new MasterFileRules(
            intake.recordsMax(),
            Optional.of(below.get(0)),
            below.subList(1, below.size()),
            this::opened);
    ZoneBuilder builder = new ZoneBuilder(name, intake);
    try {
      MasterFile.read(file, name, rules, builder::add);
    } catch (MasterFileError e) {
      return refused(e.getMessage());
    }
    BuildResult result = builder.build();
    if (result instanceof BuildResult.Refused refused) {
      return refused(
          "%s: zone %s is refused by rule %s: %s"
              .formatted(file, name.toText(), refused.rule().label(), refused.reason()));
    }
    BuildResult.Built built = (BuildResult.Built) result;
    return new Result(Optional.of(built.zone()), "", stamps(), built.report().sentences());
  }

  private Result refused(String trouble) {
    return new Result(Optional.empty(), trouble, stamps(), List.of());
  }

  private FileStamps stamps() {
    return new FileStamps(List.copyOf(opened.values()));
  }

  /** The stamp is taken before the file is read, so that a change meanwhile is seen. */
  private void opened(Path path) {
    opened.computeIfAbsent(path.toAbsolutePath().normalize(), FileStamps.Stamp::of);
  }
}
