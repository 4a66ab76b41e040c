package org.frontsigner.transfer;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.frontsigner.bridge.TsigAlgorithm;
import org.frontsigner.bridge.TsigCheck;
import org.frontsigner.bridge.TsigKey;
import org.frontsigner.bridge.TsigKeys;
import org.frontsigner.bridge.TsigSession;
import org.frontsigner.bridge.TsigSigner;
import org.frontsigner.keeper.Upstream.Fetched;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.Header;
import org.frontsigner.wire.MessageWriter;
import org.frontsigner.wire.Octets;
import org.frontsigner.wire.RrClass;
import org.frontsigner.wire.RrType;
import org.frontsigner.wire.Section;
import org.frontsigner.zone.IntakePolicy;
import org.frontsigner.zone.Soa;

/** A request and the answer that a primary gives to it, message by message, good or spoiled. */
final class Script {
  static final Instant NOW = Instant.parse("2026-03-05T10:00:00Z");
  static final int ID = 4711;
  private static final int MAC_OCTETS = 32;
  static final TsigKey KEY =
      new TsigKey(DomainName.parse("transfer"), TsigAlgorithm.HMAC_SHA256, new byte[32]);

  final TransferReader reader;
  private final int qtype;
  private final byte[] request;
  private final TsigSigner signer;
  private final List<byte[]> messages = new ArrayList<>();
  private int flags = Header.QR | Header.AA;

  private Script(Optional<Soa> from, Optional<TsigKey> key, TransferLimits limits) {
    Request asked =
        from.map(soa -> Request.differences(Rr.ZONE, ID, soa))
            .orElseGet(() -> Request.whole(Rr.ZONE, ID));
    qtype = from.isPresent() ? RrType.IXFR : RrType.AXFR;
    reader = new TransferReader(asked, from, key, IntakePolicy.DEFAULT, limits);
    request = reader.request(NOW);
    signer = key.map(each -> ((TsigCheck.Verified) check(request, each)).signer()).orElse(null);
  }

  static TsigCheck check(byte[] request, TsigKey key) {
    return TsigSession.check(request, TsigKeys.of(List.of(key)), NOW);
  }

  static Script axfr() {
    return axfr(TransferLimits.DEFAULT);
  }

  static Script axfr(TransferLimits limits) {
    return new Script(Optional.empty(), Optional.empty(), limits);
  }

  static Script signedAxfr() {
    return new Script(Optional.empty(), Optional.of(KEY), TransferLimits.DEFAULT);
  }

  /** Differences are asked for, from serial 10. */
  static Script ixfr() {
    return ixfr(TransferLimits.DEFAULT);
  }

  static Script ixfr(TransferLimits limits) {
    return new Script(Optional.of(Rr.soaOf(10)), Optional.empty(), limits);
  }

  static Script signedIxfr() {
    return new Script(Optional.of(Rr.soaOf(10)), Optional.of(KEY), TransferLimits.DEFAULT);
  }

  byte[] request() {
    return request;
  }

  /** Flags of the messages to come. */
  Script flags(int newFlags) {
    flags = newFlags;
    return this;
  }

  /** Adds a message that repeats the question. */
  Script message(Rr... records) {
    return octets(write(ID, flags, Rr.ZONE, qtype, records));
  }

  /** Adds a message without a question. */
  Script bare(Rr... records) {
    return octets(write(ID, flags, null, qtype, records));
  }

  /** Adds a message that repeats a question, whatever was asked. */
  Script asking(String name, int type, Rr... records) {
    return octets(write(ID, flags, DomainName.parse(name), type, records));
  }

  /** Adds a message signed as it should be. */
  Script signed(Rr... records) {
    return octets(signer.sign(write(ID, flags, Rr.ZONE, qtype, records), NOW));
  }

  /**
   * Adds a message whose MAC covers the bare ones since the last signed message, too (RFC 8945,
   * 5.3.1).
   */
  Script signedWithThoseBefore(Rr... records) throws GeneralSecurityException {
    byte[] plain = write(ID, flags, null, qtype, records);
    int lastSigned = messages.size() - 1;
    while (Octets.u16(messages.get(lastSigned), 10) == 0) {
      lastSigned--;
    }
    byte[] before = messages.get(lastSigned);
    byte[] tsig = Arrays.copyOfRange(before, before.length - signer.octets(), before.length);
    int macAt = tsig.length - 6 - MAC_OCTETS;
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY.secret(), "HmacSHA256"));
    mac.update(tsig, macAt - 2, MAC_OCTETS + 2);
    messages.subList(lastSigned + 1, messages.size()).forEach(mac::update);
    mac.update(plain);
    mac.update(tsig, macAt - 10, 8);
    System.arraycopy(mac.doFinal(), 0, tsig, macAt, MAC_OCTETS);
    byte[] signed = Arrays.copyOf(plain, plain.length + tsig.length);
    System.arraycopy(tsig, 0, signed, plain.length, tsig.length);
    Octets.putU16(signed, 10, 1);
    return octets(signed);
  }

  Script signedAt(Instant when, Rr... records) {
    return octets(signer.sign(write(ID, flags, Rr.ZONE, qtype, records), when));
  }

  Script octets(byte[] message) {
    messages.add(message);
    return this;
  }

  /** Changes the last message. */
  Script spoil(UnaryOperator<byte[]> change) {
    int last = messages.size() - 1;
    messages.set(last, change.apply(messages.get(last).clone()));
    return this;
  }

  Script spoilId(int id) {
    return spoil(
        message -> {
          Octets.putU16(message, 0, id);
          return message;
        });
  }

  Script cutTo(int octets) {
    return spoil(message -> Arrays.copyOf(message, octets));
  }

  Script again(int number) {
    return octets(messages.get(number));
  }

  Script without(int number) {
    messages.remove(number);
    return this;
  }

  List<byte[]> messages() {
    return messages;
  }

  /** Plays the messages, then closes the connection. */
  Fetched play() {
    return play(messages);
  }

  Fetched play(List<byte[]> stream) {
    boolean more = true;
    for (int i = 0; i < stream.size() && more; i++) {
      more = reader.take(stream.get(i), NOW);
    }
    reader.ended("the connection was closed");
    return reader.result();
  }

  static byte[] write(int id, int flags, DomainName question, int qtype, Rr... records) {
    MessageWriter message = new MessageWriter().beginTransfer(id, flags, MessageWriter.OCTETS_MAX);
    if (question != null) {
      message.question(question, qtype, RrClass.IN);
    }
    message.section(Section.ANSWER);
    for (Rr record : records) {
      record.write(message);
    }
    return message.toOctets();
  }
}
