-- The same tables as on SQLite. Instants are microseconds since the epoch, ids the 16 bytes of a UUID,
-- wallets 20 bytes, hashes 32. Numbers beyond 64 bits are decimal text. The collation compares texts by
-- code point, with no padding: as SQLite does, and as idempotency keys and rating keys need it.

CREATE TABLE tickets (
  id                BINARY(16)   NOT NULL PRIMARY KEY,
  queue             VARCHAR(64)  NOT NULL,
  number            BIGINT       NOT NULL,
  connect_code      VARCHAR(255) NOT NULL,
  agent_key         VARCHAR(255) NOT NULL,
  fighter           VARCHAR(255),
  wallet            BINARY(20),
  agent_id          VARCHAR(80),
  player            BINARY(16),
  joined_at         BIGINT       NOT NULL,
  idempotency_key   VARCHAR(255),
  status            VARCHAR(32)  NOT NULL,
  match_id          BINARY(16),
  side              VARCHAR(8),
  opponent_code     VARCHAR(255),
  opponent_wallet   BINARY(20),
  opponent_agent_id VARCHAR(80),
  UNIQUE INDEX tickets_by_number (queue, number),
  UNIQUE INDEX tickets_by_idempotency_key (queue, idempotency_key),
  INDEX tickets_waiting (queue, status, number),
  INDEX tickets_by_match (match_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE matches (
  id                BINARY(16)   NOT NULL PRIMARY KEY,
  queue             VARCHAR(64)  NOT NULL,
  runner            VARCHAR(255) NOT NULL,
  game              VARCHAR(255) NOT NULL,
  status            VARCHAR(32)  NOT NULL,
  p1_connect_code   VARCHAR(255) NOT NULL,
  p1_agent_key      VARCHAR(255) NOT NULL,
  p1_fighter        VARCHAR(255),
  p1_wallet         BINARY(20),
  p1_agent_id       VARCHAR(80),
  p1_player         BINARY(16),
  p2_connect_code   VARCHAR(255) NOT NULL,
  p2_agent_key      VARCHAR(255) NOT NULL,
  p2_fighter        VARCHAR(255),
  p2_wallet         BINARY(20),
  p2_agent_id       VARCHAR(80),
  p2_player         BINARY(16),
  p1_outcome        VARCHAR(32),
  p1_duration       DOUBLE,
  p1_score          INTEGER,
  p1_opponent_score INTEGER,
  p2_outcome        VARCHAR(32),
  p2_duration       DOUBLE,
  p2_score          INTEGER,
  p2_opponent_score INTEGER,
  winner            VARCHAR(8),
  winner_score      INTEGER,
  loser_score       INTEGER,
  forfeit           BOOLEAN,
  result_timestamp  BIGINT,
  replay_hash       BINARY(32),
  p1_rating_kind    VARCHAR(32),
  p1_rating_name    VARCHAR(255),
  p1_rating_before  INTEGER,
  p1_rating_after   INTEGER,
  p2_rating_kind    VARCHAR(32),
  p2_rating_name    VARCHAR(255),
  p2_rating_before  INTEGER,
  p2_rating_after   INTEGER,
  created_at        BIGINT       NOT NULL,
  ended_at          BIGINT,
  reason            TEXT,
  INDEX matches_recent (created_at DESC, id),
  INDEX matches_by_status (status, created_at, id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE signatures (
  match_id   BINARY(16)    NOT NULL,
  side       VARCHAR(8)    NOT NULL,
  address    BINARY(20)    NOT NULL,
  signature  VARBINARY(65) NOT NULL,
  created_at BIGINT        NOT NULL,
  PRIMARY KEY (match_id, side)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE players (
  id           BINARY(16)   NOT NULL PRIMARY KEY,
  username     VARCHAR(255) NOT NULL,
  username_key VARCHAR(255) NOT NULL UNIQUE,
  created_at   BIGINT       NOT NULL,
  last_active  BIGINT       NOT NULL
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE api_keys (
  id        BINARY(16) NOT NULL PRIMARY KEY,
  player_id BINARY(16) NOT NULL,
  hash      BINARY(32) NOT NULL UNIQUE
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- rating_key is kind:name, in which ties are ordered.
CREATE TABLE ratings (
  game         VARCHAR(255) NOT NULL,
  rating_key   VARCHAR(300) NOT NULL,
  kind         VARCHAR(32)  NOT NULL,
  name         VARCHAR(255) NOT NULL,
  display_name VARCHAR(255) NOT NULL,
  points       INTEGER      NOT NULL,
  peak         INTEGER      NOT NULL,
  wins         INTEGER      NOT NULL,
  losses       INTEGER      NOT NULL,
  last_match   BIGINT       NOT NULL,
  PRIMARY KEY (game, rating_key),
  INDEX ratings_top (game, points DESC, rating_key)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE wagers (
  match_id    BINARY(16)  NOT NULL PRIMARY KEY,
  status      VARCHAR(32) NOT NULL,
  amount_wei  VARCHAR(80) NOT NULL,
  wager_id    VARCHAR(80) NOT NULL,
  proposer    VARCHAR(8)  NOT NULL,
  proposed_at BIGINT      NOT NULL,
  answer_by   BIGINT      NOT NULL
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE replays (
  number       BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
  hash         BINARY(32)  NOT NULL UNIQUE,
  match_id     BINARY(16)  NOT NULL,
  game         INTEGER     NOT NULL,
  bytes        BIGINT      NOT NULL,
  uploader     VARCHAR(8)  NOT NULL,
  winner       VARCHAR(8),
  winner_score INTEGER,
  loser_score  INTEGER,
  forfeit      BOOLEAN,
  uploaded_at  BIGINT      NOT NULL,
  INDEX replays_by_match (match_id, number)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE outbox (
  sequence BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  type     VARCHAR(255) NOT NULL,
  payload  MEDIUMTEXT   NOT NULL
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE outbox_cursors (
  consumer VARCHAR(255) NOT NULL PRIMARY KEY,
  sequence BIGINT       NOT NULL
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- db-scheduler's table, with one column of ours: meanwhile says what was decided about a deadline
-- while it was being handled (SET or CANCELLED).
CREATE TABLE deadlines (
  task_name            VARCHAR(64)  NOT NULL,
  task_instance        VARCHAR(255) NOT NULL,
  task_data            BLOB,
  execution_time       BIGINT       NOT NULL,
  picked               BOOLEAN      NOT NULL,
  picked_by            VARCHAR(255),
  last_success         BIGINT,
  last_failure         BIGINT,
  consecutive_failures INTEGER,
  last_heartbeat       BIGINT,
  version              BIGINT       NOT NULL,
  priority             SMALLINT,
  meanwhile            VARCHAR(16),
  PRIMARY KEY (task_name, task_instance),
  INDEX deadlines_due (picked, execution_time)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;
