package org.frontsigner.bridge;

import java.util.Arrays;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RdataLayout;
import org.frontsigner.wire.RrType;

/**
 * Rdata as octets and as text (RFC 1035, 5.1, and the RFC of each type).
 *
 * <p>The law: for octets that are a possible rdata of the type, reading the text gives the same
 * octets again. Where the usual form of a type would break it (an unknown type, a value that the
 * form can't say), the text is the generic form of RFC 3597, 5, which every server reads.
 */
public final class Records {
  /** The most octets that an rdata may have. */
  public static final int RDATA_OCTETS_MAX = 0xffff;

  private Records() {}

  /** The text of an rdata, in one line of ASCII; names in it end with a dot. Never fails. */
  public static String text(int type, byte[] rdata) {
    if (!RdataLayout.of(type).fits(rdata, 0, rdata.length)) {
      return GenericForm.hexadecimal(rdata);
    }
    PresentationForm form = Forms.of(type);
    try {
      String text = form.print(rdata);
      return Arrays.equals(form.parse(text, DomainName.ROOT), rdata)
          ? text
          : GenericForm.hexadecimal(rdata);
    } catch (IllegalArgumentException | IndexOutOfBoundsException unprintable) {
      return GenericForm.hexadecimal(rdata);
    }
  }

  /**
   * The octets of an rdata: uncompressed, letter case kept. The text may be the generic form, go
   * over several lines in parentheses, and have comments.
   *
   * @param origin what names without a last dot are below
   * @throws IllegalArgumentException when the text is no rdata of the type, saying why
   */
  public static byte[] rdata(int type, String text, DomainName origin) {
    return fromLine(type, EntryReader.single(text), origin);
  }

  /** The same for a text that is known to be one clean line, as {@link EntryReader} makes them. */
  static byte[] fromLine(int type, String line, DomainName origin) {
    byte[] rdata =
        GenericForm.isGeneric(line) ? GenericForm.octets(line) : Forms.of(type).parse(line, origin);
    if (rdata.length > RDATA_OCTETS_MAX || !RdataLayout.of(type).fits(rdata, 0, rdata.length)) {
      throw new IllegalArgumentException(
          "%d octets that are no rdata of a %s record".formatted(rdata.length, RrType.name(type)));
    }
    return rdata;
  }

  /** A record as a line of a master file, without its end: owner, TTL, IN, type, rdata. */
  public static String line(DomainName owner, int type, long ttlSeconds, byte[] rdata) {
    return owner + "\t" + ttlSeconds + "\tIN\t" + RrType.name(type) + "\t" + text(type, rdata);
  }
}
