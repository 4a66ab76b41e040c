package org.frontsigner.store;

/** Where the databases differ. */
enum Dialect {
  H2("NEXT VALUE FOR key_id"),
  POSTGRESQL("nextval('key_id')");

  private final String nextKeyId;

  Dialect(String nextKeyId) {
    this.nextKeyId = nextKeyId;
  }

  /** An expression that is an id no key ever had. */
  String nextKeyId() {
    return nextKeyId;
  }
}
