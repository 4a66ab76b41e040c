package org.frontsigner.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import org.frontsigner.answer.Denials;
import org.frontsigner.answer.Nsec3Denials;
import org.frontsigner.answer.NsecDenials;
import org.frontsigner.signing.Nsec3Hash;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.EdnsOptions;
import org.frontsigner.wire.Header;
import org.frontsigner.wire.MessageWriter;
import org.frontsigner.wire.NameKey;
import org.frontsigner.wire.Octets;
import org.frontsigner.wire.Rcode;
import org.frontsigner.wire.RrClass;
import org.frontsigner.wire.RrType;
import org.frontsigner.wire.Section;
import org.frontsigner.zone.Soa;
import org.xbill.DNS.DClass;
import org.xbill.DNS.NSEC3Record;
import org.xbill.DNS.NSECRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * A resolver that validates, and believes what it keeps for as long as the TTLs say: it does not
 * cap them by the end of signatures, and looks at the whole chain anew each time somebody asks, as
 * a validator does behind a cache.
 */
final class Resolver {
  private static final int MESSAGE_OCTETS = 1232;
  private static final long CACHED_SECONDS_MAX = 86_400;

  /** What a server said: sets that answer, or that prove that there is nothing. */
  record Said(String server, int rcode, List<HeldSet> answer, List<HeldSet> denial, Soa soa) {
    long ttlSeconds() {
      long ttl =
          soa == null ? CACHED_SECONDS_MAX : Math.min(soa.ttlSeconds(), soa.minimumSeconds());
      for (HeldSet set : answer) {
        ttl = Math.min(ttl, set.ttl());
      }
      return Math.min(ttl, CACHED_SECONDS_MAX);
    }
  }

  private record Cached<T>(T value, long untilMillis) {}

  private final Timeline timeline;
  private final Random random;
  private final Appliance appliance;
  private final ParentZone parent;
  private final Verifier verifier;
  private final List<PublicSecondary> secondaries;
  private final Map<String, Cached<Said>> cache = new HashMap<>();
  private final Map<DomainName, Cached<SortedSet<String>>> ds = new HashMap<>();
  private final MessageWriter writer = new MessageWriter();
  private long asked;

  Resolver(
      Timeline timeline,
      Random random,
      Appliance appliance,
      ParentZone parent,
      Verifier verifier,
      List<PublicSecondary> secondaries) {
    this.timeline = timeline;
    this.random = random;
    this.appliance = appliance;
    this.parent = parent;
    this.verifier = verifier;
    this.secondaries = secondaries;
  }

  long asked() {
    return asked;
  }

  /** Asks, from the cache where that has it, and throws where the answer is bogus. */
  void resolve(DomainName apex, DomainName name, int type) {
    SortedSet<String> anchors = anchors(apex);
    if (anchors.isEmpty()) {
      return;
    }
    Said keys = said(apex, apex, RrType.DNSKEY);
    Said said = said(apex, name, type);
    if (keys == null || said == null) {
      return;
    }
    asked++;
    String what = name + " " + RrType.name(type) + " by " + said.server();
    if (keys.answer().isEmpty()) {
      throw new Violation("bogus: " + apex + " has a DS, and no DNSKEY set at " + keys.server());
    }
    long now = timeline.millis() / 1000;
    Chain chain = new Chain(verifier, apex, keys.answer().get(0));
    String flaw = chain.flawOfKeys(anchors, now);
    if (flaw != null) {
      throw new Violation("bogus: the keys by " + keys.server() + ": " + flaw);
    }
    List<HeldSet> all = new ArrayList<>(said.answer());
    all.addAll(said.denial());
    for (HeldSet set : all) {
      String broken = chain.flawOf(set, now);
      if (broken != null) {
        throw new Violation("bogus: %s: %s; keys by %s".formatted(what, broken, keys.server()));
      }
    }
    if (said.answer().isEmpty()) {
      judgeDenial(apex, name, type, said, what);
    }
  }

  private SortedSet<String> anchors(DomainName apex) {
    Cached<SortedSet<String>> known = ds.get(apex);
    if (known == null || known.untilMillis() <= timeline.millis()) {
      long until = timeline.millis() + parent.ttlSeconds() * 1000;
      known = new Cached<>(parent.of(apex), until);
      ds.put(apex, known);
    }
    return known.value();
  }

  private Said said(DomainName apex, DomainName name, int type) {
    String key = name.toText() + " " + type;
    Cached<Said> known = cache.get(key);
    if (known != null && known.untilMillis() > timeline.millis()) {
      return known.value();
    }
    Said fresh = ask(apex, name, type);
    if (fresh != null) {
      cache.put(key, new Cached<>(fresh, timeline.millis() + fresh.ttlSeconds() * 1000));
    }
    return fresh;
  }

  private Said ask(DomainName apex, DomainName name, int type) {
    int chosen = random.nextInt(secondaries.size() + 1);
    for (int i = 0; i <= secondaries.size(); i++) {
      int number = (chosen + i) % (secondaries.size() + 1);
      Said said =
          number == secondaries.size()
              ? askAppliance(name, type)
              : askSecondary(secondaries.get(number), apex, name, type);
      if (said != null) {
        return said;
      }
    }
    return null;
  }

  private Said askAppliance(DomainName name, int type) {
    writer.begin(1, 0, MESSAGE_OCTETS).question(name, type, RrClass.IN);
    writer.opt(MESSAGE_OCTETS, Rcode.NOERROR, 0, true, EdnsOptions.NONE);
    byte[] answer = appliance.answer(writer.toOctets());
    if (answer == null || Header.rcode(Header.flags(answer, 0)) == Rcode.SERVFAIL) {
      return null;
    }
    List<HeldSet> sets = sets(Rr.of(answer, Section.ANSWER));
    List<HeldSet> denial = sets(Rr.of(answer, Section.AUTHORITY));
    denial.removeIf(set -> set.type() == RrType.NS);
    Soa soa =
        denial.stream()
            .filter(set -> set.type() == RrType.SOA)
            .findFirst()
            .map(set -> Soa.of(set.ttl(), set.rdata().get(0)))
            .orElse(null);
    return new Said("the front signer", Header.rcode(Header.flags(answer, 0)), sets, denial, soa);
  }

  private static List<HeldSet> sets(List<Rr> records) {
    Map<String, HeldSet> sets = new LinkedHashMap<>();
    for (Rr record : records) {
      boolean isRrsig = record.type() == RrType.RRSIG;
      int type = isRrsig ? Octets.u16(record.rdata(), 0) : record.type();
      String key = record.owner().toText() + " " + type;
      HeldSet set = sets.getOrDefault(key, HeldSet.none(record.owner(), type));
      sets.put(
          key, isRrsig ? set.withRrsig(record.rdata()) : set.with(record.ttl(), record.rdata()));
    }
    return new ArrayList<>(sets.values());
  }

  private Said askSecondary(PublicSecondary server, DomainName apex, DomainName name, int type) {
    PublicSecondary.Copy copy = server.copy(apex);
    if (copy == null || copy.isExpired()) {
      return null;
    }
    Content content = copy.content;
    String who =
        "%s with serial %d"
            .formatted(server.address().getAddress().getHostAddress(), content.serial());
    HeldSet there = content.set(name, type);
    if (there != null) {
      return new Said(who, Rcode.NOERROR, List.of(there), List.of(), null);
    }
    boolean exists = content.names().containsKey(NameKey.of(name, apex)) || hasBelow(content, name);
    List<HeldSet> denial = new ArrayList<>(List.of(content.set(apex, RrType.SOA)));
    denial.addAll(denial(content, name));
    return new Said(who, exists ? Rcode.NOERROR : Rcode.NXDOMAIN, List.of(), denial, content.soa());
  }

  private static boolean hasBelow(Content content, DomainName name) {
    byte[] key = NameKey.of(name, content.apex());
    byte[] next = content.names().higherKey(key);
    return next != null && NameKey.isAtOrBelow(next, key);
  }

  private static DomainName wildcard(DomainName encloser) {
    return DomainName.parse("*." + (encloser.isRoot() ? "" : encloser));
  }

  /** The records of a zone's chain that may matter for a name. */
  private static List<HeldSet> denial(Content content, DomainName name) {
    HeldSet parameters = content.set(content.apex(), RrType.NSEC3PARAM);
    List<DomainName> names = new ArrayList<>();
    for (DomainName at = name; at.isAtOrBelow(content.apex()); at = at.parent()) {
      names.add(at);
      names.add(wildcard(at));
      if (at.equals(content.apex())) {
        break;
      }
    }
    Map<String, HeldSet> found = new LinkedHashMap<>();
    NavigableMap<byte[], HeldSet> chain = chain(content, parameters != null);
    for (DomainName each : names) {
      byte[] key =
          parameters == null
              ? NameKey.of(each, content.apex())
              : new Nsec3Hash(ZoneJudge.parsed(parameters.rdata().get(0))).of(each);
      Map.Entry<byte[], HeldSet> at = chain.floorEntry(key);
      HeldSet set = (at == null ? chain.lastEntry() : at).getValue();
      found.put(set.owner().toText(), set);
    }
    return new ArrayList<>(found.values());
  }

  private static NavigableMap<byte[], HeldSet> chain(Content content, boolean isHashed) {
    NavigableMap<byte[], HeldSet> chain = new TreeMap<>(Arrays::compareUnsigned);
    content
        .names()
        .forEach(
            (key, sets) -> {
              HeldSet set = sets.get(isHashed ? RrType.NSEC3 : RrType.NSEC);
              if (set != null) {
                byte[] owner = set.owner().octets();
                String label =
                    new String(owner, 1, owner[0], java.nio.charset.StandardCharsets.US_ASCII);
                chain.put(isHashed ? Base32Hex.decode(label) : key, set);
              }
            });
    return chain;
  }

  private static void judgeDenial(
      DomainName apex, DomainName name, int type, Said said, String what) {
    List<NSECRecord> nsec = new ArrayList<>();
    List<NSEC3Record> nsec3 = new ArrayList<>();
    for (HeldSet set : said.denial()) {
      for (byte[] rdata : set.rdata()) {
        if (set.type() == RrType.NSEC) {
          nsec.add((NSECRecord) record(set, Type.NSEC, rdata));
        } else if (set.type() == RrType.NSEC3) {
          nsec3.add((NSEC3Record) record(set, Type.NSEC3, rdata));
        }
      }
    }
    Denials denials =
        nsec3.isEmpty()
            ? new NsecDenials(nsec, xbill(apex))
            : new Nsec3Denials(nsec3, xbill(apex), (a, b) -> false, each -> false);
    boolean isProved =
        said.rcode() == Rcode.NXDOMAIN
            ? denials.nameError(xbill(name))
            : type == RrType.DS
                ? denials.noDs(xbill(name)) || denials.noData(xbill(name), type)
                : denials.noData(xbill(name), type);
    if (!isProved) {
      throw new Violation(
          "bogus: %s: rcode %s is not proved by %s".formatted(what, said.rcode(), said.denial()));
    }
  }

  private static Record record(HeldSet set, int type, byte[] rdata) {
    return Record.newRecord(xbill(set.owner()), type, DClass.IN, set.ttl(), rdata);
  }

  private static Name xbill(DomainName name) {
    try {
      return new Name(name.octets());
    } catch (java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
