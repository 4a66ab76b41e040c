package org.frontsigner.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
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
    return below(DomainName.ROOT, 8);
  }

  static DomainName any(Random random) {
    return below(DomainName.ROOT, random.nextInt(9), random);
  }

  static Arbitrary<DomainName> in(DomainName apex) {
    return below(apex, 5);
  }

  /** Made by hand, since arbitraries nested for each label are slow beyond use. */
  private static Arbitrary<DomainName> below(DomainName ancestor, int labelsMax) {
    return Arbitraries.randomValue(
        random -> below(ancestor, random.nextInt(labelsMax + 1), random));
  }

  private static DomainName below(DomainName ancestor, int labels, Random random) {
    DomainName name = ancestor;
    for (int i = 0; i < labels; i++) {
      name = name.child(label(random));
    }
    return name;
  }

  private static byte[] label(Random random) {
    byte[] label = new byte[1 + random.nextInt(random.nextInt(8) + 1) % 5];
    for (int i = 0; i < label.length; i++) {
      boolean any = random.nextInt(8) == 0;
      label[i] = any ? (byte) random.nextInt(256) : TELLING[random.nextInt(TELLING.length)];
    }
    return label;
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
