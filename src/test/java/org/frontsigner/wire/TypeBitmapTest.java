package org.frontsigner.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.NSECRecord;
import org.xbill.DNS.Name;

class TypeBitmapTest {
  @Property
  void theBitmapIsThatOfDnsjava(
      @ForAll @Size(max = 40) Set<@IntRange(min = 1, max = 65535) Integer> set) {
    int[] types = sorted(set);
    byte[] rdata = RecordSamples.rdata(new NSECRecord(Name.root, DClass.IN, 1, Name.root, types));
    byte[] expected = Arrays.copyOfRange(rdata, 1, rdata.length);
    assertThat(TypeBitmap.of(types)).isEqualTo(expected);
    assertThat(TypeBitmap.length(types, types.length)).isEqualTo(expected.length);
    assertThat(TypeBitmap.isValid(expected, 0, expected.length)).isTrue();
  }

  @Property
  void whatWasPutInIsFoundAndNothingElse(
      @ForAll @Size(max = 300) Set<@IntRange(max = 1000) Integer> set,
      @ForAll @IntRange(max = 1100) int other) {
    int[] types = sorted(set);
    byte[] target = new byte[TypeBitmap.OCTETS_MAX];
    Arrays.fill(target, (byte) 0xff);
    int end = TypeBitmap.write(types, types.length, target, 7);
    assertThat(TypeBitmap.types(target, 7, end - 7)).isEqualTo(types);
    assertThat(TypeBitmap.contains(target, 7, end - 7, other)).isEqualTo(set.contains(other));
    for (int type : types) {
      assertThat(TypeBitmap.contains(target, 7, end - 7, type)).isTrue();
    }
  }

  private static int[] sorted(Set<Integer> set) {
    return set.stream().mapToInt(i -> i).sorted().toArray();
  }

  @Test
  void noTypesMakeNoOctets() {
    assertThat(TypeBitmap.of()).isEmpty();
    assertThat(TypeBitmap.isValid(new byte[0], 0, 0)).isTrue();
    assertThat(TypeBitmap.contains(new byte[0], 0, 0, RrType.A)).isFalse();
  }

  @Test
  void theLargestBitmapHasRoom() {
    int[] all = new int[65536];
    Arrays.setAll(all, i -> i);
    assertThat(TypeBitmap.of(all)).hasSize(TypeBitmap.OCTETS_MAX);
  }

  @Test
  void malformedBitmapsAreNotValid() {
    for (String hex :
        new String[] {"00", "0001", "0000", "000240", "000140000140", "0021" + "40".repeat(33)}) {
      byte[] bitmap = HexFormat.of().parseHex(hex);
      assertThat(TypeBitmap.isValid(bitmap, 0, bitmap.length)).as(hex).isFalse();
      assertThat(TypeBitmap.contains(bitmap, 0, bitmap.length, 700)).as(hex).isFalse();
    }
  }
}
