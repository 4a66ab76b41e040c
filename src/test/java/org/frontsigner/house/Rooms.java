package org.frontsigner.house;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;

/** The rooms of the house, their levels, and which of them may import which. */
final class Rooms {
  private static final Map<String, Integer> LEVELS =
      Map.ofEntries(
          Map.entry("wire", 0),
          Map.entry("api", 0),
          Map.entry("zone", 1),
          Map.entry("bridge", 1),
          Map.entry("signing", 2),
          Map.entry("answer", 3),
          Map.entry("keeper", 4),
          Map.entry("token", 5),
          Map.entry("transfer", 5),
          Map.entry("store", 5),
          Map.entry("server", 5),
          Map.entry("schedule", 5),
          Map.entry("http", 5),
          Map.entry("app", 6),
          Map.entry("cli", 6));

  /** What the core may have of the bridge: the values, never the protocol. */
  private static final Set<String> KEEPER_FROM_BRIDGE =
      Set.of(
          "TsigKey",
          "TsigAlgorithm",
          "TsigKeys",
          "Records",
          "MasterFile",
          "MasterFileRules",
          "MasterFileError",
          "RecordSink");

  private static final int CORE_LEVEL_MAX = 4;

  private final String root;

  /** {@code root} is the package that the rooms are in. */
  Rooms(String root) {
    this.root = root;
  }

  /** The room of a class; empty when it is in none. */
  String of(JavaClass javaClass) {
    String name = javaClass.getPackageName();
    if (!name.startsWith(root + ".")) {
      return "";
    }
    return name.substring(root.length() + 1).replaceFirst("\\..*", "");
  }

  /** Whether a class is in a room without sockets, files, clock and logging of its own accord. */
  boolean isCore(JavaClass javaClass) {
    return LEVELS.getOrDefault(of(javaClass), CORE_LEVEL_MAX + 1) <= CORE_LEVEL_MAX;
  }

  /** Holds when a class is in a known room and imports only what that room may. */
  ArchCondition<JavaClass> importOnlyWhatTheyMay() {
    return new ArchCondition<>("import only rooms below their own") {
      @Override
      public void check(JavaClass importer, ConditionEvents events) {
        if (!LEVELS.containsKey(of(importer))) {
          events.add(
              SimpleConditionEvent.violated(importer, importer.getName() + " is in no known room"));
          return;
        }
        for (Dependency dependency : importer.getDirectDependenciesFromSelf()) {
          if (!mayImport(importer, dependency.getTargetClass())) {
            events.add(SimpleConditionEvent.violated(importer, dependency.getDescription()));
          }
        }
      }
    };
  }

  private boolean mayImport(JavaClass importer, JavaClass target) {
    String from = of(importer);
    String to = of(target);
    if (to.isEmpty() || from.equals(to) || from.equals("app")) {
      return true;
    }
    if (from.equals("cli")) {
      return to.equals("api");
    }
    if (to.equals("bridge") && isCore(importer)) {
      return from.equals("keeper") && KEEPER_FROM_BRIDGE.contains(outermost(target));
    }
    return LEVELS.getOrDefault(to, Integer.MAX_VALUE) < LEVELS.get(from);
  }

  private static String outermost(JavaClass javaClass) {
    return javaClass.getEnclosingClass().map(Rooms::outermost).orElse(javaClass.getSimpleName());
  }
}
