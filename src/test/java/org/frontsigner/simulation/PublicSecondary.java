package org.frontsigner.simulation;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.EdnsOptions;
import org.frontsigner.wire.Header;
import org.frontsigner.wire.MessageWriter;
import org.frontsigner.wire.Octets;
import org.frontsigner.wire.Opcode;
import org.frontsigner.wire.Rcode;
import org.frontsigner.wire.RrClass;
import org.frontsigner.wire.RrType;
import org.frontsigner.wire.Section;
import org.frontsigner.wire.Serial;
import org.frontsigner.zone.Soa;

/**
 * A public server that has its zones from the front signer: as BIND and NSD do, it asks for the SOA
 * when a NOTIFY comes and when the refresh of the SOA is over, takes increments where it gets them,
 * applies them to the letter, and stops answering when the expire of the SOA is over.
 */
final class PublicSecondary {
  private static final int TRIES = 3;
  private static final long TIMEOUT_MILLIS = 3000;
  private static final long FIRST_TRY_MILLIS = 60_000;
  private static final long FIRST_TRY_MILLIS_MAX = 20 * FIRST_TRY_MILLIS;
  private static final int MESSAGE_OCTETS = 1232;

  private final InetSocketAddress address;
  private final Timeline timeline;
  private final Internet internet;
  private final Random random;
  private final Appliance appliance;
  private final Listener listener;
  private final Map<DomainName, Copy> copies = new HashMap<>();
  private final MessageWriter writer = new MessageWriter();

  /** Hears of each new copy. */
  interface Listener {
    ZoneJudge.Validity taken(PublicSecondary secondary, Content content, boolean incremental);
  }

  /** One zone. */
  final class Copy {
    final DomainName apex;
    Content content;
    ZoneJudge.Validity validity;
    long refreshedAt;
    private int token;
    private int failures;
    private boolean busy;
    private int timer;
    private boolean onceMore;
    private boolean wantsWhole;

    Copy(DomainName apex) {
      this.apex = apex;
    }

    boolean isExpired() {
      return content == null
          || timeline.millis() >= refreshedAt + content.soa().expireSeconds() * 1000;
    }

    private void plan(long millis) {
      int own = ++timer;
      timeline.in(
          millis,
          () -> {
            if (own == timer) {
              check();
            }
          });
    }

    private long spread(long seconds) {
      return Math.max(1, seconds * 1000 - random.nextInt((int) Math.max(1, seconds * 100)));
    }

    void check() {
      if (busy) {
        onceMore = true;
        return;
      }
      ask(TRIES);
    }

    private void ask(int tries) {
      int own = ++token;
      busy = true;
      byte[] question = question(RrType.SOA);
      timeline.in(TIMEOUT_MILLIS, () -> silent(own, tries));
      if (!internet.loses(address)) {
        timeline.in(internet.delayMillis(), () -> answer(own, question));
      }
    }

    private void silent(int own, int tries) {
      if (own != token) {
        return;
      }
      if (tries > 1) {
        ask(tries - 1);
      } else {
        failed();
      }
    }

    private void answer(int own, byte[] question) {
      byte[] answer = appliance.answer(question);
      if (answer != null && !internet.loses(address)) {
        timeline.in(internet.delayMillis(), () -> answered(own, answer));
      }
    }

    private void answered(int own, byte[] answer) {
      if (own != token) {
        return;
      }
      List<Rr> records = Rr.of(answer, Section.ANSWER);
      if ((Header.flags(answer, 0) & 0xf) != Rcode.NOERROR
          || records.isEmpty()
          || !records.get(0).isSoa()) {
        failed();
      } else if (content == null || Serial.isAfter(records.get(0).serial(), content.serial())) {
        transfer();
      } else {
        refreshed();
      }
    }

    private void transfer() {
      int own = ++token;
      busy = true;
      boolean isWhole = content == null || wantsWhole || random.nextInt(20) == 0;
      byte[] request = question(isWhole ? RrType.AXFR : RrType.IXFR);
      timeline.in(
          60_000,
          () -> {
            if (own == token) {
              failed();
            }
          });
      if (internet.isCut(address)) {
        return;
      }
      timeline.in(2 * internet.delayMillis(), () -> stream(own, request, isWhole));
    }

    private void stream(int own, byte[] request, boolean isWhole) {
      List<byte[]> messages = appliance.transfer(request);
      boolean breaks = messages == null || internet.breaks(address);
      timeline.in(
          internet.delayMillis() + (random.nextInt(30) == 0 ? random.nextInt(20_000) : 0),
          () -> {
            if (own == token) {
              if (breaks || internet.isCut(address)) {
                failed();
              } else {
                take(messages, isWhole);
              }
            }
          });
    }

    private void take(List<byte[]> messages, boolean isWhole) {
      List<Rr> records = new ArrayList<>();
      for (byte[] message : messages) {
        records.addAll(Rr.of(message, Section.ANSWER));
      }
      if ((Header.flags(messages.get(0), 0) & 0xf) != Rcode.NOERROR || records.isEmpty()) {
        failed();
        return;
      }
      Content next = Content.of(apex, isWhole ? null : content, records);
      wantsWhole = false;
      if (next != null && (content == null || Serial.isAfter(next.serial(), content.serial()))) {
        boolean isIncrement = !isWhole && records.size() > 2 && records.get(1).isSoa();
        content = next;
        validity = listener.taken(PublicSecondary.this, next, isIncrement);
      }
      refreshed();
    }

    private void refreshed() {
      refreshedAt = timeline.millis();
      failures = 0;
      plan(spread(Math.max(60, content.soa().refreshSeconds())));
      ended();
    }

    private void failed() {
      if (isExpired() && content != null) {
        content = null;
      }
      failures++;
      plan(content == null ? firstTry() : spread(Math.max(60, content.soa().retrySeconds())));
      ended();
    }

    /** Nobody asks each minute for weeks. */
    private long firstTry() {
      return Math.min(FIRST_TRY_MILLIS << Math.min(failures, 8), FIRST_TRY_MILLIS_MAX);
    }

    private void ended() {
      token++;
      busy = false;
      if (onceMore) {
        onceMore = false;
        check();
      }
    }

    private byte[] question(int type) {
      writer.begin(random.nextInt(1 << 16), 0, MESSAGE_OCTETS).question(apex, type, RrClass.IN);
      if (type == RrType.IXFR) {
        Soa soa = content.soa();
        writer.section(Section.AUTHORITY).owner(apex);
        writer.record(RrType.SOA, soa.ttlSeconds(), soa.rdata());
      }
      if (type == RrType.SOA) {
        writer.opt(MESSAGE_OCTETS, Rcode.NOERROR, 0, true, EdnsOptions.NONE);
      }
      return writer.toOctets();
    }
  }

  PublicSecondary(
      InetSocketAddress address,
      Timeline timeline,
      Internet internet,
      Random random,
      Appliance appliance,
      Listener listener) {
    this.address = address;
    this.timeline = timeline;
    this.internet = internet;
    this.random = random;
    this.appliance = appliance;
    this.listener = listener;
  }

  InetSocketAddress address() {
    return address;
  }

  void add(DomainName apex) {
    Copy copy = new Copy(apex);
    copies.put(apex, copy);
    copy.plan(FIRST_TRY_MILLIS);
  }

  Copy copy(DomainName apex) {
    return copies.get(apex);
  }

  /** A datagram of the front signer comes: a NOTIFY. */
  void receive(byte[] message) {
    DomainName zone = DomainName.at(message, Header.OCTETS);
    Copy copy = copies.get(zone);
    byte[] answer = message.clone();
    Octets.putU16(answer, 2, Header.QR | Header.AA | Header.ofOpcode(Opcode.NOTIFY));
    Octets.putU16(answer, 6, 0);
    byte[] head = java.util.Arrays.copyOf(answer, Header.OCTETS + zone.length() + 4);
    if (!internet.loses(address)) {
      timeline.in(internet.delayMillis(), () -> appliance.acknowledged(address, head));
    }
    if (copy != null) {
      List<Rr> soa = Rr.of(message, Section.ANSWER);
      boolean isNews =
          copy.content == null
              || soa.isEmpty()
              || Serial.isAfter(soa.get(0).serial(), copy.content.serial());
      if (isNews) {
        copy.check();
      }
    }
  }
}
