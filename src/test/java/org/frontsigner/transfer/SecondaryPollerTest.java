package org.frontsigner.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.frontsigner.transfer.FakePrimary.answer;
import static org.frontsigner.transfer.FakePrimary.signed;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.frontsigner.bridge.TsigKey;
import org.frontsigner.keeper.Downstream.Target;
import org.frontsigner.keeper.PeerTimes;
import org.frontsigner.keeper.SecondaryAnswer;
import org.frontsigner.keeper.SecondaryAnswer.Serves;
import org.frontsigner.keeper.SecondaryAnswer.SoaSignature;
import org.frontsigner.keeper.SecondaryQuestions;
import org.frontsigner.wire.Header;
import org.frontsigner.wire.Octets;
import org.frontsigner.wire.Rcode;
import org.frontsigner.wire.RecordCursor;
import org.frontsigner.wire.RrClass;
import org.frontsigner.wire.RrType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Questions to secondaries over real sockets. */
@Timeout(30)
class SecondaryPollerTest {
  private static final int GOOD = Header.QR | Header.AA;
  private static final PollLimits QUICK = new PollLimits(2, 200, 1000, 100, 1, 2);
  private static final Instant INCEPTION = Script.NOW.minusSeconds(1000);
  private static final Instant EXPIRATION = Script.NOW.plusSeconds(2000);
  private static final Serves SEEN =
      new Serves(11, List.of(new SoaSignature(13, 4711, INCEPTION, EXPIRATION)));

  /** Gives its questions once each, and keeps the answers. */
  private static final class Asking implements SecondaryQuestions {
    final ConcurrentLinkedQueue<Question> questions = new ConcurrentLinkedQueue<>();
    final BlockingQueue<SecondaryAnswer> answers = new ArrayBlockingQueue<>(10);

    @Override
    public Optional<Question> next() {
      return Optional.ofNullable(questions.poll());
    }

    @Override
    public long quietMillis(long most) {
      return Math.min(most, 5);
    }

    @Override
    public void answered(Question question, SecondaryAnswer answer) {
      answers.add(answer);
    }
  }

  private static SecondaryAnswer ask(FakePrimary secondary, Optional<TsigKey> key)
      throws InterruptedException {
    Asking asking = new Asking();
    asking.questions.add(
        new SecondaryQuestions.Question(1, Rr.ZONE, new Target(secondary.address(), key)));
    try (SecondaryPoller poller =
        new SecondaryPoller(
            asking, QUICK, InstantSource.fixed(Script.NOW), new SecureRandom(), PeerTimes.NONE)) {
      assertThat(poller).isNotNull();
      return asking.answers.poll(20, TimeUnit.SECONDS);
    }
  }

  private static SecondaryAnswer ask(FakePrimary.Datagrams datagrams)
      throws IOException, InterruptedException {
    try (FakePrimary secondary = new FakePrimary(FakePrimary.NO_STREAM, datagrams)) {
      return ask(secondary, Optional.empty());
    }
  }

  private static Rr rrsig() {
    byte[] signer = Rr.ZONE.octets();
    byte[] rdata = new byte[18 + signer.length + 64];
    Octets.putU16(rdata, 0, RrType.SOA);
    rdata[2] = 13;
    putTime(rdata, 8, EXPIRATION);
    putTime(rdata, 12, INCEPTION);
    Octets.putU16(rdata, 16, 4711);
    System.arraycopy(signer, 0, rdata, 18, signer.length);
    return new Rr(Rr.ZONE, RrType.RRSIG, RrClass.IN, 3600, rdata);
  }

  private static void putTime(byte[] rdata, int at, Instant time) {
    Octets.putU16(rdata, at, (int) (time.getEpochSecond() >>> 16));
    Octets.putU16(rdata, at + 2, (int) (time.getEpochSecond() & 0xffff));
  }

  @Test
  void hearsTheSerialAndTheSignaturesOfTheSoa() throws Exception {
    ConcurrentLinkedQueue<byte[]> requests = new ConcurrentLinkedQueue<>();
    assertThat(
            ask(
                request -> {
                  requests.add(request);
                  return List.of(answer(request, GOOD, Rr.soa(11), rrsig()));
                }))
        .isEqualTo(SEEN);
    byte[] request = requests.remove();
    RecordCursor cursor = new RecordCursor().read(request, 0, request.length);
    assertThat(cursor.qtype()).isEqualTo(RrType.SOA);
    assertThat(cursor.next()).isTrue();
    assertThat(cursor.type()).isEqualTo(RrType.OPT);
    assertThat(cursor.ttlField() & 0x8000).as("DO").isNotZero();
  }

  @Test
  void signsItsQuestionsAndBelievesOnlyWhatIsSigned() throws Exception {
    AtomicInteger count = new AtomicInteger();
    try (FakePrimary secondary =
        new FakePrimary(
            FakePrimary.NO_STREAM,
            request ->
                List.of(
                    answer(request, GOOD, Rr.soa(66)),
                    count.getAndIncrement() == 0
                        ? answer(request, GOOD, Rr.soa(67))
                        : signed(Script.KEY, request, GOOD, Rr.soa(11), rrsig())))) {
      assertThat(ask(secondary, Optional.of(Script.KEY))).isEqualTo(SEEN);
    }
  }

  @Test
  void anAnswerThatIsNeverSignedIsNoneOfOurs() throws Exception {
    try (FakePrimary secondary =
        new FakePrimary(
            FakePrimary.NO_STREAM, request -> List.of(answer(request, GOOD, Rr.soa(11))))) {
      assertThat(ask(secondary, Optional.of(Script.KEY)))
          .isInstanceOfSatisfying(
              SecondaryAnswer.Lacks.class, lacks -> assertThat(lacks.reason()).contains("TSIG"));
    }
  }

  @Test
  void asksOverTcpWhenTheAnswerIsCut() throws Exception {
    try (FakePrimary secondary =
        new FakePrimary(
            (request, connection) -> connection.send(answer(request, GOOD, Rr.soa(11), rrsig())),
            request -> List.of(answer(request, GOOD | Header.TC)))) {
      assertThat(ask(secondary, Optional.empty())).isEqualTo(SEEN);
    }
  }

  @Test
  void anAnswerThatIsCutAndDoesNotComeOverTcpIsSilence() throws Exception {
    assertThat(ask(request -> List.of(answer(request, GOOD | Header.TC))))
        .isInstanceOfSatisfying(
            SecondaryAnswer.Silence.class,
            silence -> assertThat(silence.reason()).contains("over TCP"));
  }

  @Test
  void asksTwiceAndThenItIsSilence() throws Exception {
    AtomicInteger count = new AtomicInteger();
    assertThat(
            ask(
                request -> {
                  count.incrementAndGet();
                  return List.of();
                }))
        .isInstanceOf(SecondaryAnswer.Silence.class);
    assertThat(count).hasValue(2);
  }

  @Test
  void saysHowItIsRefusedWhetherThatIsSignedOrNot() throws Exception {
    assertThat(ask(request -> List.of(answer(request, GOOD | Rcode.REFUSED))))
        .isEqualTo(new SecondaryAnswer.Refuses("it answers questions with rcode REFUSED"));
    try (FakePrimary secondary =
        new FakePrimary(
            FakePrimary.NO_STREAM, request -> List.of(answer(request, GOOD | Rcode.NOTAUTH)))) {
      assertThat(ask(secondary, Optional.of(Script.KEY)))
          .isEqualTo(new SecondaryAnswer.Refuses("it answers questions with rcode NOTAUTH"));
    }
  }

  @Test
  void saysWhatAnAnswerWithoutTheZoneIs() throws Exception {
    assertThat(ask(request -> List.of(answer(request, GOOD | Rcode.SERVFAIL))))
        .isEqualTo(new SecondaryAnswer.Lacks("it answers with rcode SERVFAIL"));
    assertThat(ask(request -> List.of(answer(request, Header.QR, Rr.soa(11)))))
        .isEqualTo(new SecondaryAnswer.Lacks("its answer is not authoritative"));
    assertThat(ask(request -> List.of(answer(request, GOOD))))
        .isEqualTo(new SecondaryAnswer.Lacks("its answer has no SOA of the zone"));
  }

  @Test
  void passesOverWhatIsNoAnswerToItsQuestion() throws Exception {
    assertThat(
            ask(
                request -> {
                  byte[] otherId = answer(request, GOOD, Rr.soa(66));
                  Octets.putU16(otherId, 0, Header.id(request, 0) ^ 1);
                  return List.of(
                      otherId,
                      new byte[] {1, 2, 3},
                      request,
                      answer(request, GOOD, Rr.soa(11), rrsig()));
                }))
        .isEqualTo(SEEN);
  }
}
