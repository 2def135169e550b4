-- What is to be done on chain, once for each match and kind. position is the order within a match;
-- what a rating step posts is in agent_id to losses.
CREATE TABLE chain_steps (
  match_id   BINARY(16)  NOT NULL,
  kind       VARCHAR(32) NOT NULL,
  position   INTEGER     NOT NULL,
  status     VARCHAR(32) NOT NULL,
  created_at BIGINT      NOT NULL,
  due        BIGINT      NOT NULL,
  tries      INTEGER     NOT NULL,
  reason     TEXT,
  hash       BINARY(32),
  agent_id   VARCHAR(78),
  game       VARCHAR(64),
  elo        INTEGER,
  peak       INTEGER,
  wins       INTEGER,
  losses     INTEGER,
  pool_id    VARCHAR(78),
  PRIMARY KEY (match_id, kind),
  INDEX chain_steps_due (status, due, match_id, position),
  INDEX chain_steps_by_age (status, created_at, match_id, position)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- What the nonces of the engine's wallet were given to. is_followed: it may yet change its block.
CREATE TABLE chain_transactions (
  chain_id    VARCHAR(78) NOT NULL,
  wallet      BINARY(20)  NOT NULL,
  nonce       BIGINT      NOT NULL,
  match_id    BINARY(16)  NOT NULL,
  kind        VARCHAR(32) NOT NULL,
  contract    BINARY(20)  NOT NULL,
  data        BLOB        NOT NULL,
  gas         BIGINT      NOT NULL,
  sent_at     BIGINT,
  block       BIGINT,
  is_followed INTEGER     NOT NULL,
  PRIMARY KEY (chain_id, wallet, nonce),
  INDEX chain_transactions_followed (chain_id, wallet, is_followed, nonce),
  INDEX chain_transactions_by_step (match_id, kind, nonce)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- What was signed for a nonce, numbered from 0. tip and most are wei for a unit of gas.
CREATE TABLE chain_attempts (
  chain_id VARCHAR(78) NOT NULL,
  wallet   BINARY(20)  NOT NULL,
  nonce    BIGINT      NOT NULL,
  number   INTEGER     NOT NULL,
  hash     BINARY(32)  NOT NULL,
  tip      VARCHAR(78) NOT NULL,
  most     VARCHAR(78) NOT NULL,
  raw      TEXT        NOT NULL,
  PRIMARY KEY (chain_id, wallet, nonce, number)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;
