package org.frontsigner.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.List;
import org.frontsigner.keeper.Parent.Answer;
import org.frontsigner.wire.Header;
import org.frontsigner.wire.Octets;
import org.frontsigner.wire.Rcode;
import org.frontsigner.wire.RrClass;
import org.frontsigner.wire.RrType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Questions for DS sets to resolvers, over real sockets. */
@Timeout(30)
class ParentClientTest {
  private static final int ANSWER = Header.QR | Header.RD | Header.RA;

  private static Rr ds(int tag) {
    byte[] rdata = {0, (byte) tag, 13, 2, (byte) 0xab, (byte) 0xcd};
    return new Rr(Rr.ZONE, RrType.DS, RrClass.IN, 77, rdata);
  }

  private static Answer ask(InetSocketAddress... resolvers) {
    return new ParentClient(List.of(resolvers), 1, new SecureRandom(), System::nanoTime)
        .ds(Rr.ZONE);
  }

  private static Answer ask(FakePrimary.Stream stream) throws IOException {
    try (FakePrimary resolver = FakePrimary.streaming(stream)) {
      return ask(resolver.address());
    }
  }

  private static Answer answered(int flags, Rr... records) throws IOException {
    return ask(
        (request, connection) -> connection.send(FakePrimary.answer(request, flags, records)));
  }

  private static void assertUnknown(Answer answer, String reason) {
    assertThat(answer).isInstanceOf(Answer.Unknown.class);
    assertThat(((Answer.Unknown) answer).reason()).contains(reason, "resolver 127.0.0.1:");
  }

  @Test
  void theSetAndItsTtlAreFound() throws IOException {
    Answer.Found found = (Answer.Found) answered(ANSWER, ds(1), ds(2));
    assertThat(found.records()).containsExactly("1 13 2 ABCD", "2 13 2 ABCD");
    assertThat(found.ttlSeconds()).isEqualTo(77);
  }

  /** What is left of the TTL in a resolver's cache is not how long others may hold the set. */
  @Test
  void theTtlIsThatOfTheSignatureWhereThereIsOne() throws IOException {
    byte[] rrsig = new byte[18 + Rr.ZONE.length() + 64];
    Octets.putU16(rrsig, 0, RrType.DS);
    Octets.putU32(rrsig, 4, 86_400);
    System.arraycopy(Rr.ZONE.octets(), 0, rrsig, 18, Rr.ZONE.length());
    Rr signature = new Rr(Rr.ZONE, RrType.RRSIG, RrClass.IN, 77, rrsig);
    assertThat(((Answer.Found) answered(ANSWER, ds(1), signature)).ttlSeconds()).isEqualTo(86_400);
    assertThat(((Answer.Found) answered(ANSWER, signature)).ttlSeconds()).isZero();
  }

  @Test
  void recursionIsAskedForAndTheDsOfTheZoneWithItsSignatures() throws IOException {
    ask(
        (request, connection) -> {
          assertThat(Octets.u16(request, 2)).isEqualTo(Header.RD);
          int typeAt = Header.OCTETS + Rr.ZONE.length();
          assertThat(Octets.u16(request, typeAt)).isEqualTo(RrType.DS);
          assertThat(Octets.u16(request, request.length - 4) & 0x8000).isNotZero();
          connection.send(FakePrimary.answer(request, ANSWER));
        });
  }

  @Test
  void anAnswerWithoutADsAndNoSuchNameSayThatThereIsNone() throws IOException {
    assertThat(((Answer.Found) answered(ANSWER)).records()).isEmpty();
    assertThat(((Answer.Found) answered(ANSWER | Rcode.NXDOMAIN)).records()).isEmpty();
  }

  @Test
  void recordsOfOtherNamesAndTypesCountForNothing() throws IOException {
    Answer.Found found =
        (Answer.Found)
            answered(ANSWER, Rr.ns(), ds(1).withOwner("example.com"), ds(2).withClass(RrClass.ANY));
    assertThat(found.records()).isEmpty();
  }

  @Test
  void whatIsNoAnswerIsNoWordOfTheParent() throws IOException {
    assertUnknown(answered(ANSWER | Rcode.SERVFAIL), "SERVFAIL");
    assertUnknown(answered(ANSWER | Rcode.REFUSED), "REFUSED");
    assertUnknown(answered(Header.RD), "QR is 0");
    assertUnknown(ask((request, connection) -> connection.reset()), "");
    assertUnknown(ask((request, connection) -> connection.send(new byte[] {1, 2, 3})), "");
    assertUnknown(
        ask(
            (request, connection) -> {
              byte[] answer = FakePrimary.answer(request, ANSWER, ds(1));
              answer[0]++;
              connection.send(answer);
            }),
        "has ID");
  }

  /** A server that answers for its own zones would say of most zones that there is no DS. */
  @Test
  void whoIsNoResolverIsNotBelieved() throws IOException {
    assertUnknown(answered(Header.QR | Header.RD), "no resolver");
    assertUnknown(answered(ANSWER | Header.AA), "no resolver");
  }

  @Test
  void aResolverThatIsSilentIsNotWaitedForLong() throws IOException {
    assertUnknown(ask(FakePrimary.NO_STREAM), "");
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertUnknown(
          ask(new InetSocketAddress(silent.getInetAddress(), silent.getLocalPort())), "seconds");
    }
  }

  @Test
  void theNextResolverIsAskedWhereOneDoesNotKnow() throws IOException {
    try (FakePrimary knowing =
        FakePrimary.streaming(
            (request, connection) -> connection.send(FakePrimary.answer(request, ANSWER, ds(3))))) {
      InetSocketAddress nobody;
      try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        nobody = new InetSocketAddress(closed.getInetAddress(), closed.getLocalPort());
      }
      Answer answer = ask(nobody, knowing.address());
      assertThat(((Answer.Found) answer).records()).containsExactly("3 13 2 ABCD");
    }
  }
}
