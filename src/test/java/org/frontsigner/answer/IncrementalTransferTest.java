package org.frontsigner.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import org.frontsigner.signing.Algorithm;
import org.frontsigner.signing.Denial;
import org.frontsigner.signing.SignedZone;
import org.frontsigner.signing.SigningPlan;
import org.frontsigner.signing.ZoneKey;
import org.frontsigner.zone.Difference;
import org.frontsigner.zone.IntakePolicy;
import org.frontsigner.zone.PatchResult;
import org.frontsigner.zone.RecordList;
import org.frontsigner.zone.Zone;
import org.frontsigner.zone.ZonePatch;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Increments of signed zones (RFC 1995): who applies them has what a whole transfer gives. */
class IncrementalTransferTest {
  private static final Name APEX = RandomRecords.APEX;
  private static final Denial[] DENIALS = {
    TestServer.NSEC, TestServer.NSEC3, TestServer.OPT_OUT, null
  };
  private static final ZoneKey ECDSA =
      new ZoneKey(
          3,
          ZoneKey.SECURE_ENTRY_POINT,
          true,
          true,
          TestServer.MAKER.make(Algorithm.ECDSAP256SHA256, 256));
  private static final int VERSIONS = 6;
  private static final AtomicInteger INCREMENTS = new AtomicInteger();
  private static final AtomicInteger WHOLES = new AtomicInteger();

  /** A zone that changes, and its history. */
  private static final class Changing {
    private final Random random;
    private final SigningPlan plan;
    private final List<Record> all;
    private List<Record> records;
    private SignedZone zone;
    private TransferHistory history = TransferHistory.NONE;

    Changing(long seed, Denial denial) {
      random = new Random(seed);
      plan = denial == null ? TestServer.plan(TestServer.NSEC) : TestServer.plan(denial, ECDSA);
      all = RandomRecords.of(seed);
      records = first();
      zone = SignedZone.first(TestServer.zone(APEX, records), plan, 7);
    }

    /** Some of all records: whatever is left out, the rest may stand. */
    private List<Record> first() {
      return all.stream()
          .filter(record -> record.getName().equals(APEX) || random.nextInt(4) > 0)
          .toList();
    }

    /** One to three of all records come or go. */
    private List<Record> version(long serial) {
      List<Record> some = new ArrayList<>(records);
      some.replaceAll(record -> record instanceof SOARecord soa ? withSerial(soa, serial) : record);
      for (int left = 1 + random.nextInt(3); left > 0; left--) {
        Record record = all.get(random.nextInt(all.size()));
        if (!record.getName().equals(APEX) && !some.remove(record)) {
          some.add(record);
        }
      }
      return some;
    }

    private static SOARecord withSerial(SOARecord soa, long serial) {
      return new SOARecord(
          soa.getName(),
          DClass.IN,
          soa.getTTL(),
          soa.getHost(),
          soa.getAdmin(),
          serial,
          soa.getRefresh(),
          soa.getRetry(),
          soa.getExpire(),
          soa.getMinimum());
    }

    void change() {
      long serial = zone.soa().serial();
      List<Record> newer = version(serial + 1);
      SignedZone next = random.nextBoolean() ? patched(newer, serial) : replaced(newer, serial);
      history = history.with(TransferHistory.Step.between(zone, next), 100, 1 << 20);
      zone = next;
      records = newer;
    }

    private SignedZone patched(List<Record> newer, long serial) {
      Difference difference =
          new Difference(serial, serial + 1, list(records, newer), list(newer, records));
      PatchResult.Patched patched =
          (PatchResult.Patched) ZonePatch.apply(zone.zone(), difference, IntakePolicy.DEFAULT);
      return zone.next(patched.zone(), patched.changedKeys(), plan, serial + 1);
    }

    private SignedZone replaced(List<Record> newer, long serial) {
      Zone whole = TestServer.zone(APEX, newer);
      return zone.next(whole, null, plan, serial + 1);
    }

    private static RecordList list(List<Record> records, List<Record> less) {
      RecordList.Builder builder = new RecordList.Builder();
      for (Record record : records) {
        if (!less.contains(record)) {
          byte[] wire = record.toWire(Section.ANSWER);
          byte[] rdata = Arrays.copyOfRange(wire, record.getName().length() + 10, wire.length);
          builder.add(TestServer.name(record.getName()), record.getType(), record.getTTL(), rdata);
        }
      }
      return builder.build();
    }
  }

  private static List<Record> answer(SignedZone zone, TransferHistory history, long serial) {
    Message query = Message.newQuery(Record.newRecord(APEX, Type.IXFR, DClass.IN));
    Record have = new SOARecord(APEX, DClass.IN, 0, Name.root, Name.root, serial, 0, 0, 0, 0);
    query.addRecord(have, Section.AUTHORITY);
    TransferPlan plan =
        TransferPlanner.plan(TestServer.query(query), new Served.Ready(zone, history), true);
    return TransferTest.records(TransferTest.stream(TestServer.query(query), plan, 0));
  }

  private static boolean isIncrement(List<Record> answer) {
    return answer.size() > 2 && answer.get(1) instanceof SOARecord;
  }

  /** What a secondary has that applies the increment: to the letter, or not at all. */
  private static Set<Record> applied(Set<Record> held, List<Record> answer) {
    Set<Record> after = new LinkedHashSet<>(held);
    Record newest = answer.get(0);
    assertThat(answer.get(answer.size() - 1)).isEqualTo(newest);
    boolean adding = false;
    for (Record record : answer.subList(1, answer.size() - 1)) {
      if (record instanceof SOARecord soa) {
        adding = soa.equals(newest);
      }
      assertThat(adding ? after.add(record) : after.remove(record))
          .as("%s %s", adding ? "add" : "remove", record)
          .isTrue();
    }
    return after;
  }

  private static Set<Record> whole(SignedZone zone) {
    List<Record> all = TransferTest.transferred(zone);
    return new LinkedHashSet<>(all.subList(0, all.size() - 1));
  }

  @Property(tries = 300)
  void whoeverAppliesAnIncrementHasTheZone(
      @ForAll long seed, @ForAll @IntRange(max = 3) int denial) {
    Changing changing = new Changing(seed, DENIALS[denial]);
    List<Set<Record>> held = new ArrayList<>();
    held.add(whole(changing.zone));
    for (int version = 1; version < VERSIONS; version++) {
      changing.change();
      held.add(whole(changing.zone));
      for (int old = 0; old < version; old++) {
        List<Record> answer = answer(changing.zone, changing.history, 7 + old);
        (isIncrement(answer) ? INCREMENTS : WHOLES).incrementAndGet();
        Set<Record> after =
            isIncrement(answer) ? applied(held.get(old), answer) : Set.copyOf(answer);
        assertThat(after).containsExactlyInAnyOrderElementsOf(held.get(version));
      }
    }
  }

  @AfterContainer
  static void mostlyThereWereIncrements() {
    assertThat(INCREMENTS.get()).isGreaterThan(WHOLES.get());
  }

  @Example
  void aChangeOfOneAddressInAThousandTakesTenRecords() {
    StringBuilder text = new StringBuilder("@ 3600 SOA ns mailbox 7 3600 600 86400 300\n@ NS ns\n");
    for (int i = 0; i < 1000; i++) {
      text.append("host").append(i).append(" A 10.0.0.1\n");
    }
    Zone older = TestServer.zone(APEX, TestServer.parse("example.", text.toString()));
    String changed =
        text.toString()
            .replace("mailbox 7", "mailbox 8")
            .replace("host5 A 10.0.0.1", "host5 A 10.0.0.2");
    Zone newer = TestServer.zone(APEX, TestServer.parse("example.", changed));
    SigningPlan plan = TestServer.plan(TestServer.NSEC, ECDSA);
    SignedZone before = SignedZone.first(older, plan, 7);
    whole(before);
    SignedZone after = before.next(newer, null, plan, 8);
    TransferHistory history =
        TransferHistory.NONE.with(TransferHistory.Step.between(before, after), 10, 1 << 20);
    List<Record> answer = answer(after, history, 7);
    assertThat(isIncrement(answer)).isTrue();
    // Beside the newest SOA at either end: SOA, A, and an RRSIG of each, before and after.
    assertThat(answer).hasSize(2 + 4 + 4);
    assertThat(applied(whole(before), answer)).isEqualTo(whole(after));
  }

  @Example
  void aTurnoverAndOtherKeysAreHandedOnWhole() {
    List<Record> records = RandomRecords.of(1);
    Zone zone = TestServer.zone(APEX, records);
    SigningPlan plan = TestServer.plan(TestServer.NSEC, ECDSA);
    SignedZone before = SignedZone.first(zone, plan, 7);
    SignedZone otherKeys =
        before.next(zone, List.of(), TestServer.plan(TestServer.NSEC, TestServer.KSK), 8);
    SignedZone otherDenial =
        before.next(zone, List.of(), TestServer.plan(TestServer.NSEC3, ECDSA), 8);
    for (SignedZone after : List.of(otherKeys, otherDenial)) {
      TransferHistory history =
          TransferHistory.NONE.with(TransferHistory.Step.between(before, after), 10, 1 << 20);
      assertThat(isIncrement(answer(after, history, 7))).isFalse();
      assertThat(history.since(7)).isEmpty();
    }
  }

  @Example
  void historyIsKeptWithinItsLimits() {
    Changing changing = new Changing(3, TestServer.NSEC);
    SignedZone first = changing.zone;
    for (int i = 0; i < 5; i++) {
      changing.change();
    }
    TransferHistory.Step last = TransferHistory.Step.between(first, changing.zone);
    TransferHistory full = changing.history;
    assertThat(full.size()).isEqualTo(5);
    assertThat(full.reaches(7)).isTrue();
    SignedZone zone = changing.zone;
    changing.change();
    TransferHistory.Step step = TransferHistory.Step.between(zone, changing.zone);
    assertThat(full.with(step, 3, 1 << 20).size()).isEqualTo(3);
    assertThat(full.with(step, 3, 1 << 20).reaches(7)).isFalse();
    full.since(7);
    assertThat(full.octets()).isPositive();
    assertThat(full.with(step, 100, full.octets() / 2).size()).isBetween(1, 5);
    assertThat(full.with(step, 0, 1 << 20).size()).isZero();
    assertThat(full.with(last, 100, 1 << 20).size()).as("it does not follow").isEqualTo(1);
  }
}
