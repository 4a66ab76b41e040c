package org.frontsigner.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.frontsigner.cli.denial.HashZoneRecord;
import org.frontsigner.cli.denial.SetNsec3;
import org.frontsigner.cli.denial.SetPresigned;
import org.frontsigner.cli.denial.UnsetNsec3;
import org.frontsigner.cli.denial.UnsetPresigned;
import org.frontsigner.cli.key.ActivateZoneKey;
import org.frontsigner.cli.key.AddZoneKey;
import org.frontsigner.cli.key.DeactivateZoneKey;
import org.frontsigner.cli.key.DisableDnssec;
import org.frontsigner.cli.key.ExportZoneDnskey;
import org.frontsigner.cli.key.ExportZoneDs;
import org.frontsigner.cli.key.ExportZoneKey;
import org.frontsigner.cli.key.ExportZoneKeyPem;
import org.frontsigner.cli.key.GenerateZoneKey;
import org.frontsigner.cli.key.HsmAssign;
import org.frontsigner.cli.key.HsmCreateKey;
import org.frontsigner.cli.key.ImportZoneKey;
import org.frontsigner.cli.key.ImportZoneKeyPem;
import org.frontsigner.cli.key.ListAlgorithms;
import org.frontsigner.cli.key.ListKeys;
import org.frontsigner.cli.key.PublishZoneKey;
import org.frontsigner.cli.key.RemoveZoneKey;
import org.frontsigner.cli.key.SecureAllZones;
import org.frontsigner.cli.key.SecureZone;
import org.frontsigner.cli.key.TestSpeed;
import org.frontsigner.cli.key.UnpublishZoneKey;
import org.frontsigner.cli.meta.AddMeta;
import org.frontsigner.cli.meta.GetMeta;
import org.frontsigner.cli.meta.SetMeta;
import org.frontsigner.cli.publish.SetPublishCdnskey;
import org.frontsigner.cli.publish.SetPublishCds;
import org.frontsigner.cli.publish.UnsetPublishCdnskey;
import org.frontsigner.cli.publish.UnsetPublishCds;
import org.frontsigner.cli.server.BindReloadNow;
import org.frontsigner.cli.server.Purge;
import org.frontsigner.cli.server.Rediscover;
import org.frontsigner.cli.server.Rehearse;
import org.frontsigner.cli.server.ShowAlarms;
import org.frontsigner.cli.transfer.Notify;
import org.frontsigner.cli.transfer.Retrieve;
import org.frontsigner.cli.transfer.Secondaries;
import org.frontsigner.cli.tsig.ActivateTsigKey;
import org.frontsigner.cli.tsig.DeactivateTsigKey;
import org.frontsigner.cli.tsig.DeleteTsigKey;
import org.frontsigner.cli.tsig.GenerateTsigKey;
import org.frontsigner.cli.tsig.ImportTsigKey;
import org.frontsigner.cli.tsig.ListTsigKeys;
import org.frontsigner.cli.zone.ChangeSlaveZoneMaster;
import org.frontsigner.cli.zone.CheckAllZones;
import org.frontsigner.cli.zone.CheckZone;
import org.frontsigner.cli.zone.CreateSlaveZone;
import org.frontsigner.cli.zone.CreateZone;
import org.frontsigner.cli.zone.DeleteZone;
import org.frontsigner.cli.zone.ListAllZones;
import org.frontsigner.cli.zone.ListZone;
import org.frontsigner.cli.zone.LoadZone;
import org.frontsigner.cli.zone.RectifyAllZones;
import org.frontsigner.cli.zone.RectifyZone;
import org.frontsigner.cli.zone.ShowZone;
import org.frontsigner.cli.zone.WhySerial;

/** The table of all verbs that ask {@link org.frontsigner.api.Admin}. */
public final class Verbs {
  private Verbs() {}

  /** New verbs, below the titles that they are listed under. */
  public static Map<String, List<Verb<?>>> sections() {
    Map<String, List<Verb<?>>> sections = new LinkedHashMap<>();
    sections.put("Zones", zones());
    sections.put("Transfers", List.of(new Retrieve(), new Notify(), new Secondaries()));
    sections.put("Keys", keys());
    sections.put("Denial, and zones that others sign", denial());
    sections.put("The parent", parent());
    sections.put("Settings of zones", List.of(new GetMeta(), new SetMeta(), new AddMeta()));
    sections.put("TSIG keys", tsig());
    sections.put("Server", server());
    return sections;
  }

  private static List<Verb<?>> zones() {
    return List.of(
        new CreateSlaveZone(),
        new ChangeSlaveZoneMaster(),
        new CreateZone(),
        new LoadZone(),
        new DeleteZone(),
        new ListAllZones(),
        new ListZone(),
        new ShowZone(),
        new WhySerial(),
        new CheckZone(),
        new CheckAllZones(),
        new RectifyZone(),
        new RectifyAllZones());
  }

  private static List<Verb<?>> keys() {
    return List.of(
        new SecureZone(),
        new SecureAllZones(),
        new DisableDnssec(),
        new AddZoneKey(),
        new ImportZoneKey(),
        new ImportZoneKeyPem(),
        new HsmAssign(),
        new HsmCreateKey(),
        new ExportZoneKey(),
        new ExportZoneKeyPem(),
        new ExportZoneDnskey(),
        new ActivateZoneKey(),
        new DeactivateZoneKey(),
        new PublishZoneKey(),
        new UnpublishZoneKey(),
        new RemoveZoneKey(),
        new ListKeys(),
        new ListAlgorithms(),
        new GenerateZoneKey(),
        new TestSpeed());
  }

  private static List<Verb<?>> denial() {
    return List.of(
        new SetNsec3(),
        new UnsetNsec3(),
        new HashZoneRecord(),
        new SetPresigned(),
        new UnsetPresigned());
  }

  private static List<Verb<?>> parent() {
    return List.of(
        new ExportZoneDs(),
        new SetPublishCds(),
        new UnsetPublishCds(),
        new SetPublishCdnskey(),
        new UnsetPublishCdnskey());
  }

  private static List<Verb<?>> server() {
    return List.of(
        new ShowAlarms(), new Rehearse(), new Purge(), new Rediscover(), new BindReloadNow());
  }

  private static List<Verb<?>> tsig() {
    return List.of(
        new GenerateTsigKey(),
        new ImportTsigKey(),
        new ListTsigKeys(),
        new ActivateTsigKey(),
        new DeactivateTsigKey(),
        new DeleteTsigKey());
  }

  /** New verbs, all of them. */
  public static List<Verb<?>> all() {
    return sections().values().stream().<Verb<?>>flatMap(List::stream).toList();
  }
}
