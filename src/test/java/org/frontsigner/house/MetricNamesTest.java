package org.frontsigner.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.CounterMetricFamily;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import io.prometheus.client.SimpleCollector;
import io.prometheus.client.hotspot.DefaultExports;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.frontsigner.app.bind.NamedMetrics;
import org.frontsigner.http.ClockMetrics;
import org.frontsigner.http.KeeperMetrics;
import org.frontsigner.http.SecondaryMetrics;
import org.frontsigner.http.ZoneMetrics;
import org.frontsigner.http.alarm.AlarmMetrics;
import org.frontsigner.keeper.Alarms;
import org.frontsigner.keeper.Keepers;
import org.frontsigner.keeper.Published;
import org.frontsigner.keeper.SecondarySettings;
import org.frontsigner.keeper.SecondaryWatch;
import org.frontsigner.keeper.Surroundings;
import org.frontsigner.keeper.TrustedClock;
import org.frontsigner.schedule.QuartzAgenda;
import org.frontsigner.server.ServerMetrics;
import org.frontsigner.signing.SignatureCounts;
import org.frontsigner.signing.SigningWindow;
import org.frontsigner.token.TokenMetrics;
import org.frontsigner.transfer.TransferMetrics;
import org.junit.jupiter.api.Test;

/**
 * Names, labels and helps of all metrics of the house. Which classes make metrics is read from
 * their bytecode, so that none is left out: who adds one says here how it is registered.
 */
class MetricNamesTest {
  private static final InstantSource CLOCK = () -> Instant.EPOCH;

  /** How the metrics of each class that makes some are registered. */
  private static final Map<String, Consumer<CollectorRegistry>> MAKERS =
      Map.of(
          "AgendaMetrics",
          registry -> new QuartzAgenda(CLOCK, 0, registry),
          "AlarmMetrics",
          registry -> new AlarmMetrics(new Alarms(CLOCK, 1), registry),
          "ClockMetrics",
          registry -> new ClockMetrics(trusted()).register(registry),
          "KeeperMetrics",
          KeeperMetrics::new,
          "NamedMetrics",
          NamedMetrics::new,
          "SecondaryMetrics",
          registry -> new SecondaryMetrics(watch()).register(registry),
          "ServerMetrics",
          ServerMetrics::new,
          "TokenMetrics",
          TokenMetrics::new,
          "TransferMetrics",
          TransferMetrics::new,
          "ZoneMetrics",
          registry -> zoneMetrics().register(registry));

  private static TrustedClock trusted() {
    return new TrustedClock(
        CLOCK,
        () -> 0,
        () -> 0,
        SigningWindow.Shape.POWERDNS,
        Duration.ZERO,
        Duration.ZERO,
        new Alarms(CLOCK, 1));
  }

  private static SecondaryWatch watch() {
    return new SecondaryWatch(
        null,
        new Published(),
        SecondarySettings.DEFAULT,
        CLOCK,
        () -> 0,
        new Random(1),
        new Alarms(CLOCK, 1));
  }

  private static ZoneMetrics zoneMetrics() {
    Surroundings nothing =
        new Surroundings(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null,
            null, null);
    Keepers keepers = new Keepers(nothing, Runnable::run);
    return new ZoneMetrics(keepers, new Published(), new SignatureCounts(), CLOCK);
  }

  /** Remembers the collectors, whose labels can't be seen while there are no samples. */
  private static final class Remembering extends CollectorRegistry {
    final List<Collector> collectors = new ArrayList<>();

    @Override
    public void register(Collector collector) {
      super.register(collector);
      collectors.add(collector);
    }
  }

  private static Remembering house() {
    Remembering registry = new Remembering();
    MAKERS.values().forEach(maker -> maker.accept(registry));
    return registry;
  }

  private static List<String> labels(Collector collector, MetricFamilySamples family) {
    if (collector instanceof SimpleCollector<?> simple) {
      return declaredLabels(simple);
    }
    return family.samples.stream()
        .flatMap(sample -> sample.labelNames.stream())
        .filter(label -> !label.equals("le"))
        .distinct()
        .toList();
  }

  @SuppressWarnings("unchecked")
  private static List<String> declaredLabels(SimpleCollector<?> collector) {
    try {
      var field = SimpleCollector.class.getDeclaredField("labelNames");
      field.setAccessible(true);
      return (List<String>) field.get(collector);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the field with the labels has another name", e);
    }
  }

  private static List<String> complaints(Remembering registry) {
    List<String> complaints = new ArrayList<>();
    for (Collector collector : registry.collectors) {
      for (MetricFamilySamples family : collector.collect()) {
        complaints.addAll(MetricLint.ours(family, labels(collector, family)));
      }
    }
    return complaints;
  }

  @Test
  void all_metrics_of_the_house_are_well_named() {
    Remembering registry = house();
    assertThat(complaints(registry)).isEmpty();
    assertThat(names(registry)).hasSizeGreaterThan(25);
  }

  private static List<String> names(CollectorRegistry registry) {
    return Collections.list(registry.metricFamilySamples()).stream()
        .map(family -> family.name)
        .toList();
  }

  @Test
  void no_two_metrics_have_one_name_nor_one_help() {
    Remembering registry = house();
    DefaultExports.register(registry);
    assertThat(names(registry)).doesNotHaveDuplicates();
    assertThat(Collections.list(registry.metricFamilySamples()).stream().map(family -> family.help))
        .doesNotHaveDuplicates();
  }

  @Test
  void the_metrics_of_the_jvm_know_no_zone() {
    Remembering registry = new Remembering();
    DefaultExports.register(registry);
    assertThat(registry.collectors).isNotEmpty();
    for (Collector collector : registry.collectors) {
      for (MetricFamilySamples family : collector.collect()) {
        assertThat(MetricLint.ofTheJvm(family, labels(collector, family))).isEmpty();
      }
    }
  }

  @Test
  void every_class_that_makes_metrics_is_among_those_looked_at() {
    JavaClasses house =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.frontsigner");
    assertThat(makers(house)).isEqualTo(MAKERS.keySet());
  }

  private static Set<String> makers(JavaClasses classes) {
    return classes.stream()
        .filter(MetricNamesTest::makesMetrics)
        .map(MetricNamesTest::outermost)
        .map(JavaClass::getSimpleName)
        .collect(Collectors.toSet());
  }

  private static JavaClass outermost(JavaClass javaClass) {
    return javaClass.getEnclosingClass().map(MetricNamesTest::outermost).orElse(javaClass);
  }

  private static boolean makesMetrics(JavaClass javaClass) {
    return javaClass.isAssignableTo(Collector.class)
        || javaClass.getMethodCallsFromSelf().stream().anyMatch(call -> builds(call.getTarget()))
        || javaClass.getConstructorCallsFromSelf().stream()
            .anyMatch(call -> call.getTargetOwner().isAssignableTo(MetricFamilySamples.class));
  }

  private static boolean builds(MethodCallTarget target) {
    return target.getName().equals("build")
        && target.getOwner().isAssignableTo(SimpleCollector.class);
  }

  private static final class Hidden {
    Counter counter() {
      return Counter.build("hidden_total", "A hidden counter.").create();
    }
  }

  private static final class HiddenFamily {
    MetricFamilySamples family() {
      return new CounterMetricFamily("hidden_total", "A hidden counter.", 1);
    }
  }

  private static final class HiddenCollector extends Collector {
    @Override
    public List<MetricFamilySamples> collect() {
      return List.of();
    }
  }

  @Test
  void no_way_of_making_metrics_is_overlooked() {
    assertThat(new Hidden().counter().describe().get(0).name)
        .isEqualTo(new HiddenFamily().family().name);
    assertThat(
            Stream.of(Hidden.class, HiddenFamily.class, HiddenCollector.class, MetricLint.class)
                .map(each -> new ClassFileImporter().importClass(each))
                .filter(MetricNamesTest::makesMetrics)
                .map(JavaClass::getSimpleName))
        .containsExactly("Hidden", "HiddenFamily", "HiddenCollector");
  }

  private static List<String> lint(Collector collector) {
    Remembering registry = new Remembering();
    collector.register(registry);
    return complaints(registry);
  }

  @Test
  void bad_metrics_are_complained_about() {
    String help = "A sentence.";
    assertThat(
            List.of(
                lint(Gauge.build("zonesReady_octets", help).create()),
                lint(Gauge.build("jvm_octets", help).create()),
                lint(Gauge.build("things", help).create()),
                lint(Gauge.build("age_seconds", help).create()),
                lint(Gauge.build("size_bytes", help).create()),
                lint(Histogram.build("answer_millis", help).create()),
                lint(Histogram.build("answers", help).create()),
                lint(Counter.build("octets_total", "no sentence").create()),
                lint(Counter.build("octets_total", "No full stop").create()),
                lint(Counter.build("octets_total", "Word.").create()),
                lint(Counter.build("octets_total", help).labelNames("zoneName").create()),
                lint(Counter.build("octets_total", help).labelNames("instance").create()),
                lint(Counter.build("zone_checks_total", help).create())))
        .allSatisfy(complaints -> assertThat(complaints).isNotEmpty());
    assertThat(lint(Counter.build("zone_checks_total", help).labelNames("zone").create()))
        .isEmpty();
    assertThat(lint(Gauge.build("age_seconds", "Seconds since the last check.").create()))
        .isEmpty();
  }
}
