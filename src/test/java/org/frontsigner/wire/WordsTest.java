package org.frontsigner.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Type;

/** Numbers and their names. */
class WordsTest {
  @Test
  void rcodesHaveTheNamesThatDnsjavaHas() {
    for (int rcode = 0; rcode <= 23; rcode++) {
      boolean named = !Rcode.name(rcode).startsWith("RCODE");
      boolean tsigAlone = rcode >= 17 && rcode <= 22;
      if (named && !tsigAlone && rcode != Rcode.NOTIMP && rcode != Rcode.DSOTYPENI) {
        assertThat(org.xbill.DNS.Rcode.string(rcode)).isEqualTo(Rcode.name(rcode));
      }
    }
    assertThat(Rcode.name(Rcode.BADVERS)).isEqualTo("BADVERS");
    assertThat(Rcode.name(Rcode.BADCOOKIE)).isEqualTo("BADCOOKIE");
    assertThat(Rcode.name(12)).isEqualTo("RCODE12");
    assertThat(Rcode.name(24)).isEqualTo("RCODE24");
  }

  @Test
  void opcodesHaveTheNamesThatDnsjavaHas() {
    for (int opcode : new int[] {0, 1, 2, 4, 5}) {
      assertThat(org.xbill.DNS.Opcode.string(opcode)).isEqualTo(Opcode.name(opcode));
    }
    assertThat(Opcode.name(Opcode.DSO)).isEqualTo("DSO");
    assertThat(Opcode.name(3)).isEqualTo("OPCODE3");
  }

  @Test
  void classesHaveTheNamesThatDnsjavaHas() {
    for (int rrClass : new int[] {1, 3, 4, 254, 255, 4711}) {
      assertThat(DClass.string(rrClass)).isEqualTo(RrClass.name(rrClass));
    }
  }

  @Test
  void typesHaveTheNamesThatDnsjavaHas() {
    for (int type = 1; type < 0x10000; type++) {
      assertThat(RrType.of(RrType.name(type))).isEqualTo(type);
      if (!Type.string(type).startsWith("TYPE")) {
        assertThat(Type.value(RrType.name(type), true)).isEqualTo(type);
      }
    }
    assertThat(RrType.of("aaaa")).isEqualTo(RrType.AAAA);
    assertThat(RrType.of("type65535")).isEqualTo(65_535);
    assertThat(RrType.of("TYPE65536")).isEqualTo(-1);
    assertThat(RrType.of("AAAAA")).isEqualTo(-1);
    assertThat(RrType.of("")).isEqualTo(-1);
  }

  @Test
  void extendedErrorsHaveTheNumbersOfTheRegistry() {
    for (ExtendedError.Code code : ExtendedError.Code.values()) {
      int number = ExtendedError.of(code).infoCode();
      String name = ExtendedErrorCodeOption.text(number);
      if (name != null && !name.startsWith("EDE")) {
        assertThat(name).isEqualTo(code.name());
      }
    }
    assertThat(ExtendedError.of(ExtendedError.Code.INVALID_QUERY_TYPE).infoCode()).isEqualTo(30);
    assertThat(ExtendedError.of(ExtendedError.Code.OTHER).text()).isEmpty();
  }

  @Test
  void theNumbersOfAnSoaAreItsLast() {
    String text = "SOA Ns.Example. Host.Example. 4294967295 2 3 4 5";
    byte[] rdata = RecordSamples.rdata(RecordSamples.parse(text));
    byte[] among = new byte[rdata.length + 8];
    System.arraycopy(rdata, 0, among, 4, rdata.length);
    assertThat(SoaRdata.serial(among, 4, rdata.length)).isEqualTo(4_294_967_295L);
    assertThat(SoaRdata.refreshSeconds(among, 4, rdata.length)).isEqualTo(2);
    assertThat(SoaRdata.retrySeconds(among, 4, rdata.length)).isEqualTo(3);
    assertThat(SoaRdata.expireSeconds(among, 4, rdata.length)).isEqualTo(4);
    assertThat(SoaRdata.minimumSeconds(among, 4, rdata.length)).isEqualTo(5);
    byte[] changed = SoaRdata.withSerial(rdata, 7);
    assertThat(SoaRdata.serial(changed, 0, changed.length)).isEqualTo(7);
    assertThat(SoaRdata.serial(rdata, 0, rdata.length)).isEqualTo(4_294_967_295L);
  }
}
