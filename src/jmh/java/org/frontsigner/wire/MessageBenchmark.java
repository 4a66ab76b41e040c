package org.frontsigner.wire;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to read a query, to write a signed answer, and a record in a transfer. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MessageBenchmark {
  private static final int TRANSFER_RECORDS = 1000;
  private static final byte[] ADDRESS = {(byte) 192, 0, 2, 1};

  private final DomainName zone = DomainName.parse("example.org");
  private final DomainName host = DomainName.parse("www.example.org");
  private final DomainName server = DomainName.parse("ns1.example.org");
  private final byte[] query = query();
  private final RrSet addresses = RrSetBuilder.single(RrType.A, 300, ADDRESS);
  private final RrSet servers =
      new RrSetBuilder(RrType.NS)
          .add(300, server.octets())
          .add(300, DomainName.parse("ns2.example.org").octets())
          .build();
  private final byte[] prefix = new byte[MessageWriter.RRSIG_PREFIX_OCTETS];
  private final byte[] signature = new byte[64];
  private final MessageWriter writer = new MessageWriter();
  private final RecordCursor cursor = new RecordCursor();
  private final DomainName[] hosts = hosts();
  private final byte[] transfer = transfer();

  private byte[] query() {
    MessageWriter question = new MessageWriter().begin(1, Header.RD, 512);
    question.question(host, RrType.A, RrClass.IN);
    question.opt(1232, 0, 0, true, EdnsOptions.NONE);
    return question.toOctets();
  }

  private DomainName[] hosts() {
    DomainName[] names = new DomainName[TRANSFER_RECORDS];
    for (int i = 0; i < names.length; i++) {
      names[i] = zone.child("host" + i);
    }
    return names;
  }

  private byte[] transfer() {
    writeTransferMessage();
    return writer.toOctets();
  }

  @Benchmark
  public Received readQuery() {
    return QueryReader.read(query, 0, query.length);
  }

  @Benchmark
  public int writeSignedAnswer() {
    writer.begin(1, Header.QR | Header.AA, 1232).question(host, RrType.A, RrClass.IN);
    writer.reserveForOpt(MessageWriter.OPT_OCTETS).section(Section.ANSWER).owner(host);
    writer.rrset(addresses);
    writer.rrsig(300, prefix, zone, signature);
    writer.section(Section.AUTHORITY).owner(zone).rrset(servers);
    writer.rrsig(300, prefix, zone, signature);
    writer.section(Section.ADDITIONAL).owner(server).rrset(addresses);
    writer.opt(1232, 0, 0, true, EdnsOptions.NONE);
    return writer.finish();
  }

  /** An address of one owner each. */
  @Benchmark
  @OperationsPerInvocation(TRANSFER_RECORDS)
  public int writeTransferMessage() {
    writer.beginTransfer(1, Header.QR | Header.AA, MessageWriter.OCTETS_MAX);
    writer.question(zone, RrType.AXFR, RrClass.IN).section(Section.ANSWER);
    for (DomainName name : hosts) {
      writer.owner(name).rrset(addresses);
    }
    return writer.finish();
  }

  @Benchmark
  @OperationsPerInvocation(TRANSFER_RECORDS)
  public int readTransferMessage() {
    int octets = 0;
    cursor.read(transfer, 0, transfer.length);
    while (cursor.next()) {
      octets += cursor.ownerLength() + cursor.rdataLength();
    }
    return octets;
  }
}
