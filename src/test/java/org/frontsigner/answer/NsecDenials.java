package org.frontsigner.answer;

import java.util.List;
import org.xbill.DNS.NSECRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/** RFC 4035, 5.4, with RFC 6840, 4.1 to 4.3. */
public record NsecDenials(List<NSECRecord> records, Name apex) implements Denials {
  private NSECRecord at(Name name) {
    return records.stream().filter(r -> r.getName().equals(name)).findFirst().orElse(null);
  }

  /** The record that shows that the name does not exist. */
  private NSECRecord covering(Name name) {
    for (NSECRecord record : records) {
      Name owner = record.getName();
      boolean after = name.compareTo(owner) > 0;
      boolean before = name.compareTo(record.getNext()) < 0 || record.getNext().equals(apex);
      boolean hidden =
          name.subdomain(owner)
              && (record.hasType(Type.DNAME)
                  || (record.hasType(Type.NS) && !record.hasType(Type.SOA)));
      boolean emptyNonTerminal = record.getNext().subdomain(name);
      if (after && before && !hidden && !emptyNonTerminal) {
        return record;
      }
    }
    return null;
  }

  private boolean isEmptyNonTerminal(Name name) {
    return records.stream()
        .anyMatch(
            r ->
                r.getName().compareTo(name) < 0
                    && r.getNext().subdomain(name)
                    && !r.getNext().equals(name)
                    && !r.getNext().equals(apex));
  }

  private static Name encloser(Name name, NSECRecord covering) {
    Name byOwner = Denials.common(covering.getName(), name);
    Name byNext = Denials.common(covering.getNext(), name);
    return byOwner.labels() > byNext.labels() ? byOwner : byNext;
  }

  @Override
  public boolean nameError(Name name) {
    NSECRecord covering = covering(name);
    return covering != null && covering(TruthModel.wildcard(encloser(name, covering))) != null;
  }

  @Override
  public boolean noData(Name name, int type) {
    if (lacks(name, type)) {
      return true;
    }
    NSECRecord covering = covering(name);
    return covering != null && lacks(TruthModel.wildcard(encloser(name, covering)), type);
  }

  private boolean lacks(Name name, int type) {
    NSECRecord record = at(name);
    if (record == null) {
      return isEmptyNonTerminal(name);
    }
    boolean cut = record.hasType(Type.NS) && !record.hasType(Type.SOA);
    return !record.hasType(type)
        && !record.hasType(Type.CNAME)
        && (!cut || type == Type.DS)
        && record.hasType(Type.RRSIG)
        && record.hasType(Type.NSEC);
  }

  @Override
  public boolean noCloser(Name name, Name encloser) {
    NSECRecord covering = covering(name);
    return covering != null && encloser(name, covering).equals(encloser);
  }

  @Override
  public boolean noDs(Name cut) {
    NSECRecord record = at(cut);
    if (record != null) {
      return record.hasType(Type.NS) && !record.hasType(Type.SOA) && !record.hasType(Type.DS);
    }
    NSECRecord covering = covering(cut);
    NSECRecord wildcard =
        covering == null ? null : at(TruthModel.wildcard(encloser(cut, covering)));
    return wildcard != null && wildcard.hasType(Type.NS) && !wildcard.hasType(Type.DS);
  }
}
