-- Signatures of keys that are in PKCS #11 tokens, which are slow, and of which ECDSA's differ each time that they are made.
-- Kept until they expire, so that a restart makes none anew. Of one key a digest is signed once. No foreign key to cryptokeys:
-- a zone is signed before its new key is committed.
CREATE TABLE token_signature (
  key_id     BIGINT NOT NULL,
  -- SHA-256, in hex, of all that is signed: the fields of the RRSIG, then the set in canonical form.
  digest     VARCHAR(64) NOT NULL,
  owner      VARCHAR(1100) NOT NULL,
  type       INTEGER NOT NULL,
  inception  VARCHAR(40) NOT NULL,
  expiration VARCHAR(40) NOT NULL,
  signature  BYTEA NOT NULL,
  PRIMARY KEY (key_id, digest)
);
CREATE INDEX token_signature_expiration ON token_signature (expiration);
