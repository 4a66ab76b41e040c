-- A digest of the keys and settings that a zone was last served with, so that a start sees what others changed of them with SQL
-- while nobody ran; empty for zones that earlier releases wrote.
ALTER TABLE zone_state ADD COLUMN served_as VARCHAR(64) DEFAULT '' NOT NULL;
