package org.frontsigner.keeper;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.frontsigner.api.KeyText;
import org.frontsigner.api.Problem;
import org.frontsigner.signing.Algorithm;
import org.frontsigner.signing.KeyFile;
import org.frontsigner.signing.KeyMaterial;
import org.frontsigner.signing.KeyPem;
import org.frontsigner.signing.PublicKeyFile;
import org.frontsigner.signing.TokenMaterial;
import org.frontsigner.signing.ZoneKey;
import org.frontsigner.wire.DomainName;

/**
 * The files of a key that is to join a zone: the private one, its name, and the public one beside
 * it, which must all say the same. Immutable.
 */
final class KeyImport {
  /** As BIND and ldns name the files of a key: zone, algorithm and tag. */
  private static final Pattern NAME =
      Pattern.compile("K(?<zone>.+?)\\.?\\+(?<algorithm>\\d{3})\\+(?<tag>\\d{5})\\.private");

  private final DomainName zone;
  private final KeyText text;
  private final Matcher name;
  private final Optional<PublicKeyFile> beside;

  /**
   * Reads what is there beside the private key.
   *
   * @throws Problem when the .key file is none
   */
  KeyImport(DomainName zone, KeyText text) {
    this.zone = zone;
    this.text = text;
    this.name = NAME.matcher(text.file());
    try {
      this.beside =
          text.publicKey().isEmpty()
              ? Optional.empty()
              : Optional.of(PublicKeyFile.parse(text.publicKey()));
    } catch (IllegalArgumentException e) {
      throw contradiction("its .key file can't be used: " + e.getMessage());
    }
  }

  /**
   * The key of a private key file.
   *
   * @throws Problem when it is none, or is not what name and .key file say
   */
  KeyMaterial ofPrivateFile() {
    KeyMaterial material =
        read(
            () -> KeyFile.parse(text.privateKey()),
            "Give the .private file that dnssec-keygen, ldns-keygen or export-zone-key wrote");
    if (material instanceof TokenMaterial token) {
      throw Problem.failed(
          "Zone %s: the file says that the key is in a token: %s"
              .formatted(zone.toText(), token.reference()),
          "'hsm assign' takes it from there");
    }
    beside
        .flatMap(record -> record.contradiction(material))
        .ifPresent(
            what -> {
              throw contradiction("its .key file " + what);
            });
    if (name.matches()) {
      requireName(material);
    }
    return material;
  }

  /**
   * The key of a PEM file.
   *
   * @throws Problem when it is none, or none of that algorithm
   */
  KeyMaterial ofPem(Algorithm algorithm) {
    return read(
        () -> KeyPem.parse(text.privateKey(), algorithm),
        "Give a PEM file as 'openssl genpkey' and export-zone-key-pem write it, and its algorithm");
  }

  private KeyMaterial read(Supplier<KeyMaterial> reader, String remedy) {
    try {
      return reader.get();
    } catch (IllegalArgumentException e) {
      throw Problem.failed(
          "Zone %s: the file is no private key that can be used: %s"
              .formatted(zone.toText(), e.getMessage()),
          remedy,
          e);
    }
  }

  private void requireName(KeyMaterial material) {
    int algorithm = Integer.parseInt(name.group("algorithm"));
    if (algorithm != material.algorithm().number()) {
      throw contradiction(
          "its name says algorithm %d, and its field Algorithm %d"
              .formatted(algorithm, material.algorithm().number()));
    }
    int tag = Integer.parseInt(name.group("tag"));
    Set<Integer> tags = new TreeSet<>(List.of(tag(257, material), tag(256, material)));
    beside.ifPresent(record -> tags.add(tag(record.flags(), material)));
    if (!tags.contains(tag)) {
      throw contradiction(
          "its name says tag %d, and the key in it has %d as ksk and %d as zsk"
              .formatted(tag, tag(257, material), tag(256, material)));
    }
  }

  private static int tag(int flags, KeyMaterial material) {
    return new ZoneKey(0, flags, false, false, material).keyTag();
  }

  private Problem contradiction(String what) {
    return Problem.failed(
        "Zone %s: the files of the key contradict each other: %s".formatted(zone.toText(), what),
        "Give the files of one key as they were written; a file named otherwise, with no .key"
            + " file beside it, is taken as it is");
  }

  /** What is not wrong, and yet is to be known of the key that was made of the files. */
  List<String> warnings(ZoneKey key) {
    List<String> warnings = new ArrayList<>();
    beside.ifPresent(
        record -> {
          if (record.flags() != key.flags()) {
            warnings.add(
                "The .key file has flags %d, and the key has %d here: its tag is not %d as there"
                    .formatted(record.flags(), key.flags(), tag(record.flags(), key.material())));
          }
        });
    boolean isOfOther =
        beside.map(record -> !record.isOf(zone)).orElseGet(() -> name.matches() && !isNamed());
    if (isOfOther) {
      warnings.add(
          "The key was made for %s: here it has other DS records"
              .formatted(beside.map(PublicKeyFile::owner).orElseGet(() -> name.group("zone"))));
    }
    return warnings;
  }

  private boolean isNamed() {
    try {
      return DomainName.parse(name.group("zone")).lowerCase().equals(zone.lowerCase());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
