-- What differs between two serials of a zone as it was served, signatures and denials among it, for increments to secondaries.
-- A row too large for one value goes over parts; value_octets is the size of the whole, in each.

CREATE TABLE served_difference (
  domain_id    INTEGER NOT NULL,
  number       BIGINT NOT NULL,
  part         INTEGER NOT NULL,
  from_serial  BIGINT NOT NULL,
  to_serial    BIGINT NOT NULL,
  value_octets BIGINT NOT NULL,
  octets       BYTEA NOT NULL,
  checksum     BIGINT NOT NULL,
  PRIMARY KEY (domain_id, number, part)
);
