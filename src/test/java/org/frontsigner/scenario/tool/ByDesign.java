package org.frontsigner.scenario.tool;

import java.util.List;
import java.util.Set;
import org.frontsigner.scenario.zone.Denial;

/**
 * What a tool refuses, or does otherwise, by its own design, though the zone is right. Tests hold
 * it both ways: a refusal that is not here fails, and so does one that is here and happens no
 * longer.
 */
public final class ByDesign {
  private static final Set<Denial> CHAINS = Set.of(Denial.NSEC, Denial.NSEC3, Denial.NSEC3_OPT_OUT);

  private static final List<Refusal> TABLE =
      List.of(
          new Refusal(
              Verifier.KZONECHECK,
              "occluded.example",
              CHAINS,
              "a name below a DNAME is an error to it"),
          new Refusal(
              Verifier.KZONECHECK,
              "disputed.example",
              CHAINS,
              "a DS of an unknown digest is an error to it"),
          new Refusal(
              Verifier.LDNS_VERIFY_ZONE,
              "disputed.example",
              CHAINS,
              "it loses part of the rdata of NSAP-PTR and SINK on reading"),
          new Refusal(
              OfflineSigner.Program.DNSSEC_SIGNZONE,
              "longest.example",
              Set.of(Denial.NSEC3, Denial.NSEC3_OPT_OUT),
              "it hashes the wildcard below every name, and below 255 octets is no room for one"),
          new Refusal(
              OfflineSigner.Program.DNSSEC_SIGNZONE,
              "disputed.example",
              CHAINS,
              "it cuts the TTL of a signature to the time that is left, and spells an ancestor in one way only"),
          new Refusal(
              OfflineSigner.Program.LDNS_SIGNZONE,
              "disputed.example",
              CHAINS,
              "it prints labels and rdata that no reader takes back"));

  private ByDesign() {}

  /** Whether the table has this tool refuse, or differ about, this zone. */
  public static boolean refuses(Enum<?> tool, String zone, Denial denial) {
    return TABLE.stream()
        .anyMatch(row -> row.tool == tool && row.zone.equals(zone) && row.denials.contains(denial));
  }

  private record Refusal(Enum<?> tool, String zone, Set<Denial> denials, String reason) {}
}
