package org.frontsigner.signing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.Master;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Record;

/** The records of an example in an RFC, as the files in {@code rfc} beside this class hold them. */
record Example(List<Record> records) {
  static Example of(String name) {
    try (InputStream file = open(name + ".zone")) {
      List<Record> records = new ArrayList<>();
      Master master = new Master(file, Name.root);
      for (Record record = master.nextRecord(); record != null; record = master.nextRecord()) {
        records.add(record);
      }
      return new Example(List.copyOf(records));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The private key that the RFC gives with the example. */
  static String privateKeyFile(String name) {
    try (InputStream file = open(name + ".private")) {
      return new String(file.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String name) throws IOException {
    InputStream file = Example.class.getResourceAsStream("rfc/" + name);
    if (file == null) {
      throw new IOException("there is no example " + name);
    }
    return file;
  }

  /** Every signature, once, with the set that it covers. */
  List<CoveredSet> signatures() {
    return all(RRSIGRecord.class).stream()
        .distinct()
        .map(rrsig -> new CoveredSet(rrsig, covered(rrsig)))
        .toList();
  }

  private List<Record> covered(RRSIGRecord rrsig) {
    return records.stream()
        .filter(record -> record.getType() == rrsig.getTypeCovered())
        .filter(record -> record.getName().equals(rrsig.getName()))
        .distinct()
        .toList();
  }

  <T extends Record> List<T> all(Class<T> type) {
    return records.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** The key with this tag. */
  DNSKEYRecord dnskey(int keyTag) {
    return all(DNSKEYRecord.class).stream()
        .filter(key -> key.getFootprint() == keyTag)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the example has no key " + keyTag));
  }

  DNSKEYRecord onlyDnskey() {
    return all(DNSKEYRecord.class).get(0);
  }

  DSRecord onlyDs() {
    return all(DSRecord.class).get(0);
  }
}
