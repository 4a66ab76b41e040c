package org.frontsigner.keeper;

import org.frontsigner.api.GeneratedKey;
import org.frontsigner.signing.KeyFile;
import org.frontsigner.signing.KeyMaterial;
import org.frontsigner.signing.ZoneKey;
import org.frontsigner.wire.RrType;

/** A key that belongs to no zone, as operators see it. */
public final class MadeKey {
  private MadeKey() {}

  /** The key with its private numbers. */
  public static GeneratedKey view(boolean secureEntryPoint, KeyMaterial material) {
    int flags = secureEntryPoint ? ZoneKey.SECURE_ENTRY_POINT : ZoneKey.ZONE_KEY;
    ZoneKey key = new ZoneKey(0, flags, true, true, material);
    return new GeneratedKey(
        flags,
        key.keyTag(),
        material.algorithm().number(),
        material.algorithm().mnemonic(),
        material.bits(),
        RecordText.of(RrType.DNSKEY, key.dnskey()),
        KeyFile.print(material),
        NewKeys.warnings(key));
  }
}
