package org.frontsigner.bridge;

import java.util.HashMap;
import java.util.Map;
import org.frontsigner.wire.RrType;

/** Which form the rdata of each type is written in: ours, dnsjava's, or the generic one. */
final class Forms {
  /** No type above this one has a form, but for TA and DLV. */
  private static final int LOW_TYPE_MAX = 299;

  private static final Map<Integer, PresentationForm> TABLE = table();

  private Forms() {}

  static PresentationForm of(int type) {
    PresentationForm form = TABLE.get(type);
    return form == null ? new GenericForm(type) : form;
  }

  private static Map<Integer, PresentationForm> table() {
    Map<Integer, PresentationForm> table = new HashMap<>();
    for (int type = 1; type <= LOW_TYPE_MAX; type++) {
      if (!RrType.isMeta(type) && type != RrType.NULL && XbillForm.knows(type)) {
        table.put(type, new XbillForm(type));
      }
    }
    table.put(RrType.TA, new XbillForm(RrType.TA));
    table.put(RrType.DLV, new XbillForm(RrType.DLV));
    putOurs(table);
    return table;
  }

  private static void putOurs(Map<Integer, PresentationForm> table) {
    table.put(RrType.EID, new FieldsForm(FieldKind.HEXADECIMAL));
    table.put(RrType.NIMLOC, new FieldsForm(FieldKind.HEXADECIMAL));
    table.put(
        RrType.SINK, new FieldsForm(FieldKind.U8, FieldKind.U8, FieldKind.U8, FieldKind.BASE64));
    table.put(RrType.EUI48, new FieldsForm(FieldKind.HYPHENED));
    table.put(RrType.EUI64, new FieldsForm(FieldKind.HYPHENED));
    table.put(RrType.NID, new FieldsForm(FieldKind.U16, FieldKind.GROUPS));
    table.put(RrType.L64, new FieldsForm(FieldKind.U16, FieldKind.GROUPS));
    table.put(RrType.L32, new FieldsForm(FieldKind.U16, FieldKind.ADDRESS4));
    table.put(RrType.LP, new FieldsForm(FieldKind.U16, FieldKind.NAME));
    table.put(RrType.TALINK, new FieldsForm(FieldKind.NAME, FieldKind.NAME));
    table.put(RrType.CSYNC, new FieldsForm(FieldKind.U32, FieldKind.U16, FieldKind.TYPES));
    table.put(
        RrType.DSYNC,
        new FieldsForm(FieldKind.TYPE, FieldKind.SCHEME, FieldKind.U16, FieldKind.NAME));
    table.put(
        RrType.DOA,
        new FieldsForm(
            FieldKind.U32, FieldKind.U32, FieldKind.U8, FieldKind.STRING, FieldKind.BASE64));
    table.put(RrType.AMTRELAY, new AmtRelayForm());
  }
}
