package org.frontsigner.signing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.NameKey;
import org.frontsigner.wire.RrSet;
import org.frontsigner.wire.RrType;
import org.frontsigner.zone.IndexChanges;
import org.frontsigner.zone.Node;
import org.frontsigner.zone.PackedIndex;
import org.frontsigner.zone.Soa;
import org.frontsigner.zone.Zone;

/**
 * A zone as it is served: the unsigned zone, its keys, its way of denial, its signature window and
 * its served serial. Immutable but for the signatures, which come to be when they are first asked
 * for. Thread-safe.
 *
 * <p>A zone without active keys is served as it came, with the served serial. A pre-signed zone is
 * served with the signatures and denials that it carries, and the plan makes none.
 */
public final class SignedZone {
  /** Owner, fixed fields and the names in the rdata of an RRSIG or a denial, roughly. */
  private static final int SIGNED_RECORD_OCTETS = 70;

  private final Zone zone;
  private final SigningPlan plan;
  private final Soa soa;
  private final PackedIndex nodes;
  private final SigningTerms terms;
  private final NsecChain nsec;
  private final Nsec3Chain nsec3;
  private final NarrowDenials narrow;
  private final SignatureTable nodeSignatures;
  private final SignatureTable hashSignatures;
  private final ThreadLocal<Nsec3Hash> hash;
  private final CarriedChain carried;
  private final boolean tookOverAll;
  private volatile Instant carriedExpiration;

  private SignedZone(
      Zone zone,
      SigningPlan plan,
      Soa soa,
      PackedIndex nodes,
      Nsec3Chain nsec3,
      boolean tookOverAll) {
    this.tookOverAll = tookOverAll;
    this.zone = zone;
    this.plan = plan;
    this.soa = soa;
    this.nodes = nodes;
    this.nsec3 = nsec3;
    DomainName apex = zone.apex();
    this.terms = new SigningTerms(apex, plan.keys(), plan.window(), plan.choice());
    boolean usesNsec = plan.signs() && plan.denial() instanceof Denial.Nsec;
    this.nsec = usesNsec ? new NsecChain(apex, nodes, soa.negativeTtlSeconds()) : null;
    this.narrow =
        plan.signs() && plan.denial() instanceof Denial.Narrow denial
            ? new NarrowDenials(apex, denial.parameters(), soa.negativeTtlSeconds(), terms, plan)
            : null;
    this.nodeSignatures = new SignatureTable(new SignableNodes(apex, nodes, nsec), terms, plan);
    this.hashSignatures =
        nsec3 == null ? null : new SignatureTable(new SignableHashes(nsec3), terms, plan);
    this.carried = zone.isPresigned() && !plan.signs() ? CarriedChain.of(zone) : null;
    Nsec3Parameters parameters = denial().nsec3().orElse(Nsec3Parameters.DEFAULT);
    this.hash = ThreadLocal.withInitial(() -> new Nsec3Hash(parameters));
  }

  /** The first signed value of a zone. */
  public static SignedZone first(Zone zone, SigningPlan plan, long servedSerial) {
    Soa soa = plan.soa(zone, servedSerial);
    PackedIndex nodes = servedNodes(zone, plan, soa);
    Nsec3Chain chain = hasHashes(plan) ? chain(zone, plan, soa, nodes) : null;
    return new SignedZone(zone, plan, soa, nodes, chain, false);
  }

  private static boolean hasHashes(SigningPlan plan) {
    return plan.signs() && plan.denial() instanceof Denial.Nsec3;
  }

  private static Nsec3Chain chain(Zone zone, SigningPlan plan, Soa soa, PackedIndex nodes) {
    Nsec3Parameters parameters = ((Denial.Nsec3) plan.denial()).parameters();
    return Nsec3Chain.of(zone.apex(), nodes, parameters, soa.negativeTtlSeconds());
  }

  private static PackedIndex servedNodes(Zone zone, SigningPlan plan, Soa soa) {
    if (zone.isPresigned() && !plan.signs()) {
      return zone.nodes();
    }
    IndexChanges apex = new IndexChanges();
    apex.put(NameKey.APEX, zone.apexNode().packedWith(ApexRecords.of(zone, plan, soa)));
    return zone.nodes().with(apex);
  }

  /**
   * The value after this one. Signatures that are still right are taken over.
   *
   * @param changedKeys keys of the names that differ between the two unsigned zones, when the newer
   *     came of the older by differences; null when it came whole
   */
  public SignedZone next(
      Zone newZone, List<byte[]> changedKeys, SigningPlan newPlan, long servedSerial) {
    Soa newSoa = newPlan.soa(newZone, servedSerial);
    PackedIndex newNodes = servedNodes(newZone, newPlan, newSoa);
    List<byte[]> changed = null;
    if (changedKeys != null) {
      changed = new ArrayList<>(changedKeys);
      changed.add(NameKey.APEX);
    }
    boolean keepsChain =
        changed != null
            && nsec3 != null
            && newPlan.signs()
            && newPlan.denial().equals(plan.denial());
    Nsec3Chain.Updated updated =
        keepsChain ? nsec3.with(newNodes, changed, newSoa.negativeTtlSeconds()) : null;
    Nsec3Chain newChain = null;
    if (updated != null) {
      newChain = updated.chain();
    } else if (hasHashes(newPlan)) {
      newChain = chain(newZone, newPlan, newSoa, newNodes);
    }
    boolean takesAll = newPlan.repeats() || isFullySigned();
    SignedZone next = new SignedZone(newZone, newPlan, newSoa, newNodes, newChain, takesAll);
    next.takeOver(this, changed, updated);
    return next;
  }

  /** Whether another value differs in its data alone, so that most of it may be served as it is. */
  boolean isServedAlike(SignedZone other) {
    if (isPresigned() != other.isPresigned() || plan.signs() != other.plan.signs()) {
      return false;
    }
    return !plan.signs()
        || (terms.sameAs(other.terms)
            && plan.denial().equals(other.plan.denial())
            && soa.negativeTtlSeconds() == other.soa.negativeTtlSeconds());
  }

  /** The owner of the NSEC record before a key, which tells of it; none without such records. */
  List<byte[]> nsecKeysBefore(byte[] key) {
    return nsec == null ? List.of() : List.of(nsec.keyBefore(key));
  }

  /** Likewise of the NSEC3 records. */
  List<byte[]> nsec3HashesBefore(byte[] hash) {
    return nsec3 == null ? List.of() : List.of(nsec3.hashBefore(hash));
  }

  /**
   * Whether all signatures of the value before it were made when it came to be, so that none of
   * those that both have was made twice, or can't be otherwise.
   */
  public boolean tookOverAll() {
    return tookOverAll;
  }

  private void takeOver(SignedZone older, List<byte[]> changed, Nsec3Chain.Updated updated) {
    if (!plan.signs() || !plan.keepsSignatures() || !terms.sameAs(older.terms)) {
      return;
    }
    boolean sameTtl = soa.negativeTtlSeconds() == older.soa.negativeTtlSeconds();
    boolean sameDenial = plan.denial().equals(older.plan.denial());
    List<byte[]> suspects = new ArrayList<>();
    if (nsec != null && changed != null) {
      changed.forEach(key -> suspects.add(nsec.keyBefore(key)));
    }
    nodeSignatures.takeOver(older.nodeSignatures, sameTtl && sameDenial, suspects);
    if (hashSignatures != null && older.hashSignatures != null && sameDenial) {
      List<byte[]> hashSuspects = new ArrayList<>();
      if (updated != null) {
        updated.changedHashes().forEach(each -> hashSuspects.add(nsec3.hashBefore(each)));
      }
      hashSignatures.takeOver(older.hashSignatures, sameTtl, hashSuspects);
    }
  }

  public DomainName apex() {
    return zone.apex();
  }

  /** The unsigned zone. */
  public Zone zone() {
    return zone;
  }

  public SigningPlan plan() {
    return plan;
  }

  /** Whether there are signatures, whoever made them. */
  public boolean isSigned() {
    return isPresigned() || plan.signs();
  }

  /** Whether the zone is served with the signatures of others. */
  public boolean isPresigned() {
    return carried != null;
  }

  /** How names are denied; of a pre-signed zone, how its records do. */
  public Denial denial() {
    return carried == null ? plan.denial() : carried.denial();
  }

  /** Whether names can be denied: not in a pre-signed zone that came without a chain. */
  public boolean provesAbsence() {
    return carried == null ? plan.signs() : carried.isHashed() || carried.isNsec();
  }

  /** The SOA as it is served. */
  public Soa soa() {
    return soa;
  }

  /** The names as they are served: as in the unsigned zone, but for the sets of the apex. */
  public PackedIndex nodes() {
    return nodes;
  }

  /** The node of a key; null when the name is not there. */
  public Node node(byte[] key, int length) {
    long place = nodes.find(key, length);
    return place == PackedIndex.NONE ? null : Node.at(nodes, place);
  }

  public Node apexNode() {
    return Node.at(nodes, nodes.first());
  }

  /** The signatures over a set of a node; null when the zone does not sign it. */
  public Rrsigs signatures(Node node, RrSet set) {
    if (!isSigned() || !node.isAuthoritative(set.type())) {
      return null;
    }
    if (carried != null) {
      return CarriedChain.signatures(node, set.type());
    }
    byte[] octets = nodeSignatures.get(node.place(), node.ordinalOf(set.type()));
    return new MadeRrsigs(terms, set.type(), labels(node), set.ttl(), octets);
  }

  private int labels(Node node) {
    byte[] key = node.key();
    int below = NameKey.labelCount(key);
    return apex().labelCount() + (NameKey.isWildcard(key) ? below - 1 : below);
  }

  /** Whether absence is denied with NSEC. */
  public boolean usesNsec() {
    return carried == null ? nsec != null : carried.isNsec();
  }

  /** Whether there is a chain of hashes. */
  public boolean hasHashChain() {
    return nsec3 != null || (carried != null && !zone.hashes().isEmpty());
  }

  /** Whether the node is in the chain of NSEC records. */
  public boolean ownsNsec(Node node) {
    return carried == null
        ? nsec != null && NsecChain.isOwner(node.kind())
        : node.carried(RrType.NSEC) != null;
  }

  /** The NSEC record of a node that owns one. */
  public SignedSet nsec(Node owner) {
    if (carried != null) {
      return CarriedChain.nsec(owner, apex());
    }
    byte[] octets = nodeSignatures.get(owner.place(), owner.setCount());
    RrSet set = nsec.set(owner);
    Rrsigs rrsigs = new MadeRrsigs(terms, set.type(), labels(owner), set.ttl(), octets);
    return new SignedSet(owner.name(apex()), set, rrsigs);
  }

  /** The owner of the NSEC record that covers the key, or is at it. */
  public Node nsecOwner(byte[] key, int length) {
    return carried == null ? nsec.covering(key, length) : carried.nsecOwner(key, length);
  }

  /** The hash of a name by the parameters of this zone. */
  public byte[] hash(byte[] name, int from, int length) {
    return hash.get().of(name, from, length);
  }

  /**
   * The NSEC3 record at the hash of a name.
   *
   * @param node what is at the name; it must exist
   * @return null when the name is left out of the chain (opt-out)
   */
  public SignedSet nsec3Matching(byte[] nameHash, Node node) {
    if (carried != null) {
      return carried.nsec3Matching(nameHash);
    }
    if (narrow != null) {
      return narrow.matching(nameHash, Nsec3Chain.bitmap(node));
    }
    long place = nsec3.matching(nameHash);
    return place == PackedIndex.NONE ? null : nsec3At(place);
  }

  /** The NSEC3 record that covers the hash of a name that is not in the chain. */
  public SignedSet nsec3Covering(byte[] nameHash) {
    if (carried != null) {
      return carried.nsec3Covering(nameHash);
    }
    return narrow != null ? narrow.covering(nameHash) : nsec3At(nsec3.covering(nameHash));
  }

  /** The hashes in their order; for a zone that has them, and makes its signatures here. */
  public PackedIndex hashes() {
    return nsec3.hashes();
  }

  /** The NSEC3 record at a place among the hashes. */
  public SignedSet nsec3At(long place) {
    byte[] octets = hashSignatures.get(place, 0);
    RrSet set = nsec3.set(place);
    Rrsigs rrsigs = new MadeRrsigs(terms, set.type(), apex().labelCount() + 1, set.ttl(), octets);
    return new SignedSet(nsec3.owner(place), set, rrsigs);
  }

  /** When the first of its signatures expires; empty when there are none. */
  public Optional<Instant> earliestExpiration() {
    if (carried == null) {
      return plan.signs() ? Optional.of(plan.window().expiration()) : Optional.empty();
    }
    if (carriedExpiration == null) {
      carriedExpiration = PresignedCheck.earliestExpiration(zone).orElse(Instant.EPOCH);
    }
    return Optional.of(carriedExpiration);
  }

  /** How many chunks there are to be signed: those of the names, then those of the hashes. */
  public int chunkCount() {
    if (!plan.signs()) {
      return 0;
    }
    return nodes.chunkCount() + (nsec3 == null ? 0 : nsec3.hashes().chunkCount());
  }

  /**
   * Makes what signatures of a chunk are missing, for somebody who reads them now; chunks are
   * counted from 0.
   */
  public void sign(int chunk) {
    fill(chunk, SigningPurpose.ANSWER, () -> true);
  }

  /**
   * Likewise for nobody yet, with the patience that a slow token needs.
   *
   * @param goesOn asked before each signature; the rest is left out once it says no
   */
  public void signAhead(int chunk, BooleanSupplier goesOn) {
    fill(chunk, SigningPurpose.AHEAD, goesOn);
  }

  private void fill(int chunk, SigningPurpose purpose, BooleanSupplier goesOn) {
    if (chunk < nodes.chunkCount()) {
      nodeSignatures.fill(chunk, purpose, goesOn);
    } else {
      hashSignatures.fill(chunk - nodes.chunkCount(), purpose, goesOn);
    }
  }

  /** Whether tokens sign any of it. */
  public boolean usesTokens() {
    return plan.signs()
        && plan.keys().active().stream().anyMatch(key -> key.material() instanceof TokenMaterial);
  }

  /** Whether all signatures are made that can be made before anybody asks. */
  public boolean isFullySigned() {
    return !plan.signs()
        || !plan.keepsSignatures()
        || (nodeSignatures.isFull() && (hashSignatures == null || hashSignatures.isFull()));
  }

  /** How many signatures tokens make for each window. */
  public long tokenSignatures() {
    return usesTokens()
        ? nodeSignatures.tokenSignatures()
            + (hashSignatures == null ? 0 : hashSignatures.tokenSignatures())
        : 0;
  }

  /** How many signatures each window has; walks the whole zone. */
  public long signaturesOfWindow() {
    return plan.signs()
        ? nodeSignatures.signatures() + (hashSignatures == null ? 0 : hashSignatures.signatures())
        : 0;
  }

  /**
   * About how many octets of records it has, signatures and denials among them; never much less
   * than it has.
   */
  public long octetsRoughly() {
    long data = nodes.octets() + zone.hashes().octets();
    return plan.signs() ? data + nodes.size() * signedNameOctets() : data;
  }

  /** Of a name the signatures over its data and its denial, and the denial. */
  private long signedNameOctets() {
    int signature = SIGNED_RECORD_OCTETS + terms.signatureOctets(RrType.A);
    return 2L * signature + SIGNED_RECORD_OCTETS;
  }

  /** How many sets have their signatures made. */
  public long signatureCount() {
    return nodeSignatures.count() + (hashSignatures == null ? 0 : hashSignatures.count());
  }

  /** Octets of all signatures that were made. */
  public long signatureOctets() {
    return nodeSignatures.octets() + (hashSignatures == null ? 0 : hashSignatures.octets());
  }

  @Override
  public String toString() {
    return "zone %s serial %d, served %d, denial %s, keys %s"
        .formatted(
            apex().toText(),
            zone.serial(),
            soa.serial(),
            plan.denial(),
            Arrays.toString(plan.keys().active().stream().mapToInt(ZoneKey::keyTag).toArray()));
  }
}
