package org.frontsigner.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.frontsigner.scenario.stage.Endpoint;
import org.frontsigner.scenario.tool.Ask;
import org.frontsigner.scenario.zone.Comparison;
import org.frontsigner.scenario.zone.ZoneData;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * Looks at referrals, which no validator sees when each zone's server is told to it: the cut's NS
 * set, and its DS set or the proof that there is none (RFC 4035, 3.1.4), every record of it the
 * same as in a transfer.
 *
 * @param server who is asked
 * @param signed the zone as that server hands it on
 * @param transferred the records of {@code signed}, for look-up
 */
record Referrals(Endpoint server, ZoneData signed, Set<String> transferred) {

  static Referrals of(Endpoint server, ZoneData signed) {
    Set<String> texts = new HashSet<>();
    signed.records().forEach(record -> texts.add(Comparison.line(record)));
    return new Referrals(server, signed, texts);
  }

  /** One line for each of the first {@code max} cuts that has a wrong referral. */
  List<String> wrong(int max) {
    return signed.cuts().stream()
        .limit(max)
        .filter(cut -> !isRight(cut))
        .map(cut -> "referral: " + below(cut) + "\n" + ask(cut))
        .toList();
  }

  private boolean isRight(Name cut) {
    Message answer = ask(cut);
    List<Record> authority = answer.getSection(Section.AUTHORITY);
    return answer.getRcode() == Rcode.NOERROR
        && !answer.getHeader().getFlag(Flags.AA)
        && answer.getSection(Section.ANSWER).isEmpty()
        && authority.stream().anyMatch(record -> is(record, cut, Type.NS))
        && authority.stream().allMatch(record -> transferred.contains(Comparison.line(record)))
        && (hasDs(cut) ? showsDs(authority, cut) : showsNoDs(authority, cut));
  }

  private boolean hasDs(Name cut) {
    return signed.records().stream().anyMatch(record -> is(record, cut, Type.DS));
  }

  private static boolean showsDs(List<Record> authority, Name cut) {
    return authority.stream().anyMatch(record -> is(record, cut, Type.DS))
        && isSigned(authority, Type.DS);
  }

  // With NSEC it is the cut's own record; which NSEC3 records it takes is for validators to say, by
  // the DS query.
  private static boolean showsNoDs(List<Record> authority, Name cut) {
    boolean own = authority.stream().anyMatch(record -> is(record, cut, Type.NSEC));
    return (own && isSigned(authority, Type.NSEC)) || isSigned(authority, Type.NSEC3);
  }

  private static boolean isSigned(List<Record> records, int type) {
    return records.stream()
        .anyMatch(record -> record instanceof RRSIGRecord rrsig && rrsig.getTypeCovered() == type);
  }

  private static boolean is(Record record, Name owner, int type) {
    return record.getType() == type && record.getName().equals(owner);
  }

  private Message ask(Name cut) {
    try {
      return Ask.with(server, below(cut), Type.A);
    } catch (IOException silent) {
      throw new UncheckedIOException(silent);
    }
  }

  private static Name below(Name cut) {
    try {
      return Name.concatenate(Name.fromConstantString("www"), cut);
    } catch (NameTooLongException noRoom) {
      return cut;
    }
  }
}
