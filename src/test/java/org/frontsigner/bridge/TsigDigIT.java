package org.frontsigner.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.frontsigner.wire.DomainName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;

/** TSIG with dig, we the server. */
class TsigDigIT {
  private static final TsigKey KEY = Xbill.key(TsigAlgorithm.HMAC_SHA256);
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private final ExecutorService threads = Executors.newSingleThreadExecutor();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @ParameterizedTest
  @EnumSource
  void dig_believes_our_answer(TsigAlgorithm algorithm) throws Exception {
    TsigKey key = Xbill.key(algorithm);
    assertThat(digOverUdp(key, key, 0)).contains("status: NOERROR", "NOERROR 0", "ANSWER: 2");
  }

  @Test
  void dig_does_not_believe_an_answer_with_a_wrong_secret() throws Exception {
    TsigKey wrong = TsigKey.generate(KEY.name(), KEY.algorithm(), new Random(3));
    assertThat(digOverUdp(wrong, KEY, 0)).contains("status: NOTAUTH", "BADSIG");
  }

  @Test
  void dig_reads_our_badkey() throws Exception {
    TsigKey other = TsigKey.generate(DomainName.parse("o"), KEY.algorithm(), new Random(3));
    assertThat(digOverUdp(other, KEY, 0)).contains("status: NOTAUTH", "BADKEY");
  }

  @Test
  void dig_verifies_our_badtime() throws Exception {
    assertThat(digOverUdp(KEY, KEY, 4000)).contains("status: NOTAUTH", "BADTIME", " 6 ");
  }

  @Test
  void dig_believes_a_stream_of_answers() throws Exception {
    String output = digTransfer(-1);
    assertThat(output).contains("h0.zone.example.", "h39.zone.example.", "messages 42");
    assertThat(output).doesNotContain("verify", "could not be validated");
  }

  @Test
  void dig_does_not_believe_a_stream_that_was_changed() throws Exception {
    assertThat(digTransfer(20)).contains("Some TSIG could not be validated");
  }

  /** What dig says to our server, whose clock is so many seconds ahead. */
  private String digOverUdp(TsigKey digs, TsigKey ours, long aheadSeconds) throws Exception {
    try (DatagramSocket socket = new DatagramSocket(0, LOOPBACK)) {
      socket.setSoTimeout(10_000);
      Future<?> served = threads.submit(() -> serve(socket, ours, aheadSeconds));
      String output = dig(socket.getLocalPort(), digs, "+noall", "+comments", "+additional", "A");
      served.get();
      return output;
    }
  }

  private static void serve(DatagramSocket socket, TsigKey key, long aheadSeconds) {
    try {
      DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
      socket.receive(packet);
      byte[] request = Arrays.copyOf(packet.getData(), packet.getLength());
      byte[] answer = answer(request, key, Instant.now().plusSeconds(aheadSeconds));
      socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static byte[] answer(byte[] request, TsigKey key, Instant now) throws IOException {
    TsigCheck check = TsigSession.check(request, TsigKeys.of(List.of(key)), now);
    if (check instanceof TsigCheck.Rejected rejected) {
      return rejected.answer(now);
    }
    Message answer = answerTo(request);
    answer.addRecord(address(0), Section.ANSWER);
    answer.addRecord(address(1), Section.ANSWER);
    return ((TsigCheck.Verified) check).signer().sign(answer.toWire(), now);
  }

  private static Message answerTo(byte[] request) {
    Message query = Xbill.parsed(request);
    Message answer = new Message(query.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.addRecord(query.getQuestion(), Section.QUESTION);
    return answer;
  }

  private static ARecord address(int number) throws IOException {
    Name owner = Name.fromString("h" + number, Xbill.ZONE);
    return new ARecord(owner, DClass.IN, 5, LOOPBACK);
  }

  /** What dig says to a transfer of 42 messages, the given one changed after signing. */
  private String digTransfer(int changed) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK)) {
      server.setSoTimeout(10_000);
      Future<?> served = threads.submit(() -> serveTransfer(server, changed));
      String output = dig(server.getLocalPort(), KEY, "+comments", "AXFR");
      served.get();
      return output;
    }
  }

  private static void serveTransfer(ServerSocket server, int changed) {
    try (Socket socket = server.accept()) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      byte[] request = new byte[in.readUnsignedShort()];
      in.readFully(request);
      TsigCheck check = TsigSession.check(request, TsigKeys.of(List.of(KEY)), Instant.now());
      TsigSigner signer = ((TsigCheck.Verified) check).signer();
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      Name mailbox = Name.root;
      Record soa = new SOARecord(Xbill.ZONE, DClass.IN, 5, Xbill.ZONE, mailbox, 1, 2, 3, 4, 5);
      for (int i = 0; i < 42; i++) {
        Message answer = answerTo(request);
        answer.addRecord(i == 0 || i == 41 ? soa : address(i - 1), Section.ANSWER);
        byte[] signed = signer.sign(answer.toWire(), Instant.now());
        signed[40] ^= (byte) (i == changed ? 1 : 0);
        out.writeShort(signed.length);
        out.write(signed);
      }
      in.read();
    } catch (IOException gone) {
      // dig closes the connection when it does not believe an answer.
    }
  }

  private static String dig(int port, TsigKey key, String... words) throws Exception {
    String algorithm = key.algorithm().text().replace(".sig-alg.reg.int", "");
    String secret = algorithm + ":" + key.name().toText() + ":" + key.secretBase64();
    List<String> command =
        new ArrayList<>(List.of("dig", "@127.0.0.1", "-p", Integer.toString(port), "-y", secret));
    command.addAll(List.of("+tries=1", "+time=5", "+nocookie", "zone.example"));
    command.addAll(List.of(words));
    Process dig = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(dig.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    dig.waitFor();
    return output;
  }
}
