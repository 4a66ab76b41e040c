package org.frontsigner.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/** Typical records of every type that dnsjava knows, as texts, and what dnsjava makes of them. */
final class RecordSamples {
  private static final String TEXTS =
      """
      A 192.0.2.1
      A 0.0.0.0
      NS NS1.Example.ORG.
      NS .
      MD Mail.Example.ORG.
      MF Mail.Example.ORG.
      CNAME Target.Example.ORG.
      SOA NS1.Example.ORG. Host\\.Master.Example.ORG. 2024010100 7200 3600 1209600 3600
      MB Box.Example.ORG.
      MG Group.Example.ORG.
      MR Renamed.Example.ORG.
      NULL \\# 3 414243
      WKS 192.0.2.1 TCP 21 25 53
      PTR Host.Example.ORG.
      HINFO PDP-11 UNIX
      HINFO "" ""
      MINFO Requests.Example.ORG. Errors.Example.ORG.
      MX 10 Mail.Example.ORG.
      MX 0 .
      TXT "some Text" more
      TXT ""
      RP Who.Example.ORG. Text.Example.ORG.
      AFSDB 1 Afs.Example.ORG.
      X25 311061700956
      ISDN 150862028003217 004
      ISDN 150862028003217
      RT 10 Relay.Example.ORG.
      NSAP 0x47.0005.80.005a00.0000.0001.e133.ffffff000161.00
      NSAP-PTR Host.Example.ORG.
      SIG A 5 3 86400 20300101000000 20240101000000 2642 Example.ORG. AQIDBA==
      KEY 256 3 5 AQPSKmynfzW4kyBv015MUG2DeIQ3
      PX 10 Map822.Example.ORG. Mapx400.Example.ORG.
      GPOS -32.6882 116.8652 10.0
      AAAA 2001:db8::1
      LOC 42 21 54.0 N 71 6 18.0 W -24.0m 30.0m 10000.0m 10.0m
      NXT Next.Example.ORG. A NXT
      SRV 0 5 5060 Sip.Example.ORG.
      NAPTR 100 10 "U" "E2U+sip" "!^.*$!sip:Info@Example.org!" .
      NAPTR 100 10 "S" "SIP+D2U" "" _Sip._udp.Example.ORG.
      KX 10 Exchanger.Example.ORG.
      CERT PKIX 12345 RSASHA256 AQIDBA==
      A6 64 ::1:2:3:4 Prefix.Example.ORG.
      A6 0 2001:db8::4142
      DNAME Elsewhere.Example.ORG.
      APL 1:192.168.32.0/21 !1:192.168.38.0/28 2:2001:db8::/32
      DS 12345 13 2 E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D
      SSHFP 4 2 E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D
      IPSECKEY 10 1 2 192.0.2.38 AQNRU3mG7TVTO2BkR47usntb102uFJtugbo6BSGvgqt4AQ==
      IPSECKEY 10 3 2 Gateway.Example.ORG. AQNRU3mG7TVTO2BkR47usntb102uFJtugbo6BSGvgqt4AQ==
      IPSECKEY 10 0 0 .
      RRSIG A 13 3 86400 20300101000000 20240101000000 2642 Example.ORG. AQIDBA==
      NSEC Next.Example.ORG. A MX RRSIG NSEC TYPE1234
      DNSKEY 257 3 13 mdsswUyr3DPW132mOi8V9xESWE8jTo0dxCjjnopKl+GqJxpVXckHAeF+KkxLbxILfDLUT0rAK9iUzy1L53eKGQ==
      DHCID AAIBY2/AuCccgoJbsaxcQc9TUapptP69lOjxfNuVAA2kjEA=
      NSEC3 1 1 12 aabbccdd 2t7b4g4vsa5smi47k61mv5bv1a22bojr MX DNSKEY NS SOA NSEC3PARAM RRSIG
      NSEC3 1 0 0 - 2t7b4g4vsa5smi47k61mv5bv1a22bojr A
      NSEC3PARAM 1 0 12 aabbccdd
      NSEC3PARAM 1 0 0 -
      TLSA 3 1 1 E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D
      SMIMEA 3 1 1 E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D
      HIP 2 200100107B1A74DF365639CC39F1D578 AwEAAbdxyhNuSutc5EMzxTs9LBPCIkOFH8cIvM4p Rvs.Example.ORG.
      CDS 12345 13 2 E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D
      CDS 0 0 0 00
      CDNSKEY 257 3 13 mdsswUyr3DPW132mOi8V9xESWE8jTo0dxCjjnopKl+GqJxpVXckHAeF+KkxLbxILfDLUT0rAK9iUzy1L53eKGQ==
      CDNSKEY 0 3 0 AA==
      OPENPGPKEY AQIDBA==
      CSYNC \\# 12 000000420003000460000008
      ZONEMD 2018031500 1 1 62e6cf51b02e54b9b5f967d547ce43136792901f9f88e637493daaf401c92c279dd10f0edb1c56f8080211f8480ee306
      SVCB 1 Svc.Example.ORG. alpn=h2 port=8002
      SVCB 0 .
      HTTPS 1 . alpn=h3 ipv4hint=192.0.2.1
      SPF "v=spf1 -all"
      EUI48 \\# 6 00005e00532a
      EUI64 \\# 8 00005eef1000002a
      URI 10 1 "https://www.example.org/Path"
      CAA 0 issue "ca.example.org"
      DLV 12345 13 2 E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D
      TYPE65280 \\# 4 C0FFEE41
      TYPE65280 \\# 0
      """;

  static final Name OWNER = Name.fromConstantString("Owner.Example.ORG.");

  private RecordSamples() {}

  static List<Record> all() {
    return TEXTS.lines().map(RecordSamples::parse).toList();
  }

  static Map<Integer, List<Record>> byType() {
    return all().stream().collect(Collectors.groupingBy(Record::getType));
  }

  static Record parse(String line) {
    int space = line.indexOf(' ');
    return parse(OWNER, line.substring(0, space), line.substring(space + 1));
  }

  static Record parse(Name owner, String type, String rdata) {
    try {
      return Record.fromString(owner, RrType.of(type), DClass.IN, 3600, rdata, Name.root);
    } catch (IOException e) {
      throw new UncheckedIOException(type + " " + rdata, e);
    }
  }

  /** The rdata as dnsjava writes it, names uncompressed, letter case kept. */
  static byte[] rdata(Record record) {
    byte[] wire = record.toWire(org.xbill.DNS.Section.ANSWER);
    return Arrays.copyOfRange(wire, record.getName().length() + 10, wire.length);
  }

  static DomainName owner(Record record) {
    return DomainName.of(record.getName().toWire());
  }

  static List<byte[]> rdatas(List<Record> records) {
    List<byte[]> rdatas = new ArrayList<>();
    for (Record record : records) {
      rdatas.add(rdata(record));
    }
    return rdatas;
  }

  /** The set of records of one owner and type. */
  static RrSet rrset(List<Record> records) {
    RrSetBuilder builder = new RrSetBuilder(records.get(0).getType());
    for (Record record : records) {
      builder.add(record.getTTL(), rdata(record));
    }
    return builder.build();
  }
}
