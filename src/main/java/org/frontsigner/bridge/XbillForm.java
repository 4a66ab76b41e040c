package org.frontsigner.bridge;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RrType;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Tokenizer;
import org.xbill.DNS.Type;
import org.xbill.DNS.UNKRecord;

/** The form that dnsjava gives a type, or another type that is written in the same way. */
final class XbillForm implements PresentationForm {
  /** Octets before the rdata of a record whose owner is the root. */
  private static final int RECORD_HEADER_OCTETS = 11;

  /** dnsjava prints numbers through formats that all threads share and that are not made for it. */
  private static final Object PRINTING = new Object();

  private static final Map<Integer, Integer> WRITTEN_LIKE =
      Map.of(
          RrType.AVC, Type.TXT,
          RrType.NINFO, Type.TXT,
          RrType.RESINFO, Type.TXT,
          RrType.WALLET, Type.TXT,
          RrType.RKEY, Type.DNSKEY,
          RrType.TA, Type.DS);

  private static final Set<Integer> WITH_PARAMETERS = Set.of(Type.SVCB, Type.HTTPS);
  private static final Set<Integer> WITH_IPV6 =
      Set.of(Type.AAAA, Type.A6, Type.APL, Type.IPSECKEY, Type.SVCB, Type.HTTPS);

  static {
    // So that the type bitmaps of NSEC and NSEC3 can name them.
    Type.register(RrType.RESINFO, "RESINFO", null);
    Type.register(RrType.WALLET, "WALLET", null);
    Type.register(RrType.DSYNC, "DSYNC", null);
  }

  private final int type;

  XbillForm(int type) {
    this.type = WRITTEN_LIKE.getOrDefault(type, type);
  }

  /** Whether dnsjava has more than the generic form for a type. */
  static boolean knows(int type) {
    int likeType = WRITTEN_LIKE.getOrDefault(type, type);
    Record made = Record.newRecord(Name.root, likeType, DClass.IN, 0, new byte[0]);
    return !(made instanceof UNKRecord);
  }

  @Override
  public String print(byte[] rdata) {
    try {
      Record made = Record.newRecord(Name.root, type, DClass.IN, 0, rdata);
      if (made == null) {
        throw new IllegalArgumentException("dnsjava does not take the rdata");
      }
      synchronized (PRINTING) {
        return tidy(made.rdataToString());
      }
    } catch (RuntimeException refused) {
      throw new IllegalArgumentException(refused.getMessage(), refused);
    }
  }

  private String tidy(String text) {
    return WITH_IPV6.contains(type) ? ShortAddresses.in(asciiDigits(text)) : asciiDigits(text);
  }

  /** The shared formats write the digits of the user's locale. */
  private static String asciiDigits(String text) {
    if (text.chars().allMatch(character -> character < 0x80)) {
      return text;
    }
    StringBuilder ascii = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      int digit = Character.digit(text.charAt(i), 10);
      ascii.append(digit < 0 ? text.charAt(i) : (char) ('0' + digit));
    }
    return ascii.toString();
  }

  @Override
  public byte[] parse(String line, DomainName origin) {
    try {
      Name xbillOrigin = new Name(origin.octets());
      Record read = Record.fromString(Name.root, type, DClass.IN, 0, tokenizer(line), xbillOrigin);
      byte[] wire = read.toWire(Section.ANSWER);
      byte[] rdata = Arrays.copyOfRange(wire, RECORD_HEADER_OCTETS, wire.length);
      if (WITH_PARAMETERS.contains(type)) {
        ServiceParameters.sortMandatory(rdata);
      }
      return rdata;
    } catch (IOException | RuntimeException refused) {
      throw new IllegalArgumentException(reason(refused), refused);
    }
  }

  /** Left to itself, dnsjava takes a buffer of 8 KiB for each line. */
  private static Tokenizer tokenizer(String line) {
    byte[] octets = line.getBytes(StandardCharsets.US_ASCII);
    return new Tokenizer(
        new BufferedInputStream(new ByteArrayInputStream(octets), octets.length + 1));
  }

  private static String reason(Exception refused) {
    String message = refused.getMessage();
    if (message == null) {
      return "it can't be read: " + refused.getClass().getSimpleName();
    }
    return message.replaceFirst("^<none>:\\d+: ", "");
  }
}
