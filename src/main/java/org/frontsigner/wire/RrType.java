package org.frontsigner.wire;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The record types that have a name (IANA registry of DNS parameters), and how they are written.
 */
public final class RrType {
  public static final int A = 1;
  public static final int NS = 2;
  public static final int MD = 3;
  public static final int MF = 4;
  public static final int CNAME = 5;
  public static final int SOA = 6;
  public static final int MB = 7;
  public static final int MG = 8;
  public static final int MR = 9;
  public static final int NULL = 10;
  public static final int WKS = 11;
  public static final int PTR = 12;
  public static final int HINFO = 13;
  public static final int MINFO = 14;
  public static final int MX = 15;
  public static final int TXT = 16;
  public static final int RP = 17;
  public static final int AFSDB = 18;
  public static final int X25 = 19;
  public static final int ISDN = 20;
  public static final int RT = 21;
  public static final int NSAP = 22;
  public static final int NSAP_PTR = 23;
  public static final int SIG = 24;
  public static final int KEY = 25;
  public static final int PX = 26;
  public static final int GPOS = 27;
  public static final int AAAA = 28;
  public static final int LOC = 29;
  public static final int NXT = 30;
  public static final int EID = 31;
  public static final int NIMLOC = 32;
  public static final int SRV = 33;
  public static final int ATMA = 34;
  public static final int NAPTR = 35;
  public static final int KX = 36;
  public static final int CERT = 37;
  public static final int A6 = 38;
  public static final int DNAME = 39;
  public static final int SINK = 40;
  public static final int OPT = 41;
  public static final int APL = 42;
  public static final int DS = 43;
  public static final int SSHFP = 44;
  public static final int IPSECKEY = 45;
  public static final int RRSIG = 46;
  public static final int NSEC = 47;
  public static final int DNSKEY = 48;
  public static final int DHCID = 49;
  public static final int NSEC3 = 50;
  public static final int NSEC3PARAM = 51;
  public static final int TLSA = 52;
  public static final int SMIMEA = 53;
  public static final int HIP = 55;
  public static final int NINFO = 56;
  public static final int RKEY = 57;
  public static final int TALINK = 58;
  public static final int CDS = 59;
  public static final int CDNSKEY = 60;
  public static final int OPENPGPKEY = 61;
  public static final int CSYNC = 62;
  public static final int ZONEMD = 63;
  public static final int SVCB = 64;
  public static final int HTTPS = 65;
  public static final int DSYNC = 66;
  public static final int SPF = 99;
  public static final int UINFO = 100;
  public static final int UID = 101;
  public static final int GID = 102;
  public static final int UNSPEC = 103;
  public static final int NID = 104;
  public static final int L32 = 105;
  public static final int L64 = 106;
  public static final int LP = 107;
  public static final int EUI48 = 108;
  public static final int EUI64 = 109;
  public static final int TKEY = 249;
  public static final int TSIG = 250;
  public static final int IXFR = 251;
  public static final int AXFR = 252;
  public static final int MAILB = 253;
  public static final int MAILA = 254;
  public static final int ANY = 255;
  public static final int URI = 256;
  public static final int CAA = 257;
  public static final int AVC = 258;
  public static final int DOA = 259;
  public static final int AMTRELAY = 260;
  public static final int RESINFO = 261;
  public static final int WALLET = 262;
  public static final int TA = 32768;
  public static final int DLV = 32769;

  private static final Map<Integer, String> NAMES = new HashMap<>();
  private static final Map<String, Integer> NUMBERS = new HashMap<>();

  static {
    String registry =
        """
        A=1 NS=2 MD=3 MF=4 CNAME=5 SOA=6 MB=7 MG=8 MR=9 NULL=10 WKS=11 PTR=12 HINFO=13 MINFO=14
        MX=15 TXT=16 RP=17 AFSDB=18 X25=19 ISDN=20 RT=21 NSAP=22 NSAP-PTR=23 SIG=24 KEY=25 PX=26
        GPOS=27 AAAA=28 LOC=29 NXT=30 EID=31 NIMLOC=32 SRV=33 ATMA=34 NAPTR=35 KX=36 CERT=37 A6=38
        DNAME=39 SINK=40 OPT=41 APL=42 DS=43 SSHFP=44 IPSECKEY=45 RRSIG=46 NSEC=47 DNSKEY=48
        DHCID=49 NSEC3=50 NSEC3PARAM=51 TLSA=52 SMIMEA=53 HIP=55 NINFO=56 RKEY=57 TALINK=58 CDS=59
        CDNSKEY=60 OPENPGPKEY=61 CSYNC=62 ZONEMD=63 SVCB=64 HTTPS=65 DSYNC=66 SPF=99 UINFO=100
        UID=101 GID=102 UNSPEC=103 NID=104 L32=105 L64=106 LP=107 EUI48=108 EUI64=109 TKEY=249
        TSIG=250 IXFR=251 AXFR=252 MAILB=253 MAILA=254 ANY=255 URI=256 CAA=257 AVC=258 DOA=259
        AMTRELAY=260 RESINFO=261 WALLET=262 TA=32768 DLV=32769
        """;
    for (String entry : registry.strip().split("\\s+", -1)) {
      String name = entry.substring(0, entry.indexOf('='));
      int number = Integer.parseInt(entry.substring(entry.indexOf('=') + 1));
      NAMES.put(number, name);
      NUMBERS.put(name, number);
    }
  }

  private RrType() {}

  /** The mnemonic, or TYPEnnn where there is none (RFC 3597, 5). */
  public static String name(int type) {
    String name = NAMES.get(type);
    return name == null ? "TYPE" + type : name;
  }

  /** The number of a mnemonic or of TYPEnnn in any letter case; -1 when the text is neither. */
  public static int of(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    Integer number = NUMBERS.get(upper);
    if (number != null) {
      return number;
    }
    return upper.matches("TYPE\\d{1,5}") ? bounded(Integer.parseInt(upper.substring(4))) : -1;
  }

  private static int bounded(int number) {
    return number <= 0xffff ? number : -1;
  }

  /** Types that are asked for or carried in messages and never stand in a zone. */
  public static boolean isMeta(int type) {
    return type == OPT || (type >= 128 && type <= 255) || type == 0;
  }
}
