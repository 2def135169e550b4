-- Which engine the database belongs to: every writing transaction checks that the epoch is still its own.
CREATE TABLE engine_owner (
  id      INTEGER      NOT NULL PRIMARY KEY CHECK (id = 1),
  epoch   BIGINT       NOT NULL,
  host    VARCHAR(255) NOT NULL,
  process BIGINT       NOT NULL,
  since   BIGINT       NOT NULL
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;
INSERT INTO engine_owner (id, epoch, host, process, since) VALUES (1, 0, '', 0, 0);

-- AUTO_INCREMENT numbers become visible in the order of commits, not of numbers, so that a reader would
-- skip some. These are taken at the end of a transaction, whose lock on the row keeps others waiting
-- until it is committed.
CREATE TABLE outbox_sequence (
  id   INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  last BIGINT  NOT NULL
) ENGINE = InnoDB;
INSERT INTO outbox_sequence (id, last)
  SELECT 1, GREATEST(
    (SELECT COALESCE(MAX(sequence), 0) FROM outbox),
    (SELECT COALESCE(MAX(sequence), 0) FROM outbox_cursors));
ALTER TABLE outbox MODIFY sequence BIGINT NOT NULL;
