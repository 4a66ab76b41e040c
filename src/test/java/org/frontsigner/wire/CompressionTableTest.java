package org.frontsigner.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CompressionTableTest {
  private static final byte[] LABEL = {1, 'a'};
  private static final byte[] MESSAGE = new byte[600];

  static {
    for (int at = 100; at < MESSAGE.length; at += 2) {
      MESSAGE[at] = 1;
      MESSAGE[at + 1] = 'A';
    }
  }

  @Test
  void aLabelIsFoundBelowItsParentAlone() {
    CompressionTable table = new CompressionTable();
    table.reset(512);
    table.add(CompressionTable.ROOT, LABEL, 0, 100);
    table.add(100, LABEL, 0, 102);
    assertThat(find(table, CompressionTable.ROOT)).isEqualTo(100);
    assertThat(find(table, 100)).isEqualTo(102);
    assertThat(find(table, 102)).isEqualTo(-1);
    assertThat(table.find(MESSAGE, 100, LABEL, 0, true)).isEqualTo(-1);
  }

  @Test
  void aNewMessageFindsNothingEvenWhenGenerationsBeginAgain() {
    CompressionTable table = new CompressionTable(-2);
    for (int i = 0; i < 4; i++) {
      table.reset(512);
      assertThat(find(table, CompressionTable.ROOT)).isEqualTo(-1);
      table.add(CompressionTable.ROOT, LABEL, 0, 100);
      assertThat(find(table, CompressionTable.ROOT)).isEqualTo(100);
    }
    table.reset(0xffff);
    assertThat(find(table, CompressionTable.ROOT)).isEqualTo(-1);
    table.reset(512);
    assertThat(find(table, CompressionTable.ROOT)).isEqualTo(-1);
  }

  @Test
  void whatIsForgottenIsNotFoundAndTheRestIs() {
    CompressionTable table = new CompressionTable();
    table.reset(512);
    for (int offset = 100; offset < 500; offset += 2) {
      table.add(offset - 2, LABEL, 0, offset);
    }
    table.forget(200);
    for (int offset = 100; offset < 500; offset += 2) {
      assertThat(find(table, offset - 2)).isEqualTo(offset < 200 ? offset : -1);
    }
  }

  @Test
  void aFullTableTakesNoMoreAndStillAnswers() {
    CompressionTable table = new CompressionTable();
    table.reset(512);
    for (int parent = 0; parent < 2000; parent++) {
      table.add(parent, LABEL, 0, 100);
    }
    assertThat(find(table, 0)).isEqualTo(100);
    assertThat(find(table, 1999)).isEqualTo(-1);
    table.forget(100);
    assertThat(find(table, 0)).isEqualTo(-1);
  }

  private static int find(CompressionTable table, int parent) {
    return table.find(MESSAGE, parent, LABEL, 0, false);
  }
}
