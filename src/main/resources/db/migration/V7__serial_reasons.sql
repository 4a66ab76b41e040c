-- What changed when a zone got a served serial, and the SOA-EDIT kind by which the serial was found. Empty in lines of
-- releases that did not write it.

ALTER TABLE serial_ledger ADD COLUMN serial_kind VARCHAR(32) DEFAULT '' NOT NULL;
ALTER TABLE serial_ledger ADD COLUMN reason VARCHAR(1024) DEFAULT '' NOT NULL;
