package org.frontsigner.answer;

import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.xbill.DNS.NSEC3Record;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;
import org.xbill.DNS.utils.base32;

/**
 * RFC 5155, 8.
 *
 * <p>What opt-out leaves open only the zone knows: where a wildcard in the chain is what the answer
 * was made from, its record must be there although a validator does not insist.
 *
 * @param madeFrom whether what is said of a name was made from a wildcard
 * @param inChain whether the chain has it
 */
public record Nsec3Denials(
    List<NSEC3Record> records, Name apex, BiPredicate<Name, Name> madeFrom, Predicate<Name> inChain)
    implements Denials {
  private static final base32 BASE32HEX = new base32(base32.Alphabet.BASE32HEX, false, true);

  private static byte[] hash(NSEC3Record record, Name name) {
    try {
      return record.hashName(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] ownerHash(NSEC3Record record) {
    return BASE32HEX.fromString(record.getName().getLabelString(0).toUpperCase(Locale.ROOT));
  }

  private NSEC3Record matching(Name name) {
    for (NSEC3Record record : records) {
      if (Arrays.equals(ownerHash(record), hash(record, name))
          && new Name(record.getName(), 1).equals(apex)) {
        return record;
      }
    }
    return null;
  }

  private NSEC3Record covering(Name name) {
    for (NSEC3Record record : records) {
      byte[] from = ownerHash(record);
      byte[] to = record.getNext();
      byte[] hash = hash(record, name);
      boolean after = Arrays.compareUnsigned(hash, from) > 0;
      boolean before = Arrays.compareUnsigned(hash, to) < 0;
      boolean wraps = Arrays.compareUnsigned(to, from) <= 0;
      if (wraps ? after || before : after && before) {
        return record;
      }
    }
    return null;
  }

  private static boolean isOptOut(NSEC3Record record) {
    return (record.getFlags() & NSEC3Record.Flags.OPT_OUT) != 0;
  }

  /** A closest encloser, with the record that covers the next closer name (RFC 5155, 8.3). */
  private record Encloser(Name name, NSEC3Record nextCloser) {}

  private Encloser encloser(Name name) {
    for (int labels = 1; labels <= name.labels() - apex.labels(); labels++) {
      Name candidate = new Name(name, labels);
      NSEC3Record matching = matching(candidate);
      NSEC3Record covering = covering(Denials.nextCloser(name, candidate));
      if (matching != null && covering != null && !hidesBelow(matching)) {
        return new Encloser(candidate, covering);
      }
    }
    return null;
  }

  private static boolean hidesBelow(NSEC3Record record) {
    return record.hasType(Type.DNAME) || (record.hasType(Type.NS) && !record.hasType(Type.SOA));
  }

  @Override
  public boolean nameError(Name name) {
    Encloser encloser = encloser(name);
    if (encloser == null || matching(name) != null) {
      return false;
    }
    return covering(TruthModel.wildcard(encloser.name())) != null;
  }

  @Override
  public boolean noData(Name name, int type) {
    NSEC3Record matching = matching(name);
    if (matching != null) {
      return lacks(matching, type);
    }
    Encloser encloser = encloser(name);
    if (encloser == null) {
      return false;
    }
    Name wildcard = TruthModel.wildcard(encloser.name());
    if (mustShow(name, wildcard)) {
      return matching(wildcard) != null && lacks(matching(wildcard), type);
    }
    return isOptOut(encloser.nextCloser());
  }

  private boolean mustShow(Name name, Name wildcard) {
    return madeFrom.test(name, wildcard) && inChain.test(wildcard);
  }

  private static boolean lacks(NSEC3Record record, int type) {
    boolean cut = record.hasType(Type.NS) && !record.hasType(Type.SOA);
    return !record.hasType(type) && !record.hasType(Type.CNAME) && (!cut || type == Type.DS);
  }

  @Override
  public boolean noCloser(Name name, Name encloser) {
    return covering(Denials.nextCloser(name, encloser)) != null;
  }

  @Override
  public boolean noDs(Name cut) {
    NSEC3Record matching = matching(cut);
    if (matching != null) {
      return isInsecureCut(matching);
    }
    Encloser encloser = encloser(cut);
    if (encloser == null) {
      return false;
    }
    Name wildcard = TruthModel.wildcard(encloser.name());
    if (mustShow(cut, wildcard)) {
      return matching(wildcard) != null && isInsecureCut(matching(wildcard));
    }
    return isOptOut(encloser.nextCloser());
  }

  private static boolean isInsecureCut(NSEC3Record record) {
    return record.hasType(Type.NS) && !record.hasType(Type.SOA) && !record.hasType(Type.DS);
  }
}
