package org.frontsigner.answer;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.frontsigner.signing.Algorithm;
import org.frontsigner.signing.CryptoChoice;
import org.frontsigner.signing.Denial;
import org.frontsigner.signing.KeyMaker;
import org.frontsigner.signing.KeySet;
import org.frontsigner.signing.Nsec3Parameters;
import org.frontsigner.signing.PublishPolicy;
import org.frontsigner.signing.SignatureCounts;
import org.frontsigner.signing.SignedZone;
import org.frontsigner.signing.SigningPlan;
import org.frontsigner.signing.SigningWindow;
import org.frontsigner.signing.ZoneKey;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.EdnsOptions;
import org.frontsigner.wire.MessageWriter;
import org.frontsigner.wire.Query;
import org.frontsigner.wire.QueryReader;
import org.frontsigner.wire.RrClass;
import org.frontsigner.wire.RrType;
import org.frontsigner.zone.BuildResult;
import org.frontsigner.zone.IntakePolicy;
import org.frontsigner.zone.Soa;
import org.frontsigner.zone.ZoneBuilder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What an answer costs, from octets to octets, of a zone whose signatures are made. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class AnswerBenchmark {
  private static final int HOSTS = 100_000;
  private static final int QUESTIONS = 1024;
  private static final DomainName APEX = DomainName.parse("example.org");

  /** How the zone denies; {@code none}: it is not signed. */
  @Param({"none", "nsec", "nsec3", "nsec3-optout"})
  public String denial;

  private final MessageWriter writer = new MessageWriter();
  private final byte[][] hosts = new byte[QUESTIONS][];
  private final byte[][] missing = new byte[QUESTIONS][];
  private final byte[][] below = new byte[QUESTIONS][];
  private Responder responder;

  /** Builds the zone and makes every signature of it. */
  @Setup
  public void build() {
    ZoneBuilder builder = new ZoneBuilder(APEX, IntakePolicy.DEFAULT);
    Soa soa = new Soa(3600, APEX.child("ns"), APEX.child("mail"), 1, 3600, 600, 86_400, 300);
    builder.add(APEX, RrType.SOA, 3600, soa.rdata());
    builder.add(APEX, RrType.NS, 3600, APEX.child("ns").octets());
    for (int i = 0; i < HOSTS; i++) {
      byte[] address = {10, (byte) (i >> 16), (byte) (i >> 8), (byte) i};
      builder.add(APEX.child("host" + i), RrType.A, 3600, address);
      if (i % 10 == 0) {
        DomainName cut = APEX.child("sub" + i);
        builder.add(cut, RrType.NS, 3600, cut.child("ns").octets());
        builder.add(cut.child("ns"), RrType.A, 3600, address);
      }
    }
    SignedZone zone =
        SignedZone.first(((BuildResult.Built) builder.build()).zone(), plan(), 1);
    new SigningPipe(zone, Runnable::run, 1).awaitAll();
    responder = new Responder(new OneZone(new Served.Ready(zone)), AnswerSettings.DEFAULT);
    for (int i = 0; i < QUESTIONS; i++) {
      hosts[i] = question(APEX.child("host" + i * 97), RrType.A);
      missing[i] = question(APEX.child("missing" + i * 97), RrType.A);
      below[i] = question(APEX.child("sub" + i * 90).child("www"), RrType.A);
    }
  }

  private SigningPlan plan() {
    KeyMaker maker = new KeyMaker(new SecureRandom());
    ZoneKey key =
        new ZoneKey(
            1,
            ZoneKey.SECURE_ENTRY_POINT,
            !denial.equals("none"),
            true,
            maker.make(Algorithm.ECDSAP256SHA256, 256));
    Denial way =
        switch (denial) {
          case "nsec3" -> new Denial.Nsec3(Nsec3Parameters.DEFAULT);
          case "nsec3-optout" -> new Denial.Nsec3(Nsec3Parameters.parse("1 1 0 -"));
          default -> new Denial.Nsec();
        };
    Instant now = Instant.parse("2026-11-24T04:00:00Z");
    return new SigningPlan(
        KeySet.of(List.of(key)),
        way,
        SigningWindow.at(now, SigningWindow.Shape.POWERDNS),
        PublishPolicy.DEFAULT,
        CryptoChoice.best(false),
        new SignatureCounts());
  }

  private static byte[] question(DomainName name, int type) {
    MessageWriter query = new MessageWriter().begin(1, 0, 512);
    query.question(name, type, RrClass.IN);
    query.opt(1232, 0, 0, true, EdnsOptions.NONE);
    return query.toOctets();
  }

  private record OneZone(Served served) implements ZoneSource {
    @Override
    public Served closest(DomainName name) {
      return served;
    }

    @Override
    public Served closestAbove(DomainName name) {
      return null;
    }

    @Override
    public Served exact(DomainName apex) {
      return served;
    }
  }

  private int answerAll(byte[][] questions) {
    int octets = 0;
    for (byte[] question : questions) {
      Query query = (Query) QueryReader.read(question, 0, question.length);
      octets += responder.respond(query, Delivery.UDP, writer);
    }
    return octets;
  }

  @Benchmark
  @OperationsPerInvocation(QUESTIONS)
  public int positive() {
    return answerAll(hosts);
  }

  @Benchmark
  @OperationsPerInvocation(QUESTIONS)
  public int nameError() {
    return answerAll(missing);
  }

  @Benchmark
  @OperationsPerInvocation(QUESTIONS)
  public int referral() {
    return answerAll(below);
  }
}
