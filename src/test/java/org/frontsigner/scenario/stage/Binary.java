package org.frontsigner.scenario.stage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds the programs of Debian's packages; a missing one fails the test and names the package. */
public final class Binary {
  private static final Map<String, String> PACKAGES =
      Map.ofEntries(
          Map.entry("knotd", "knot"),
          Map.entry("knotc", "knot"),
          Map.entry("kzonecheck", "knot-dnssecutils or knot-dnsutils"),
          Map.entry("nsd", "nsd"),
          Map.entry("nsd-control", "nsd"),
          Map.entry("named", "bind9"),
          Map.entry("rndc", "bind9"),
          Map.entry("delv", "bind9-dnsutils"),
          Map.entry("dig", "bind9-dnsutils"),
          Map.entry("dnssec-signzone", "bind9-utils"),
          Map.entry("dnssec-keygen", "bind9-utils"),
          Map.entry("dnssec-dsfromkey", "bind9-utils"),
          Map.entry("dnssec-verify", "bind9-utils"),
          Map.entry("unbound", "unbound"),
          Map.entry("pdns_server", "pdns-server"),
          Map.entry("pdnsutil", "pdns-server"),
          Map.entry("sqlite3", "sqlite3"),
          Map.entry("zsh", "zsh"),
          Map.entry("fish", "fish"),
          Map.entry("mandoc", "mandoc"),
          Map.entry("ldns-keygen", "ldnsutils"),
          Map.entry("ldns-signzone", "ldnsutils"),
          Map.entry("ldns-verify-zone", "ldnsutils"));
  // Debian leaves the sbin folders out of an ordinary user's PATH.
  private static final List<String> ALSO = List.of("/usr/local/sbin", "/usr/sbin", "/sbin");

  private Binary() {}

  /** The full path of {@code program}, or the program itself when it already has a folder. */
  public static String path(String program) {
    if (program.contains("/")) {
      return program;
    }
    for (String folder : folders()) {
      Path candidate = Path.of(folder, program);
      if (Files.isExecutable(candidate)) {
        return candidate.toString();
      }
    }
    throw new AssertionError(
        program + " is missing: apt-get install " + PACKAGES.getOrDefault(program, program));
  }

  private static List<String> folders() {
    List<String> folders = new ArrayList<>(List.of(System.getenv("PATH").split(":")));
    folders.addAll(ALSO);
    return folders;
  }
}
