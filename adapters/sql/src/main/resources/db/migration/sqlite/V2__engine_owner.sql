-- Which engine opened the database last, and how many did before it. Here for the operator's eyes: the
-- lock on the data folder keeps a second engine out.
CREATE TABLE engine_owner (
  id      INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  epoch   BIGINT  NOT NULL,
  host    TEXT    NOT NULL,
  process BIGINT  NOT NULL,
  since   BIGINT  NOT NULL
);
INSERT INTO engine_owner (id, epoch, host, process, since) VALUES (1, 0, '', 0, 0);
