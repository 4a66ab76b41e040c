package org.frontsigner.scenario.tool;

import java.util.List;
import java.util.function.Predicate;
import org.frontsigner.scenario.zone.Chain;
import org.frontsigner.scenario.zone.Denial;
import org.frontsigner.scenario.zone.TestZones;

/**
 * What a tool refuses, or does otherwise, by its own design, though the zone is right. Tests hold
 * it both ways: a refusal that is not here fails, and so does one that is here and happens no
 * longer.
 */
public final class ByDesign {

  private static final String EVERY_ZONE = "";

  private static final List<Refusal> TABLE =
      List.of(
          new Refusal(
              Verifier.KZONECHECK,
              "occluded.example",
              chain -> true,
              "a name below a DNAME is an error to it"),
          new Refusal(
              Verifier.KZONECHECK,
              "disputed.example",
              chain -> true,
              "a DS of an unknown digest is an error to it"),
          new Refusal(
              Verifier.LDNS_VERIFY_ZONE,
              "disputed.example",
              chain -> true,
              "it loses part of the rdata of NSAP-PTR and SINK on reading"),
          new Refusal(
              OfflineSigner.Program.DNSSEC_SIGNZONE,
              "longest.example",
              chain -> chain.denial() != Denial.NSEC,
              "it hashes the wildcard below every name, and below 255 octets is no room for one"),
          new Refusal(
              OfflineSigner.Program.DNSSEC_SIGNZONE,
              TestZones.REFUSED,
              chain -> true,
              "DS without NS, DS at the apex and NS at a wildcard are errors to it"),
          new Refusal(
              Verifier.DNSSEC_VERIFY, TestZones.REFUSED, chain -> true, "as to dnssec-signzone"),
          new Refusal(
              Verifier.KZONECHECK,
              TestZones.REFUSED,
              chain -> true,
              "it ends labels with an octet of zero, so it sorts such names otherwise and takes two for one"),
          new Refusal(
              Verifier.NAMED_CHECKZONE, TestZones.REFUSED, chain -> true, "as to dnssec-signzone"),
          new Refusal(
              OfflineSigner.Program.LDNS_SIGNZONE,
              EVERY_ZONE,
              chain -> chain.saltOctets() > 127,
              "it writes a longer salt than it has room for and dies"),
          new Refusal(
              OfflineSigner.Program.LDNS_SIGNZONE,
              "disputed.example",
              chain -> true,
              "it prints labels and rdata that no reader takes back"));

  private ByDesign() {}

  /** Whether the table has this tool refuse, or differ about, this zone. */
  public static boolean refuses(Enum<?> tool, String zone, Chain chain) {
    return TABLE.stream()
        .anyMatch(row -> row.tool == tool && row.isAbout(zone) && row.when.test(chain));
  }

  private record Refusal(Enum<?> tool, String zone, Predicate<Chain> when, String reason) {
    boolean isAbout(String name) {
      return zone.equals(EVERY_ZONE) || zone.equals(name);
    }
  }
}
