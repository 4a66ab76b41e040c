package org.frontsigner.zone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PackedIndexTest {
  private static byte[] key(Random random, int keys) {
    return Integer.toString(random.nextInt(keys), 7)
        .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  }

  @Property(tries = 200)
  void behavesAsASortedMapThroughAnyChanges(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 3000) int keys) {
    Random random = new Random(seed);
    TreeMap<byte[], byte[]> expected = new TreeMap<>(Arrays::compareUnsigned);
    PackedIndex index = PackedIndex.EMPTY;
    for (int round = 0; round < 12; round++) {
      IndexChanges changes = new IndexChanges();
      int count = random.nextInt(random.nextBoolean() ? 4 : 700);
      for (int i = 0; i < count; i++) {
        byte[] key = key(random, keys);
        if (random.nextInt(3) == 0) {
          changes.remove(key);
          expected.remove(key);
        } else {
          byte[] value = new byte[1 + random.nextInt(random.nextInt(20) == 0 ? 9000 : 60)];
          random.nextBytes(value);
          changes.put(key, value);
          expected.put(key, value);
        }
      }
      index = index.with(changes);
      assertSame(index, expected);
    }
    assertFindsNeighbours(index, expected, random, keys);
  }

  private static void assertSame(PackedIndex index, NavigableMap<byte[], byte[]> expected) {
    assertThat(index.size()).isEqualTo(expected.size());
    long place = index.first();
    for (var entry : expected.entrySet()) {
      assertThat(index.keyAt(place)).isEqualTo(entry.getKey());
      assertThat(index.valueAt(place)).isEqualTo(entry.getValue());
      place = index.next(place);
    }
    assertThat(place).isEqualTo(PackedIndex.NONE);
  }

  private static void assertFindsNeighbours(
      PackedIndex index, NavigableMap<byte[], byte[]> expected, Random random, int keys) {
    for (int i = 0; i < 50; i++) {
      byte[] key = key(random, keys);
      assertThat(keyOrNull(index, index.find(key)))
          .isEqualTo(expected.containsKey(key) ? key : null);
      assertThat(keyOrNull(index, index.floor(key, key.length))).isEqualTo(expected.floorKey(key));
      assertThat(keyOrNull(index, index.ceiling(key, key.length)))
          .isEqualTo(expected.ceilingKey(key));
    }
    long place = index.last();
    for (byte[] key : expected.descendingKeySet()) {
      assertThat(index.keyAt(place)).isEqualTo(key);
      place = index.previous(place);
    }
  }

  private static byte[] keyOrNull(PackedIndex index, long place) {
    return place == PackedIndex.NONE ? null : index.keyAt(place);
  }

  @Property(tries = 50)
  void sharesAllChunksButTheTouched(@ForAll long seed) {
    Random random = new Random(seed);
    ChunkPacker packer = new ChunkPacker();
    for (int i = 0; i < 20_000; i++) {
      packer.stream(
          "%05d".formatted(i * 2).getBytes(java.nio.charset.StandardCharsets.US_ASCII),
          new byte[20]);
    }
    PackedIndex index = packer.finish();
    IndexChanges changes = new IndexChanges();
    changes.put(
        "%05d"
            .formatted(random.nextInt(40_000))
            .getBytes(java.nio.charset.StandardCharsets.US_ASCII),
        new byte[30]);
    PackedIndex changed = index.with(changes);
    List<PackedChunk> before = chunks(index);
    long fresh = chunks(changed).stream().filter(chunk -> !before.contains(chunk)).count();
    assertThat(fresh).isBetween(1L, 2L);
  }

  private static List<PackedChunk> chunks(PackedIndex index) {
    return java.util.stream.IntStream.range(0, index.chunkCount()).mapToObj(index::chunk).toList();
  }
}
