package org.frontsigner.keeper;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.frontsigner.api.Done;
import org.frontsigner.api.Problem;
import org.frontsigner.api.TsigAdmin;
import org.frontsigner.api.TsigKeyView;
import org.frontsigner.api.TsigSide;
import org.frontsigner.bridge.TsigAlgorithm;
import org.frontsigner.bridge.TsigKey;
import org.frontsigner.wire.DomainName;

/** The verbs about TSIG keys. */
final class TsigVerbs implements TsigAdmin {
  private final Keepers keepers;
  private final Surroundings around;
  private final SecureRandom random;
  private final VerbTarget target;

  TsigVerbs(Keepers keepers, Surroundings around, SecureRandom random) {
    this.keepers = keepers;
    this.around = around;
    this.random = random;
    this.target = new VerbTarget(keepers);
  }

  @Override
  public Done importTsigKey(String name, String algorithm, String secret) {
    TsigKey key;
    try {
      key = TsigKey.parse(name, algorithm, secret, around.settings().tsigMd5());
    } catch (IllegalArgumentException e) {
      throw Problem.usage("TSIG key " + name + ": " + e.getMessage(), "");
    }
    Optional<TsigKey> there = around.tsigKeys().key(key.name());
    if (there.filter(key::equals).isPresent()) {
      return Done.of("TSIG key " + key.name().toText() + " was here already");
    }
    if (there.isPresent()) {
      throw Problem.failed(
          "TSIG key " + key.name().toText() + " exists with another algorithm or secret",
          "Delete it first with delete-tsig-key");
    }
    around.tsigKeys().put(key);
    return Done.of(
        "TSIG key %s is stored, %s".formatted(key.name().toText(), key.algorithm().text()));
  }

  @Override
  public TsigKeyView generateTsigKey(String name, String algorithm) {
    DomainName keyName = VerbTarget.name("key name", name);
    TsigAlgorithm kind;
    try {
      kind = TsigAlgorithm.parse(algorithm, around.settings().tsigMd5());
    } catch (IllegalArgumentException e) {
      throw Problem.usage("TSIG key " + name + ": " + e.getMessage(), "");
    }
    if (around.tsigKeys().key(keyName).isPresent()) {
      throw Problem.failed("TSIG key " + keyName.toText() + " exists", "");
    }
    TsigKey key = TsigKey.generate(keyName, kind, random);
    around.tsigKeys().put(key);
    return view(key);
  }

  private static TsigKeyView view(TsigKey key) {
    return new TsigKeyView(key.name().toString(), key.algorithm().text(), key.secretBase64());
  }

  @Override
  public Done deleteTsigKey(String name) {
    DomainName keyName = VerbTarget.name("key name", name);
    if (around.tsigKeys().key(keyName).isEmpty()) {
      throw Problem.failed("There is no TSIG key " + keyName.toText(), "list-tsig-keys shows all");
    }
    around.tsigKeys().remove(keyName);
    return new Done(
        "TSIG key " + keyName.toText() + " is deleted",
        keepers.all().stream()
            .filter(keeper -> names(keeper, keyName))
            .map(keeper -> "Zone " + keeper.name().toText() + " still names it")
            .sorted()
            .toList());
  }

  private static boolean names(ZoneKeeper keeper, DomainName key) {
    ZonePolicy policy = keeper.policy();
    return policy.primaryKeys().stream().anyMatch(use -> use.key().equals(key))
        || policy.secondaryKeys().stream().anyMatch(use -> use.key().equals(key));
  }

  @Override
  public List<TsigKeyView> listTsigKeys() {
    return around.tsigKeys().all().stream().map(TsigVerbs::view).toList();
  }

  private static MetadataKind kind(TsigSide side) {
    return side == TsigSide.PRIMARY ? MetadataKind.TSIG_ALLOW_AXFR : MetadataKind.AXFR_MASTER_TSIG;
  }

  private static KeyUse use(DomainName key, String peer) {
    if (peer.isEmpty()) {
      return new KeyUse(key, Optional.empty());
    }
    try {
      return new KeyUse(key, Optional.of(Endpoint.parsePeer(peer)));
    } catch (IllegalArgumentException e) {
      throw Problem.usage(e.getMessage(), "");
    }
  }

  @Override
  public Done activateTsigKey(String zone, String name, TsigSide side, String peer) {
    DomainName keyName = VerbTarget.name("key name", name);
    ZoneKeeper keeper = target.zone(zone).keeper();
    if (around.tsigKeys().key(keyName).isEmpty()) {
      throw Problem.failed(
          "There is no TSIG key " + keyName.toText(),
          "Store it first with import-tsig-key or generate-tsig-key");
    }
    String value = use(keyName, peer).text();
    edit(
        keeper,
        kind(side),
        values -> {
          if (!values.contains(value)) {
            values.add(value);
          }
        });
    if (side == TsigSide.SECONDARY) {
      keepers.checkNow(keeper.name());
    }
    return Done.of(
        "Zone %s uses TSIG key %s with %s"
            .formatted(keeper.name().toText(), keyName.toText(), peers(side, peer)));
  }

  private static String peers(TsigSide side, String peer) {
    String who = side == TsigSide.PRIMARY ? "secondaries" : "primaries";
    return peer.isEmpty() ? "its " + who : peer;
  }

  private static void edit(
      ZoneKeeper keeper, MetadataKind kind, java.util.function.Consumer<List<String>> edit) {
    keeper.change(
        settings -> {
          List<String> values = new ArrayList<>(settings.metadata().values(kind.text()));
          edit.accept(values);
          return settings.withMetadata(settings.metadata().with(kind.text(), values));
        });
  }

  @Override
  public Done deactivateTsigKey(String zone, String name, TsigSide side, String peer) {
    DomainName keyName = VerbTarget.name("key name", name);
    ZoneKeeper keeper = target.zone(zone).keeper();
    KeyUse use = use(keyName, peer);
    edit(
        keeper,
        kind(side),
        values -> {
          boolean removed =
              values.removeIf(
                  value ->
                      peer.isEmpty()
                          ? KeyUse.parse(value).key().equals(keyName)
                          : value.equals(use.text()));
          if (!removed) {
            throw Problem.failed(
                "Zone %s does not use TSIG key %s with %s"
                    .formatted(keeper.name().toText(), keyName.toText(), peers(side, peer)),
                "See show-zone");
          }
        });
    return Done.of(
        "Zone %s no longer uses TSIG key %s with %s"
            .formatted(keeper.name().toText(), keyName.toText(), peers(side, peer)));
  }
}
