package org.frontsigner.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;
import org.xbill.DNS.ZoneTransferException;
import org.xbill.DNS.ZoneTransferIn;

/** A daemon on which commands are tried, and the ways to see what they did. */
final class SeedScene {
  private final InProcess daemon;
  private final Path folder;
  private final Map<String, String> known = new HashMap<>();
  private String out = "";

  SeedScene(InProcess daemon, Path folder) {
    this.daemon = daemon;
    this.folder = folder;
    known.put("folder", folder.toString());
  }

  /** A file of the folder with this text, which commands name as {@code {NAME}}. */
  void file(String name, String text) {
    try {
      known.put(name, Files.writeString(folder.resolve(name), text).toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a command that must succeed, its {@code {words}} filled with what is known. */
  String run(String command) {
    String filled = command;
    for (Map.Entry<String, String> each : known.entrySet()) {
      filled = filled.replace("{" + each.getKey() + "}", each.getValue());
    }
    out = daemon.good(WrongUses.words(filled).toArray(String[]::new));
    return out;
  }

  /** Names what the last command printed. */
  void remember(String name) {
    known.put(name, out.strip());
  }

  /** Names a value. */
  void remember(String name, String value) {
    known.put(name, value);
  }

  String known(String name) {
    return known.get(name);
  }

  /** What the last command printed. */
  String out() {
    return out;
  }

  /** Runs a command and gives what it printed; {@link #out} stays. */
  String look(String... words) {
    return daemon.good(words);
  }

  /** What show-zone says of a zone. */
  String show(String zone) {
    return daemon.good("show-zone", zone);
  }

  /** The zone as it is handed on, as a master file. */
  String transfer(String zone) {
    try {
      ZoneTransferIn transfer =
          ZoneTransferIn.newAXFR(
              Name.fromString(zone, Name.root), "127.0.0.1", daemon.dns().port(), null);
      transfer.run();
      List<Record> records = transfer.getAXFR();
      StringBuilder text = new StringBuilder();
      records.subList(0, records.size() - 1).forEach(each -> text.append(each).append('\n'));
      return text.toString();
    } catch (IOException | ZoneTransferException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs a script on a SQLite file of the folder, and gives the rows of a query. */
  List<String> sqlite(String name, String script, String query) {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(name));
        Statement statement = connection.createStatement()) {
      for (String each : script.split(";\n", -1)) {
        if (!each.isBlank()) {
          statement.executeUpdate(each);
        }
      }
      return InProcess.rows(statement.executeQuery(query));
    } catch (SQLException e) {
      throw new IllegalStateException(query, e);
    }
  }

  List<String> sql(String query) {
    return daemon.sql(query);
  }

  int change(String statement) {
    return daemon.change(statement);
  }

  /** The answer to a question with DO, over TCP. */
  Message ask(String name, int type) {
    try {
      SimpleResolver resolver =
          new SimpleResolver(new InetSocketAddress("127.0.0.1", daemon.dns().port()));
      resolver.setTCP(true);
      resolver.setEDNS(0, 4096, Flags.DO, List.of());
      resolver.setTimeout(Duration.ofSeconds(10));
      Name owner = Name.fromString(name, Name.root);
      return resolver.send(Message.newQuery(Record.newRecord(owner, type, DClass.IN)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The records of a type in a section of an answer. */
  static List<Record> records(Message answer, int section, int type) {
    return answer.getSection(section).stream().filter(each -> each.getType() == type).toList();
  }

  /** Types in the authority section of the answer for a name that is not there. */
  List<String> denial(String zone) {
    return ask("nothing-is-here." + zone, Type.A).getSection(Section.AUTHORITY).stream()
        .map(each -> Type.string(each.getType()))
        .distinct()
        .sorted()
        .toList();
  }

  /** The tags of the keys that sign a type at the apex, in order. */
  List<Integer> signers(String zone, int type) {
    List<Integer> tags = new ArrayList<>();
    for (Record each : records(ask(zone, type), Section.ANSWER, Type.RRSIG)) {
      tags.add(((RRSIGRecord) each).getFootprint());
    }
    tags.sort(null);
    return tags;
  }

  /** How many DNSKEY records a zone has. */
  int dnskeys(String zone) {
    return records(ask(zone, Type.DNSKEY), Section.ANSWER, Type.DNSKEY).size();
  }

  /** The tag of a key, as show-zone has it. */
  int tag(String zone, String id) {
    return show(zone)
        .lines()
        .filter(line -> line.startsWith("ID = " + id + " "))
        .map(line -> line.replaceAll(".*tag = (\\d+),.*", "$1"))
        .mapToInt(Integer::parseInt)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no key " + id + ": " + show(zone)));
  }
}
