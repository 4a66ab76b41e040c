package org.frontsigner.app.migration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.frontsigner.bridge.MasterFile;
import org.frontsigner.bridge.MasterFileError;
import org.frontsigner.bridge.MasterFileRules;
import org.frontsigner.signing.Nsec3Parameters;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.Octets;
import org.frontsigner.wire.RrType;
import org.frontsigner.zone.BuildResult;
import org.frontsigner.zone.IntakePolicy;
import org.frontsigner.zone.RecordList;
import org.frontsigner.zone.Zone;
import org.frontsigner.zone.ZoneBuilder;

/**
 * A zone read from a master file, signed or not. Immutable.
 *
 * @param signatures the RRSIG records in it
 * @param nsec3 the parameters of the NSEC3PARAM and the flags of the NSEC3 records in it
 * @param remarks what is left out; sentences without a full stop
 */
record ZoneFile(
    Zone zone, RecordList signatures, Optional<Nsec3Parameters> nsec3, List<String> remarks) {
  /**
   * Reads a zone. Files that it includes are below the folder of the file.
   *
   * @param name of the zone; without it the owner of its SOA is the zone
   * @throws MasterFileError when it can't be read or is no master file
   * @throws IllegalArgumentException when its records are no zone, saying why
   */
  static ZoneFile read(Path file, Optional<DomainName> name, boolean filtersSecondSoa)
      throws MasterFileError {
    Intake intake = new Intake(filtersSecondSoa);
    Path folder = file.toAbsolutePath().getParent();
    MasterFileRules rules =
        new MasterFileRules(IntakePolicy.DEFAULT.recordsMax(), Optional.of(folder));
    MasterFile.read(file, name.orElse(DomainName.ROOT), rules, intake::add);
    return intake.zone(name);
  }

  /** Collects the records of one file. */
  private static final class Intake {
    private final boolean filtersSecondSoa;
    private final RecordList.Builder records = new RecordList.Builder();
    private final RecordList.Builder signatures = new RecordList.Builder();
    private DomainName soaOwner;
    private String parameters;
    private int optOut;
    private int leftOut;

    Intake(boolean filtersSecondSoa) {
      this.filtersSecondSoa = filtersSecondSoa;
    }

    void add(DomainName owner, int type, long ttlSeconds, byte[] rdata) {
      switch (type) {
        case RrType.RRSIG -> signatures.add(owner, type, ttlSeconds, rdata);
        case RrType.NSEC -> leftOut++;
        case RrType.NSEC3 -> {
          leftOut++;
          optOut |= rdata[1] & 1;
        }
        case RrType.NSEC3PARAM -> {
          leftOut++;
          parameters = parameters(rdata);
        }
        case RrType.SOA -> {
          if (soaOwner == null || !filtersSecondSoa) {
            records.add(owner, type, ttlSeconds, rdata);
          }
          soaOwner = owner;
        }
        default -> records.add(owner, type, ttlSeconds, rdata);
      }
    }

    /** Algorithm, iterations and salt; the flags are in the NSEC3 records (RFC 5155, 4.1.2). */
    private static String parameters(byte[] rdata) {
      String salt = org.frontsigner.bridge.Records.text(RrType.NSEC3PARAM, rdata);
      String[] fields = salt.split(" ", -1);
      return "%d %%d %d %s"
          .formatted(rdata[0] & 0xff, Octets.u16(rdata, 2), fields[fields.length - 1]);
    }

    ZoneFile zone(Optional<DomainName> name) {
      DomainName apex = name.orElse(soaOwner);
      if (apex == null) {
        throw new IllegalArgumentException("there is no SOA record in it");
      }
      if (name.isEmpty() && apex.isRoot()) {
        throw new IllegalArgumentException(
            "it does not say which zone it is, having no $ORIGIN: give --zone-name");
      }
      IntakePolicy usual = IntakePolicy.DEFAULT;
      IntakePolicy policy =
          new IntakePolicy(
              true, false, usual.recordsMax(), usual.octetsMax(), usual.setOctetsMax());
      ZoneBuilder builder = new ZoneBuilder(apex.lowerCase(), policy);
      records.build().forEach(builder::add);
      BuildResult result = builder.build();
      if (result instanceof BuildResult.Refused refused) {
        throw new IllegalArgumentException(
            "zone %s is refused by rule %s: %s"
                .formatted(apex.toText(), refused.rule().label(), refused.reason()));
      }
      BuildResult.Built built = (BuildResult.Built) result;
      return new ZoneFile(built.zone(), signatures.build(), nsec3(), remarks(built));
    }

    private Optional<Nsec3Parameters> nsec3() {
      return Optional.ofNullable(parameters)
          .map(text -> Nsec3Parameters.parse(text.formatted(optOut)));
    }

    private List<String> remarks(BuildResult.Built built) {
      List<String> remarks = new ArrayList<>(built.report().sentences());
      if (leftOut > 0) {
        remarks.add(leftOut + " records NSEC, NSEC3 and NSEC3PARAM are left out");
      }
      if (signatures.size() > 0) {
        String denial = nsec3().map(given -> ", and set-nsec3 '" + given + "'").orElse("");
        remarks.add("The zone is signed: it needs set-presigned" + denial);
      }
      return remarks;
    }
  }
}
