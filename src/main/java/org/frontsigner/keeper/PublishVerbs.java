package org.frontsigner.keeper;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.frontsigner.api.Done;
import org.frontsigner.api.Problem;
import org.frontsigner.api.PublishAdmin;
import org.frontsigner.signing.DsDigest;

/** The verbs about what the zone tells its parent (RFC 7344, RFC 8078). */
final class PublishVerbs implements PublishAdmin {
  private final VerbTarget target;

  PublishVerbs(Keepers keepers) {
    this.target = new VerbTarget(keepers);
  }

  @Override
  public Done setPublishCds(String zone, List<Integer> digests) {
    ZoneKeeper keeper = target.zone(zone).keeper();
    List<Integer> wanted = digests.isEmpty() ? List.of(DsDigest.SHA256.number()) : digests;
    set(keeper, MetadataKind.PUBLISH_CDS, checked(wanted));
    String what = wanted.contains(0) ? "the delete record" : "digests " + wanted;
    List<String> warnings = new ArrayList<>(unlessSigned(keeper));
    warnings.addAll(ofOldDigests(wanted));
    return new Done(
        "Zone %s has a CDS set with %s".formatted(keeper.name().toText(), what), warnings);
  }

  private static List<String> ofOldDigests(List<Integer> digests) {
    return digests.stream()
        .flatMap(number -> DsDigest.of(number).stream())
        .flatMap(
            digest ->
                digest.deprecation().stream().map(why -> "Digest " + digest.number() + " " + why))
        .toList();
  }

  private static List<String> unlessSigned(ZoneKeeper keeper) {
    if (keeper.policy().wantsPresigned()) {
      return PresignedVerbs.withoutEffect(keeper);
    }
    return keeper.policy().isSecured()
        ? List.of()
        : List.of("The zone is not signed: the set is served once a key is active");
  }

  private static List<String> checked(List<Integer> digests) {
    if (new HashSet<>(digests).size() != digests.size()) {
      throw Problem.usage("A digest is given twice in " + digests, "");
    }
    return MetadataCheck.normalized(
        MetadataKind.PUBLISH_CDS, digests.stream().map(String::valueOf).toList());
  }

  @Override
  public Done unsetPublishCds(String zone) {
    ZoneKeeper keeper = target.zone(zone).keeper();
    set(keeper, MetadataKind.PUBLISH_CDS, List.of());
    return Done.of("Zone " + keeper.name().toText() + " has no CDS set");
  }

  @Override
  public Done setPublishCdnskey(String zone, boolean delete) {
    ZoneKeeper keeper = target.zone(zone).keeper();
    set(keeper, MetadataKind.PUBLISH_CDNSKEY, List.of(delete ? "0" : "1"));
    return new Done(
        "Zone %s has a CDNSKEY set%s"
            .formatted(keeper.name().toText(), delete ? " with the delete record" : ""),
        unlessSigned(keeper));
  }

  @Override
  public Done unsetPublishCdnskey(String zone) {
    ZoneKeeper keeper = target.zone(zone).keeper();
    set(keeper, MetadataKind.PUBLISH_CDNSKEY, List.of());
    return Done.of("Zone " + keeper.name().toText() + " has no CDNSKEY set");
  }

  private static void set(ZoneKeeper keeper, MetadataKind kind, List<String> values) {
    keeper.change(settings -> settings.withMetadata(settings.metadata().with(kind.text(), values)));
  }
}
