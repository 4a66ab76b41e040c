package org.frontsigner.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.frontsigner.keeper.Upstream.Fetched;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RrClass;
import org.frontsigner.wire.RrType;

/** Laws of transfers: however a zone is cut into messages, and whatever is done to those. */
class TransferStreamProperties {
  private static final int TYPE_PRIVATE = 65_280;

  /** What is done to a stream; the numbers say where. */
  private record Mutation(Kind kind, int message, int octet, int value) {
    List<byte[]> of(List<byte[]> good) {
      List<byte[]> stream = new ArrayList<>(good);
      int at = Math.floorMod(message, stream.size());
      byte[] spoilt = stream.get(at).clone();
      int place = Math.floorMod(octet, Math.max(1, spoilt.length));
      switch (kind) {
        case CHANGE_OCTET -> {
          spoilt = Arrays.copyOf(spoilt, Math.max(1, spoilt.length));
          spoilt[place] = (byte) (spoilt[place] + 1 + Math.floorMod(value, 255));
          stream.set(at, spoilt);
        }
        case CUT_MESSAGE -> stream.set(at, Arrays.copyOf(spoilt, place));
        case LENGTHEN_MESSAGE ->
            stream.set(at, Arrays.copyOf(spoilt, spoilt.length + 1 + Math.floorMod(value, 20)));
        case LEAVE_OUT -> stream.remove(at);
        case REPEAT -> stream.add(at, spoilt);
        case SWAP -> stream.add(Math.floorMod(value, stream.size()), stream.remove(at));
        default -> {
          new Random(value).nextBytes(spoilt);
          stream.set(at, spoilt);
        }
      }
      return stream;
    }
  }

  private enum Kind {
    CHANGE_OCTET,
    CUT_MESSAGE,
    LENGTHEN_MESSAGE,
    LEAVE_OUT,
    REPEAT,
    SWAP,
    GARBAGE
  }

  @Provide
  Arbitrary<Rr> records() {
    Arbitrary<String> labels = Arbitraries.of("a", "b", "WWW", "x.y", "*.w", "deep.er.still", "n");
    Arbitrary<Integer> types = Arbitraries.of(RrType.A, RrType.TXT, RrType.MX, TYPE_PRIVATE);
    Arbitrary<Integer> values = Arbitraries.integers().between(0, 255);
    return Combinators.combine(labels, types, values).as(TransferStreamProperties::record);
  }

  private static Rr record(String label, int type, int value) {
    byte octet = (byte) value;
    byte[] rdata =
        switch (type) {
          case RrType.A -> new byte[] {10, 0, 0, octet};
          case RrType.TXT -> new byte[] {2, octet, 65};
          case RrType.MX -> mx(octet);
          default -> new byte[value];
        };
    DomainName owner = DomainName.parse(label + ".example.org");
    return new Rr(owner, type, RrClass.IN, 300, rdata);
  }

  private static byte[] mx(byte preference) {
    byte[] target = DomainName.parse("mail.Example.org").octets();
    byte[] rdata = new byte[target.length + 2];
    rdata[1] = preference;
    System.arraycopy(target, 0, rdata, 2, target.length);
    return rdata;
  }

  @Provide
  Arbitrary<List<Rr>> zones() {
    return records().list().ofMaxSize(60);
  }

  @Provide
  Arbitrary<Mutation> mutations() {
    Arbitrary<Integer> any = Arbitraries.integers();
    return Combinators.combine(Arbitraries.of(Kind.class), any, any, any).as(Mutation::new);
  }

  private static List<Rr> withApex(List<Rr> below) {
    List<Rr> all = new ArrayList<>(List.of(Rr.soa(11), Rr.ns()));
    all.addAll(below);
    return all;
  }

  /** Cuts the records, and the SOA behind them, into messages of 1 to {@code size} records. */
  private static Script play(Script script, List<Rr> records, int size, boolean signed) {
    List<Rr> all = new ArrayList<>(records);
    all.add(records.get(0));
    Random random = new Random(records.size() * 31L + size);
    for (int at = 0; at < all.size(); ) {
      int end = Math.min(all.size(), at + 1 + random.nextInt(size));
      Rr[] part = all.subList(at, end).toArray(new Rr[0]);
      if (signed) {
        script.signed(part);
      } else {
        script.message(part);
      }
      at = end;
    }
    return script;
  }

  @Property(tries = 500)
  void aZoneIsTheSameInWhateverMessagesItComes(
      @ForAll("zones") List<Rr> below,
      @ForAll @IntRange(min = 1, max = 40) int size,
      @ForAll boolean signed) {
    List<Rr> records = withApex(below);
    Script script = signed ? Script.signedAxfr() : Script.axfr();
    Fetched fetched = play(script, records, size, signed).play();
    assertThat(fetched).isInstanceOf(Fetched.Whole.class);
    assertThat(Dump.of(((Fetched.Whole) fetched).zone()))
        .isEqualTo(Dump.zoneOf(records.toArray(new Rr[0])));
  }

  @Property(tries = 2000)
  void aSignedStreamThatWasTouchedBringsThatZoneOrNone(
      @ForAll("zones") List<Rr> below,
      @ForAll @IntRange(min = 1, max = 40) int size,
      @ForAll("mutations") Mutation mutation) {
    List<Rr> records = withApex(below);
    Script script = play(Script.signedAxfr(), records, size, true);
    Fetched fetched = script.play(mutation.of(script.messages()));
    if (fetched instanceof Fetched.Whole whole) {
      assertThat(Dump.of(whole.zone())).isEqualTo(Dump.zoneOf(records.toArray(new Rr[0])));
    } else {
      assertThat(fetched).isInstanceOf(Fetched.Failed.class);
    }
  }

  @Property(tries = 2000)
  void anUnsignedStreamThatWasTouchedEndsWithAnOutcome(
      @ForAll("zones") List<Rr> below,
      @ForAll @IntRange(min = 1, max = 40) int size,
      @ForAll("mutations") Mutation first,
      @ForAll("mutations") Mutation second) {
    Script script = play(Script.axfr(), withApex(below), size, false);
    List<byte[]> once = first.of(script.messages());
    Fetched fetched = script.play(once.isEmpty() ? once : second.of(once));
    assertThat(fetched).isInstanceOfAny(Fetched.Whole.class, Fetched.Failed.class);
  }

  @Property(tries = 2000)
  void differencesThatWereTouchedEndWithAnOutcome(
      @ForAll("zones") List<Rr> below,
      @ForAll @IntRange(min = 1, max = 40) int size,
      @ForAll("mutations") Mutation mutation) {
    List<Rr> records = new ArrayList<>(List.of(Rr.soa(12), Rr.soa(10)));
    records.addAll(below);
    records.addAll(List.of(Rr.soa(11), Rr.a("one", 1), Rr.soa(11), Rr.soa(12)));
    records.addAll(below);
    Script good = play(Script.ixfr(), records, size, false);
    assertThat(good.play()).isInstanceOf(Fetched.Incremental.class);
    Script spoilt = Script.ixfr();
    Fetched fetched = spoilt.play(mutation.of(good.messages()));
    assertThat(fetched).isNotNull();
  }
}
