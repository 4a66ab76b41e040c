package org.frontsigner.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The rules that the rooms below a root package keep. */
enum Rule {
  ROOMS_IMPORT_ONLY_ROOMS_BELOW {
    @Override
    ArchRule in(String root) {
      return classes().should(new Rooms(root).importOnlyWhatTheyMay());
    }
  },
  ONLY_THE_BRIDGE_KNOWS_DNSJAVA {
    @Override
    ArchRule in(String root) {
      return noClasses()
          .that()
          .resideOutsideOfPackage(root + ".bridge..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.xbill..");
    }
  },
  THE_CORE_DOES_NOT_TOUCH_THE_WORLD {
    @Override
    ArchRule in(String root) {
      Rooms rooms = new Rooms(root);
      return noClasses()
          .that(describe("are in the core", rooms::isCore))
          .and(describe("are no door", javaClass -> !isDoor(rooms, javaClass)))
          .should()
          .dependOnClassesThat(describe("are sockets, files, SQL", Rule::isOuterWorld));
    }
  },
  NOTHING_BELOW_THE_KEEPER_LOGS {
    @Override
    ArchRule in(String root) {
      Rooms rooms = new Rooms(root);
      return noClasses()
          .that(describe("are in the core", rooms::isCore))
          .and()
          .resideOutsideOfPackage(root + ".keeper..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.slf4j..", "java.util.logging..", "ch.qos..");
    }
  },
  ONLY_THE_APP_READS_THE_CLOCK {
    @Override
    ArchRule in(String root) {
      return outsideOfApp(root, "read the clock", Rule::readsClock);
    }
  },
  ONLY_THE_EDGES_MEASURE_TIME {
    @Override
    ArchRule in(String root) {
      Rooms rooms = new Rooms(root);
      return noClasses()
          .that(describe("are in the core", rooms::isCore))
          .should()
          .callMethod(System.class, "nanoTime");
    }
  },
  ONLY_THE_APP_THROWS_DICE {
    @Override
    ArchRule in(String root) {
      return outsideOfApp(root, "throw dice", access -> DICE.contains(nameOf(access)));
    }
  };

  private static final Set<String> ADDRESSES =
      Set.of(
          "java.net.InetAddress",
          "java.net.Inet4Address",
          "java.net.Inet6Address",
          "java.net.InetSocketAddress",
          "java.net.SocketAddress",
          "java.net.UnknownHostException");

  private static final List<String> OUTER_WORLD =
      List.of(
          "java.net.",
          "java.nio.channels.",
          "java.sql.",
          "javax.sql.",
          "io.netty.",
          "org.quartz.",
          "io.prometheus.",
          "org.xbill.",
          "org.h2.",
          "com.zaxxer.",
          "org.flywaydb.",
          "picocli.",
          "java.nio.file.Files",
          "java.io.File",
          "java.io.RandomAccessFile");

  private static final Set<String> CLOCKS =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.time.Clock.systemUTC",
          "java.time.Clock.systemDefaultZone",
          "java.time.Clock.system",
          "java.time.Clock.tickSeconds",
          "java.time.Clock.tickMillis",
          "java.time.Clock.tickMinutes",
          "java.time.InstantSource.system",
          "java.util.Date.<init>",
          "java.util.Calendar.getInstance");

  private static final Set<String> DICE =
      Set.of(
          "java.util.Random.<init>",
          "java.util.SplittableRandom.<init>",
          "java.security.SecureRandom.<init>",
          "java.security.SecureRandom.getInstance",
          "java.security.SecureRandom.getInstanceStrong",
          "java.util.concurrent.ThreadLocalRandom.current",
          "java.util.random.RandomGenerator.getDefault",
          "java.util.random.RandomGenerator.of",
          "java.util.UUID.randomUUID",
          "java.lang.Math.random");

  abstract ArchRule in(String root);

  private static ArchRule outsideOfApp(
      String root, String what, Predicate<JavaAccess<?>> forbidden) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(root + ".app..")
        .should()
        .accessTargetWhere(accesses(what, forbidden));
  }

  private static DescribedPredicate<JavaAccess<?>> accesses(
      String what, Predicate<JavaAccess<?>> forbidden) {
    return describe(what, forbidden);
  }

  /** The bridge is the door to dnsjava, and its MasterFile that to the files it is given. */
  private static boolean isDoor(Rooms rooms, JavaClass javaClass) {
    return rooms.of(javaClass).equals("bridge");
  }

  private static boolean isOuterWorld(JavaClass target) {
    return !ADDRESSES.contains(target.getName())
        && OUTER_WORLD.stream().anyMatch(target.getName()::startsWith);
  }

  private static boolean readsClock(JavaAccess<?> access) {
    if (!(access.getTarget() instanceof CodeUnitAccessTarget target)) {
      return false;
    }
    List<JavaClass> parameters = target.getRawParameterTypes();
    boolean now =
        target.getName().equals("now")
            && target.getOwner().getPackageName().startsWith("java.time")
            && parameters.stream().noneMatch(type -> type.isEquivalentTo(Clock.class));
    boolean knownDate = nameOf(access).equals("java.util.Date.<init>") && !parameters.isEmpty();
    return now || (CLOCKS.contains(nameOf(access)) && !knownDate);
  }

  private static String nameOf(JavaAccess<?> access) {
    return access.getTargetOwner().getName() + "." + access.getTarget().getName();
  }
}
