-- What is known of zones that a named.conf names. Which zones those are is said by their metadata NAMED-CONF.
-- By name, since rows outlive the zone.

CREATE TABLE named_zone (
  zone      VARCHAR(1100) PRIMARY KEY,
  -- The files of the zone's data as they were when it was taken, one on a line: octets, time, inode, path.
  stamps    VARCHAR(65535),
  loaded    VARCHAR(40),
  -- SHA-256, in hex, of the keys and settings that the zone was last served with, where they are in a file that others
  -- can change; 'unsigned' where it had no active key.
  served_as VARCHAR(64)
);

-- The greatest id that any key had, where keys are in a file too. One row, or none.
CREATE TABLE named_key_id (
  greatest BIGINT NOT NULL
);
