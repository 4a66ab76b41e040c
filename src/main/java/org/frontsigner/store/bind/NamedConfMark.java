package org.frontsigner.store.bind;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.frontsigner.keeper.Metadata;
import org.frontsigner.keeper.ZoneSettings;

/**
 * The kind of metadata that says that a zone is of a named.conf, and which settings it has from
 * there: each value is a kind and a value, but the first, which is what the zone is. No verb can
 * set it.
 */
public final class NamedConfMark {
  public static final String KIND = "NAMED-CONF";

  private static final String TYPE = "TYPE";

  private NamedConfMark() {}

  /** Whether a zone of these settings is of a named.conf. */
  public static boolean isOn(ZoneSettings settings) {
    return !settings.metadata().values(KIND).isEmpty();
  }

  /** The settings that a zone has from named.conf, by kind. */
  public static Map<String, List<String>> given(Metadata metadata) {
    Map<String, List<String>> given = new TreeMap<>();
    for (String line : metadata.values(KIND)) {
      int blank = line.indexOf(' ');
      if (blank > 0 && !line.startsWith(TYPE + " ")) {
        given
            .computeIfAbsent(line.substring(0, blank), kind -> new ArrayList<>())
            .add(line.substring(blank + 1));
      }
    }
    return given;
  }

  /** The metadata with other settings from named.conf in place of those; the operator's stay. */
  public static Metadata mark(Metadata metadata, String type, Map<String, List<String>> given) {
    Metadata next = own(metadata);
    List<String> lines = new ArrayList<>(List.of(TYPE + " " + type));
    for (Map.Entry<String, List<String>> entry : new TreeMap<>(given).entrySet()) {
      List<String> values = new ArrayList<>(entry.getValue());
      values.forEach(value -> lines.add(entry.getKey() + " " + value));
      next.values(entry.getKey()).stream()
          .filter(own -> !values.contains(own))
          .forEach(values::add);
      next = next.with(entry.getKey(), values);
    }
    return next.with(KIND, lines);
  }

  /** What of the metadata is not from named.conf. */
  static Metadata own(Metadata metadata) {
    Metadata own = metadata.with(KIND, List.of());
    for (Map.Entry<String, List<String>> entry : given(metadata).entrySet()) {
      List<String> values = new ArrayList<>(own.values(entry.getKey()));
      values.removeAll(entry.getValue());
      own = own.with(entry.getKey(), values);
    }
    return own;
  }

  /** What of the metadata is from named.conf. */
  static Metadata fromNamedConf(Metadata metadata) {
    Metadata from = Metadata.NONE.with(KIND, metadata.values(KIND));
    for (Map.Entry<String, List<String>> entry : given(metadata).entrySet()) {
      from = from.with(entry.getKey(), entry.getValue());
    }
    return from;
  }

  /** What is from named.conf, and what is not, as one. */
  static Metadata joined(Metadata fromNamedConf, Metadata own) {
    return mark(
        own,
        Optional.of(fromNamedConf.values(KIND))
            .filter(lines -> !lines.isEmpty())
            .map(lines -> lines.get(0).substring(TYPE.length() + 1))
            .orElse(""),
        given(fromNamedConf));
  }
}
