package org.frontsigner.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.xbill.DNS.Name;

/** Names to try things with: few letters and both cases, so that they often meet; odd octets. */
final class Names {
  private static final byte[] TELLING = {
    0, 1, 2, '*', '-', '.', '@', 'A', 'B', 'Z', '[', '\\', 'a', 'b', 'z', '{', (byte) 0x80, -1
  };

  private Names() {}

  static Arbitrary<DomainName> any() {
    return below(Arbitraries.just(DomainName.ROOT), 8);
  }

  static Arbitrary<DomainName> zones() {
    return below(Arbitraries.just(DomainName.ROOT), 2);
  }

  static Arbitrary<DomainName> in(DomainName apex) {
    return below(Arbitraries.just(apex), 5);
  }

  private static Arbitrary<DomainName> below(Arbitrary<DomainName> parents, int labelsMax) {
    Arbitrary<DomainName> names = parents;
    for (int i = 0; i < labelsMax; i++) {
      Arbitrary<DomainName> shorter = names;
      names =
          Arbitraries.frequencyOf(
              net.jqwik.api.Tuple.of(1, shorter),
              net.jqwik.api.Tuple.of(3, shorter.flatMap(name -> labels().map(name::child))));
    }
    return names;
  }

  static Arbitrary<byte[]> labels() {
    Arbitrary<Byte> telling =
        Arbitraries.integers().between(0, TELLING.length - 1).map(i -> TELLING[i]);
    Arbitrary<Byte> octets = Arbitraries.oneOf(telling, Arbitraries.bytes());
    return octets.array(byte[].class).ofMinSize(1).ofMaxSize(5);
  }

  static Name oracle(DomainName name) {
    try {
      return new Name(name.octets());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static DomainName name(String text) {
    return DomainName.parse(text);
  }
}
