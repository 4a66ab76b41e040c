-- What is known of zones that a named.conf names. Which zones those are is said by their metadata NAMED-CONF.
-- By name, since rows outlive the zone.

CREATE TABLE named_zone (
  zone         VARCHAR(1100) PRIMARY KEY,
  -- The files of the zone's data as they were when it was taken, one on a line: octets, time, inode, path.
  stamps       VARCHAR(65535),
  loaded       VARCHAR(40),
  -- Whether the zone was last signed with keys of a key file: without that file it would be served unsigned.
  keys_in_file BOOLEAN DEFAULT FALSE NOT NULL
);

-- The greatest id that any key had, where keys are in a file too. One row, or none.
CREATE TABLE named_key_id (
  greatest BIGINT NOT NULL
);
