-- What is to be done on chain, once for each match and kind. position is the order within a match;
-- what a rating step posts is in agent_id to losses.
CREATE TABLE chain_steps (
  match_id   BLOB    NOT NULL,
  kind       TEXT    NOT NULL,
  position   INTEGER NOT NULL,
  status     TEXT    NOT NULL,
  created_at BIGINT  NOT NULL,
  due        BIGINT  NOT NULL,
  tries      INTEGER NOT NULL,
  reason     TEXT,
  hash       BLOB,
  agent_id   TEXT,
  game       TEXT,
  elo        INTEGER,
  peak       INTEGER,
  wins       INTEGER,
  losses     INTEGER,
  pool_id    TEXT,
  PRIMARY KEY (match_id, kind)
) WITHOUT ROWID;
CREATE INDEX chain_steps_due ON chain_steps (status, due, match_id, position);
CREATE INDEX chain_steps_by_age ON chain_steps (status, created_at, match_id, position);

-- What the nonces of the engine's wallet were given to. is_followed: it may yet change its block.
CREATE TABLE chain_transactions (
  chain_id    TEXT    NOT NULL,
  wallet      BLOB    NOT NULL,
  nonce       BIGINT  NOT NULL,
  match_id    BLOB    NOT NULL,
  kind        TEXT    NOT NULL,
  contract    BLOB    NOT NULL,
  data        BLOB    NOT NULL,
  gas         BIGINT  NOT NULL,
  sent_at     BIGINT,
  block       BIGINT,
  is_followed INTEGER NOT NULL,
  PRIMARY KEY (chain_id, wallet, nonce)
) WITHOUT ROWID;
CREATE INDEX chain_transactions_followed ON chain_transactions (chain_id, wallet, is_followed, nonce);
CREATE INDEX chain_transactions_by_step ON chain_transactions (match_id, kind, nonce);

-- What was signed for a nonce, numbered from 0. tip and most are wei for a unit of gas.
CREATE TABLE chain_attempts (
  chain_id TEXT    NOT NULL,
  wallet   BLOB    NOT NULL,
  nonce    BIGINT  NOT NULL,
  number   INTEGER NOT NULL,
  hash     BLOB    NOT NULL,
  tip      TEXT    NOT NULL,
  most     TEXT    NOT NULL,
  raw      TEXT    NOT NULL,
  PRIMARY KEY (chain_id, wallet, nonce, number)
) WITHOUT ROWID;
