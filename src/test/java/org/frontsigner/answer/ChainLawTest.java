package org.frontsigner.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.frontsigner.law.Seeds;
import org.frontsigner.signing.Algorithm;
import org.frontsigner.signing.Denial;
import org.frontsigner.signing.Nsec3Parameters;
import org.frontsigner.signing.SignedZone;
import org.frontsigner.signing.ZoneKey;
import org.frontsigner.zone.Zone;
import org.xbill.DNS.DClass;
import org.xbill.DNS.NSEC3PARAMRecord;
import org.xbill.DNS.NSEC3Record;
import org.xbill.DNS.NSECRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;
import org.xbill.DNS.utils.base32;

/**
 * The chain of any zone is closed and complete: from any owner it leads through every name that it
 * must have, each once, and back (RFC 4034, 4.1.1; RFC 5155, 7.1).
 */
class ChainLawTest {
  private static final Name APEX = RandomRecords.APEX;
  private static final Denial[] DENIALS = {
    TestServer.NSEC, TestServer.NSEC3, TestServer.SALTED, TestServer.OPT_OUT
  };
  private static final ZoneKey CSK =
      new ZoneKey(
          1,
          ZoneKey.SECURE_ENTRY_POINT,
          true,
          true,
          TestServer.MAKER.make(Algorithm.ECDSAP256SHA256, 256));
  private static final base32 DIGITS = new base32(base32.Alphabet.BASE32HEX, false, true);

  @Property(tries = Seeds.TRIES)
  void theChainIsClosedAndComplete(@ForAll long seed) {
    Seeds.of(seed, ChainLawTest::closedAndComplete);
  }

  private static void closedAndComplete(long seed) {
    List<Record> given = RandomRecords.of(seed);
    Denial denial = DENIALS[Math.floorMod(seed, DENIALS.length)];
    Zone zone = TestServer.zone(APEX, given);
    SignedZone signed = SignedZone.first(zone, TestServer.plan(denial, CSK), zone.serial());
    Map<String, String> next = new HashMap<>();
    Map<String, Set<Integer>> types = new HashMap<>();
    TransferTest.transferred(signed).forEach(record -> enter(record, next, types));
    Set<String> due = new TreeSet<>();
    TruthModel truth = new TruthModel(APEX, given);
    for (Name name : TransferTest.owners(truth, denial)) {
      String link = link(name, denial);
      due.add(link);
      assertThat(types.get(link)).as("types at %s", name).isEqualTo(types(truth, name, denial));
    }
    assertThat(next.keySet()).isEqualTo(due);
    assertOneCircle(next);
  }

  private static void enter(
      Record record, Map<String, String> next, Map<String, Set<Integer>> types) {
    if (record instanceof NSECRecord nsec) {
      next.put(lower(nsec.getName()), lower(nsec.getNext()));
      types.put(lower(nsec.getName()), set(nsec.getTypes()));
    } else if (record instanceof NSEC3Record nsec3) {
      String hash = nsec3.getName().getLabelString(0);
      next.put(hash, DIGITS.toString(nsec3.getNext()).toLowerCase(Locale.ROOT));
      types.put(hash, set(nsec3.getTypes()));
    }
  }

  private static Set<Integer> set(int[] types) {
    Set<Integer> set = new TreeSet<>();
    for (int type : types) {
      set.add(type);
    }
    return set;
  }

  private static String lower(Name name) {
    return name.toString().toLowerCase(Locale.ROOT);
  }

  private static String link(Name name, Denial denial) {
    if (!(denial instanceof Denial.Nsec3 nsec3)) {
      return lower(name);
    }
    try {
      Nsec3Parameters chosen = nsec3.parameters();
      byte[] hash =
          new NSEC3PARAMRecord(APEX, DClass.IN, 0, 1, 0, chosen.iterations(), chosen.salt())
              .hashName(name);
      return DIGITS.toString(hash).toLowerCase(Locale.ROOT);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Set<Integer> types(TruthModel truth, Name name, Denial denial) {
    Set<Integer> types = new TreeSet<>(truth.types(name));
    if (truth.isCut(name)) {
      types.retainAll(Set.of(Type.NS, Type.DS));
    }
    boolean nsec = denial instanceof Denial.Nsec;
    boolean signed = truth.isCut(name) ? types.contains(Type.DS) : !types.isEmpty();
    if (name.equals(APEX)) {
      types.addAll(Set.of(Type.DNSKEY, Type.CDS, Type.CDNSKEY));
      types.addAll(nsec ? Set.of() : Set.of(Type.NSEC3PARAM));
    }
    if (nsec) {
      types.add(Type.NSEC);
    }
    if (nsec || signed) {
      types.add(Type.RRSIG);
    }
    return types;
  }

  private static void assertOneCircle(Map<String, String> next) {
    String first = next.keySet().iterator().next();
    Set<String> met = new TreeSet<>();
    for (String at = first; met.add(at); at = next.get(at)) {
      assertThat(next).containsKey(next.get(at));
    }
    assertThat(met).isEqualTo(next.keySet());
  }
}
