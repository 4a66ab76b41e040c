package org.frontsigner.bridge;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.frontsigner.wire.DomainName;

/** The form of types that dnsjava does not write: a row of fields of known kinds. */
final class FieldsForm implements PresentationForm {
  private final List<FieldKind> kinds;

  FieldsForm(FieldKind... kinds) {
    this.kinds = List.of(kinds);
  }

  @Override
  public String print(byte[] rdata) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    for (FieldKind kind : kinds) {
      int before = text.length();
      if (before > 0) {
        text.append(' ');
      }
      at = kind.print(rdata, at, text);
    }
    return text.toString().stripTrailing();
  }

  @Override
  public byte[] parse(String line, DomainName origin) {
    Fields fields = new Fields(line);
    ByteArrayOutputStream rdata = new ByteArrayOutputStream();
    for (FieldKind kind : kinds) {
      kind.parse(fields, origin, rdata);
    }
    fields.end();
    return rdata.toByteArray();
  }
}
