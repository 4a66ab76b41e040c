package org.frontsigner.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.frontsigner.law.Seeds;
import org.frontsigner.signing.Denial;
import org.frontsigner.signing.SignedZone;
import org.frontsigner.zone.Zone;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Laws of answers, over zones in which everything stands above, below and beside everything. */
class ResponderPropertyTest {
  private static final Name APEX = RandomRecords.APEX;
  private static final List<Name> QUESTIONS = RandomRecords.questions(3);
  private static final int[] TYPES = {
    Type.A, Type.NS, Type.DS, Type.CNAME, Type.DNAME, Type.MX, Type.NSEC3
  };
  private static final int LINKS = AnswerSettings.DEFAULT.cnameChainMax();

  private static final Denial[] DENIALS = {
    TestServer.NSEC, TestServer.NSEC3, TestServer.SALTED, TestServer.OPT_OUT, TestServer.NARROW
  };
  private static final int QUESTIONS_OF_A_SEED = 2;
  // The other validator takes far longer.
  private static final int ONE_IN = 4;
  // Referrals and aliases that lead out of the zone are for a resolver to follow.
  private static final Set<TruthModel.Kind> DECIDED =
      Set.of(TruthModel.Kind.POSITIVE, TruthModel.Kind.NODATA, TruthModel.Kind.NXDOMAIN);

  private static final Set<Integer> DNSSEC_TYPES = Set.of(Type.RRSIG, Type.NSEC, Type.NSEC3);

  private final TestServer server = new TestServer();
  private TruthModel truth;
  private Prover prover;

  private void serve(long seed, Denial denial) {
    List<Record> records = RandomRecords.of(seed);
    Zone zone = TestServer.zone(APEX, records);
    server.add(
        SignedZone.first(
            zone, TestServer.plan(denial, TestServer.KSK, TestServer.ZSK), zone.serial()));
    List<Record> all = new ArrayList<>(records);
    all.add(Record.newRecord(APEX, Type.DNSKEY, DClass.IN, 300, TestServer.KSK.dnskey()));
    truth = new TruthModel(APEX, all);
    boolean optOut = denial.equals(TestServer.OPT_OUT);
    prover =
        new Prover(
            APEX,
            (name, wildcard) -> wildcard.equals(truth.source(name)),
            optOut ? truth::isSecure : truth::exists);
  }

  @Property(tries = 6)
  void nsecZonesProveWhatIsTrue(@ForAll long seed) {
    serve(seed, TestServer.NSEC);
    judge(TYPES);
  }

  @Property(tries = 3)
  void nsec3ZonesProveWhatIsTrue(@ForAll long seed) {
    serve(seed, TestServer.NSEC3);
    judge(TYPES);
    judge(Type.NSEC);
  }

  @Property(tries = 6)
  void optOutZonesProveWhatIsTrue(@ForAll long seed) {
    serve(seed, TestServer.OPT_OUT);
    judge(TYPES);
    judge(Type.NSEC);
  }

  @Property(tries = 3)
  void narrowZonesProveWhatIsTrue(@ForAll long seed) {
    serve(seed, seed % 2 == 0 ? TestServer.NARROW : TestServer.NARROW_OPT_OUT);
    judge(TYPES);
    judge(Type.NSEC);
  }

  @Property(tries = Seeds.TRIES)
  void anyAnswerOfAnyZoneIsProvenAndNeedsWhatItHas(@ForAll long seed) {
    Seeds.of(seed, this::answersAreProven);
  }

  private void answersAreProven(long seed) {
    Random random = new Random(seed);
    Denial denial = DENIALS[random.nextInt(DENIALS.length)];
    serve(seed, denial);
    for (int i = 0; i < QUESTIONS_OF_A_SEED; i++) {
      Name name = QUESTIONS.get(random.nextInt(QUESTIONS.size()));
      int type = TYPES[random.nextInt(TYPES.length)];
      judge(name, type);
      if (random.nextInt(ONE_IN) == 0 && isForValidator(name, type)) {
        assertThat(new DnsjavaValidator(server, APEX).judge(name, type))
            .as("%s", server.ask(name, type, true))
            .isIn(DnsjavaValidator.Verdict.SECURE, leastVerdict(denial));
      }
    }
  }

  // It does not know a wildcard that is an empty non-terminal where there is NSEC, nor one with
  // name servers (RFC 4592, 4.2); it takes a DNAME on the way for what was asked for, and asks a
  // parent for DS.
  private boolean isForValidator(Name name, int type) {
    TruthModel.Truth expected = truth.resolve(name, type, LINKS);
    boolean aliasAskedFor = type == Type.DNAME && !expected.answer().isEmpty();
    return DECIDED.contains(expected.kind())
        && !aliasAskedFor
        && !(type == Type.DS && name.equals(APEX))
        && !isOddWildcard(truth.source(expected.last()));
  }

  private boolean isOddWildcard(Name source) {
    boolean wild = source != null && source.isWild();
    return wild && (truth.types(source).isEmpty() || truth.isCut(source));
  }

  private static DnsjavaValidator.Verdict leastVerdict(Denial denial) {
    return denial.equals(TestServer.OPT_OUT)
        ? DnsjavaValidator.Verdict.INSECURE
        : DnsjavaValidator.Verdict.SECURE;
  }

  private void judge(int... types) {
    for (Name name : QUESTIONS) {
      for (int type : types) {
        judge(name, type);
      }
    }
  }

  private void judge(Name name, int type) {
    Message message = server.ask(name, type, true);
    TruthModel.Truth expected = truth.resolve(name, type, LINKS);
    judgeTruth(expected, message);
    boolean endless = expected.kind() == TruthModel.Kind.LOOP;
    prover.judge(name, type, message, endless);
    judgeNothingTwice(message);
  }

  private void judgeTruth(TruthModel.Truth expected, Message message) {
    int rcode =
        switch (expected.kind()) {
          case NXDOMAIN -> Rcode.NXDOMAIN;
          case YXDOMAIN -> Rcode.YXDOMAIN;
          default -> Rcode.NOERROR;
        };
    assertThat(message.getRcode()).as("rcode of\n%s", message).isEqualTo(rcode);
    assertThat(contents(message, Section.ANSWER)).as("%s", message).isEqualTo(expected.answer());
    boolean referred = expected.kind() == TruthModel.Kind.REFERRAL && expected.answer().isEmpty();
    assertThat(message.getHeader().getFlag(Flags.AA)).as("AA of\n%s", message).isEqualTo(!referred);
    boolean denied =
        expected.kind() == TruthModel.Kind.NODATA || expected.kind() == TruthModel.Kind.NXDOMAIN;
    assertThat(count(message, Type.SOA)).as("%s", message).isEqualTo(denied ? 1 : 0);
    if (expected.kind() == TruthModel.Kind.REFERRAL) {
      Name cut = expected.last();
      assertThat(contents(message, Section.AUTHORITY))
          .containsAll(records(cut, truth.records(truth.source(cut), Type.NS)));
    }
    judgeAdditional(expected, message);
  }

  private void judgeAdditional(TruthModel.Truth expected, Message message) {
    Set<String> addresses = new TreeSet<>();
    List<Record> pointing = new ArrayList<>(expected.sets());
    if (expected.kind() == TruthModel.Kind.REFERRAL) {
      pointing.addAll(truth.records(truth.source(expected.last()), Type.NS));
    }
    for (Record record : pointing) {
      Name host = record.getAdditionalName();
      boolean glueToo = record instanceof NSRecord;
      if (host != null && host.subdomain(APEX) && (glueToo || isAuthoritative(host))) {
        addresses.addAll(records(host, truth.records(host, Type.A)));
        addresses.addAll(records(host, truth.records(host, Type.AAAA)));
      }
    }
    Set<String> answered = contents(message, Section.ANSWER);
    addresses.removeIf(answered::contains);
    assertThat(contents(message, Section.ADDITIONAL)).as("%s", message).isEqualTo(addresses);
    for (RRset set : message.getSectionRRsets(Section.ADDITIONAL)) {
      if (set.getType() != Type.OPT && isAuthoritative(set.getName())) {
        prover.verify(set);
      } else {
        assertThat(set.sigs()).as("glue is not signed").isEmpty();
      }
    }
  }

  private boolean isAuthoritative(Name host) {
    return truth.occluder(host) == null && !truth.isCut(host);
  }

  private static long count(Message message, int type) {
    return message.getSection(Section.AUTHORITY).stream().filter(r -> r.getType() == type).count();
  }

  /** All records of a section but signatures and denials, as the truth writes them. */
  private static Set<String> contents(Message message, int section) {
    Set<String> texts = new TreeSet<>();
    for (Record record : TestServer.records(message, section)) {
      if (!DNSSEC_TYPES.contains(record.getType())) {
        texts.add(TruthModel.text(record.getName(), record.getType(), record.rdataToString()));
      }
    }
    return texts;
  }

  private static Set<String> records(Name owner, List<Record> records) {
    Set<String> texts = new TreeSet<>();
    records.forEach(
        each -> texts.add(TruthModel.text(owner, each.getType(), each.rdataToString())));
    return texts;
  }

  private static void judgeNothingTwice(Message message) {
    List<String> all = new ArrayList<>();
    for (int section = Section.ANSWER; section <= Section.ADDITIONAL; section++) {
      TestServer.records(message, section).forEach(record -> all.add(record.toString()));
    }
    assertThat(new HashSet<>(all)).as("%s", message).hasSameSizeAs(all);
  }
}
