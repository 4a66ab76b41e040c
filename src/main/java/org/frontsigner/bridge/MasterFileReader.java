package org.frontsigner.bridge;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.Octets;
import org.frontsigner.wire.RrType;

/** Reads one master file and the files it includes. For one use. */
final class MasterFileReader {
  private final MasterFileRules rules;
  private final RecordSink sink;
  private long records;
  private int depth;

  /** What holds inside one file. */
  private static final class Context {
    final String file;
    DomainName origin;
    DomainName owner;
    long defaultTtl = -1;
    long lastTtl = -1;

    Context(String file, DomainName origin) {
      this.file = file;
      this.origin = origin;
    }
  }

  MasterFileReader(MasterFileRules rules, RecordSink sink) {
    this.rules = rules;
    this.sink = sink;
  }

  void read(InputStream source, String name, DomainName origin) throws MasterFileError {
    read(source, new Context(name, origin));
  }

  private void read(InputStream source, Context context) throws MasterFileError {
    EntryReader reader = new EntryReader(source);
    int line = 0;
    try {
      EntryReader.Entry entry = reader.next();
      while (entry != null) {
        line = entry.line();
        take(entry, context);
        line = 0;
        entry = reader.next();
      }
    } catch (IllegalArgumentException refused) {
      throw new MasterFileError(
          context.file, line > 0 ? line : reader.line(), refused.getMessage());
    } catch (IOException unreadable) {
      throw MasterFile.unreadable(context.file, unreadable);
    }
  }

  private void take(EntryReader.Entry entry, Context context) throws MasterFileError {
    if (!entry.ownerLeftOut() && entry.text().startsWith("$")) {
      directive(new Fields(entry.text()), context);
      return;
    }
    Fields fields = new Fields(entry.text());
    if (!entry.ownerLeftOut()) {
      context.owner = Names.parse(fields.next(), context.origin);
    } else if (context.owner == null) {
      throw new IllegalArgumentException("the first record has no owner");
    }
    record(context.owner, fields, context);
  }

  private void directive(Fields fields, Context context) throws MasterFileError {
    String directive = fields.next();
    switch (directive.toUpperCase(Locale.ROOT)) {
      case "$ORIGIN" -> context.origin = Names.parse(fields.next(), context.origin);
      case "$TTL" -> context.defaultTtl = TimeToLive.require(fields.next());
      case "$GENERATE" -> generate(fields, context);
      case "$INCLUDE" -> include(fields, context);
      default -> throw new IllegalArgumentException("the directive " + directive + " is unknown");
    }
    fields.end();
  }

  private void generate(Fields fields, Context context) {
    Generate generate = Generate.parse(fields);
    for (long number = generate.first(); number <= generate.last(); number += generate.step()) {
      Fields expanded = new Fields(generate.expand(number));
      record(Names.parse(expanded.next(), context.origin), expanded, context);
    }
  }

  private void include(Fields fields, Context context) throws MasterFileError {
    Path base =
        rules
            .includeBase()
            .orElseThrow(() -> new IllegalArgumentException("$INCLUDE is not allowed here"));
    if (depth == MasterFileRules.INCLUDE_DEPTH_MAX) {
      throw new IllegalArgumentException(
          "files include files more than " + MasterFileRules.INCLUDE_DEPTH_MAX + " deep");
    }
    String name = fields.next().replaceAll("^\"|\"$", "");
    DomainName origin =
        fields.hasNext() ? Names.parse(fields.next(), context.origin) : context.origin;
    Context included = new Context(name, origin);
    included.defaultTtl = context.defaultTtl;
    included.lastTtl = context.lastTtl;
    depth++;
    readIncluded(found(base, name), included);
    depth--;
  }

  private void readIncluded(Path path, Context context) throws MasterFileError {
    try (InputStream source = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
      read(source, context);
    } catch (IOException unreadable) {
      throw MasterFile.unreadable(context.file, unreadable);
    }
  }

  /** The file that a path means: below the base, or else below another directory. */
  private Path found(Path base, String name) {
    List<Path> directories = new ArrayList<>(List.of(base));
    directories.addAll(rules.alsoBelow());
    List<Path> real = directories.stream().flatMap(each -> real(each).stream()).toList();
    for (Path directory : directories) {
      Path named = directory.resolve(name);
      rules.included().accept(named);
      Optional<Path> file = real(named);
      boolean isBelow = file.isPresent() && real.stream().anyMatch(file.get()::startsWith);
      if (isBelow && Files.isRegularFile(file.get())) {
        return file.get();
      }
      if (file.isPresent()) {
        throw new IllegalArgumentException("'" + name + "' is no file below " + shown(directories));
      }
    }
    throw new IllegalArgumentException("there is no file " + name + " below " + shown(directories));
  }

  private static String shown(List<Path> directories) {
    return String.join(" or ", directories.stream().map(Path::toString).distinct().toList());
  }

  /** A path with symbolic links followed; empty where there is nothing. */
  private static Optional<Path> real(Path path) {
    try {
      return Optional.of(path.toRealPath());
    } catch (IOException absent) {
      return Optional.empty();
    }
  }

  private void record(DomainName owner, Fields fields, Context context) {
    RecordHead head = RecordHead.parse(fields);
    byte[] rdata = Records.fromLine(head.type(), fields.rest(), context.origin);
    long ttl = ttl(head, rdata, context);
    if (records == rules.recordsMax()) {
      throw new IllegalArgumentException(
          "there are more than the " + rules.recordsMax() + " records that are allowed");
    }
    records++;
    sink.accept(owner, head.type(), ttl, rdata);
  }

  private static long ttl(RecordHead head, byte[] rdata, Context context) {
    if (head.ttl() >= 0) {
      context.lastTtl = head.ttl();
    } else if (context.defaultTtl >= 0) {
      return context.defaultTtl;
    } else if (context.lastTtl < 0 && head.type() == RrType.SOA) {
      context.lastTtl = Math.min(Octets.u32(rdata, rdata.length - 4), TimeToLive.SECONDS_MAX);
    } else if (context.lastTtl < 0) {
      throw new IllegalArgumentException("the record has no TTL, and there is no $TTL");
    }
    return context.lastTtl;
  }
}
