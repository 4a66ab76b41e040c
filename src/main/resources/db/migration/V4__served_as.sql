-- A digest of the keys and settings that a zone was last served with, so that a start sees what others changed of them with SQL
-- while nobody ran; empty for zones that earlier releases wrote.
ALTER TABLE zone_state ADD COLUMN served_as VARCHAR(64) DEFAULT '' NOT NULL;

-- The number of the process that writes, raised by each that begins to: where several can reach the database, as PostgreSQL, a
-- process whose number stands here no more writes nothing.
CREATE TABLE writer (
  id   INTEGER PRIMARY KEY,
  term BIGINT NOT NULL
);
INSERT INTO writer (id, term) VALUES (1, 0);
