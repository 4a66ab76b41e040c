package org.frontsigner.scenario.tool;

import static org.frontsigner.scenario.tool.OfflineSigner.Program.DNSSEC_SIGNZONE;
import static org.frontsigner.scenario.tool.OfflineSigner.Program.LDNS_SIGNZONE;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.frontsigner.scenario.tool.OfflineSigner.Program;
import org.frontsigner.scenario.zone.ZoneData;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.NSEC3Record;
import org.xbill.DNS.NSECRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * What an offline signer does otherwise though both are right, each with its reason and with what
 * decides; {@code docs/differences.md} has them in prose. A habit is undone on both sides before
 * they are compared, so each is as narrow as it can be. Zones that a program does not sign at all
 * are in {@link ByDesign}.
 */
public enum Habit {
  SIGNATURE_OWNERS(
      "the owner of a signature in lower case, whatever the owner of its set",
      "RFC 4343, 3: letter case has no meaning",
      LDNS_SIGNZONE) {
    @Override
    Optional<Record> undone(Record record, Case at) {
      return Optional.of(record instanceof RRSIGRecord ? at.withFoldedOwner(record) : record);
    }
  },
  CAPITAL_HASHES(
      "hashed owner names in capitals", "RFC 5155, 3.3; RFC 4343, 3: as above", DNSSEC_SIGNZONE) {
    @Override
    Optional<Record> undone(Record record, Case at) {
      boolean hashed = record instanceof NSEC3Record || covers(record, Type.NSEC3);
      return Optional.of(hashed ? at.withFoldedOwner(record) : record);
    }
  },
  NSEC3PARAM_TTL(
      "TTL 0, or the SOA's",
      "RFC 5155, 4: no word; the SOA's minimum, as PowerDNS",
      DNSSEC_SIGNZONE,
      LDNS_SIGNZONE) {
    @Override
    Optional<Record> undone(Record record, Case at) {
      if (record.getType() == Type.NSEC3PARAM) {
        return Optional.of(at.withTtl(record, 0));
      }
      return Optional.of(record).filter(other -> !covers(other, Type.NSEC3PARAM));
    }
  },
  RANDOM_SIGNATURES(
      "another ECDSA signature each time",
      "FIPS 186-4, 6.3: random by definition; the verifiers judge both",
      DNSSEC_SIGNZONE,
      LDNS_SIGNZONE) {
    @Override
    Optional<Record> undone(Record record, Case at) {
      boolean random =
          record instanceof RRSIGRecord signature
              && RANDOM_ALGORITHMS.contains(signature.getAlgorithm());
      return Optional.of(random ? at.withoutSignature((RRSIGRecord) record) : record);
    }
  },
  SIGNATURE_TTL(
      "the TTL of a signature no longer than the signature is valid",
      "RFC 4034, 3: the TTL of its set",
      DNSSEC_SIGNZONE) {
    @Override
    Optional<Record> undone(Record record, Case at) {
      boolean cut =
          record instanceof RRSIGRecord signature
              && signature.getOrigTTL() > Times.seconds(at.signer.window());
      return Optional.of(cut ? at.withTtl(record, 0) : record);
    }
  },
  ANCESTOR_SPELLING(
      "one spelling for an ancestor of several names, in the owners and next names of NSEC",
      "RFC 6840, 5.1: the next name is signed as it is spelled",
      DNSSEC_SIGNZONE) {
    @Override
    Optional<Record> undone(Record record, Case at) {
      if (!at.isBelowSeveralSpellings(record.getName())) {
        return Optional.of(record);
      }
      Record folded = at.withFoldedOwner(record);
      if (folded instanceof NSECRecord nsec) {
        Name next = at.folded(nsec.getNext());
        return Optional.of(
            new NSECRecord(nsec.getName(), nsec.getDClass(), nsec.getTTL(), next, nsec.getTypes()));
      }
      return Optional.of(
          covers(folded, Type.NSEC) ? at.withoutSignature((RRSIGRecord) folded) : folded);
    }
  },
  KEYS_OF_CDS(
      "CDS and CDNSKEY signed with the KSK at the apex, with the ZSK elsewhere",
      "RFC 7344, 4.1: with the KSK at least; with both, as PowerDNS",
      DNSSEC_SIGNZONE,
      LDNS_SIGNZONE) {
    @Override
    Optional<Record> undone(Record record, Case at) {
      if (!covers(record, Type.CDS) && !covers(record, Type.CDNSKEY)) {
        return Optional.of(record);
      }
      boolean apex = record.getName().equals(at.zone.origin());
      return Optional.of(record).filter(other -> at.isByKsk((RRSIGRecord) other) == apex);
    }
  };

  private static final Set<Integer> RANDOM_ALGORITHMS =
      Set.of(DNSSEC.Algorithm.ECDSAP256SHA256, DNSSEC.Algorithm.ECDSAP384SHA384);

  private final String reason;
  private final String decides;
  private final List<Program> programs;

  Habit(String reason, String decides, Program... programs) {
    this.reason = reason;
    this.decides = decides;
    this.programs = List.of(programs);
  }

  /** The record as it would be without this habit; nothing where it is left out on both sides. */
  abstract Optional<Record> undone(Record record, Case at);

  private static boolean covers(Record record, int type) {
    return record instanceof RRSIGRecord signature && signature.getTypeCovered() == type;
  }

  @Override
  public String toString() {
    return "%s: %s (%s)".formatted(name(), reason, decides);
  }

  /** A zone before a program that signs it. */
  public static final class Case {
    private final Program program;
    private final OfflineSigner signer;
    private final ZoneData zone;
    private final Map<Name, Set<String>> spellings = new HashMap<>();

    /**
     * All that decides which habits are at work.
     *
     * @param zone without signatures
     */
    public Case(Program program, OfflineSigner signer, ZoneData zone) {
      this.program = program;
      this.signer = signer;
      this.zone = zone;
      zone.records().forEach(record -> noteAncestors(record.getName()));
    }

    private void noteAncestors(Name owner) {
      for (int labels = 1; owner.labels() - labels > zone.origin().labels(); labels++) {
        Name ancestor = new Name(owner, labels);
        spellings.computeIfAbsent(ancestor, key -> new HashSet<>()).add(ancestor.toString());
      }
    }

    /** All octets of a record as text, the habits of this program undone; empty when left out. */
    public String form(Record record) {
      Optional<Record> form = Optional.of(record);
      for (Habit habit : Habit.values()) {
        if (habit.programs.contains(program)) {
          form = form.flatMap(each -> habit.undone(each, this));
        }
      }
      return form.map(Case::line).orElse("");
    }

    private static String line(Record record) {
      return "%s %d %s %s; %s"
          .formatted(
              record.getName(),
              record.getTTL(),
              Type.string(record.getType()),
              record.rdataToString(),
              HexFormat.of().formatHex(ZoneData.rdata(record)));
    }

    private boolean isByKsk(RRSIGRecord signature) {
      return signer.keys().stream()
          .filter(KeyFiles::ksk)
          .anyMatch(key -> key.dnskey(zone.origin()).getFootprint() == signature.getFootprint());
    }

    private boolean isBelowSeveralSpellings(Name name) {
      return !name.equals(zone.origin())
          && spellings.getOrDefault(new Name(name, 1), Set.of()).size() > 1;
    }

    private Name folded(Name name) {
      return name.canonicalize();
    }

    private Record withFoldedOwner(Record record) {
      return Record.newRecord(
          folded(record.getName()),
          record.getType(),
          record.getDClass(),
          record.getTTL(),
          ZoneData.rdata(record));
    }

    private Record withTtl(Record record, long ttlSeconds) {
      return Record.newRecord(
          record.getName(),
          record.getType(),
          record.getDClass(),
          ttlSeconds,
          ZoneData.rdata(record));
    }

    private Record withoutSignature(RRSIGRecord record) {
      byte[] rdata = ZoneData.rdata(record);
      return Record.newRecord(
          record.getName(),
          record.getType(),
          record.getDClass(),
          record.getTTL(),
          Arrays.copyOf(rdata, rdata.length - record.getSignature().length));
    }
  }
}
