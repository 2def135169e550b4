-- The same tables as on SQLite. Everything is kept as in V1; configs, preferences and notices are JSON.

ALTER TABLE tickets ADD COLUMN preferences TEXT;

CREATE TABLE series (
  id                 BINARY(16)   NOT NULL PRIMARY KEY,
  queue              VARCHAR(64)  NOT NULL,
  runner             VARCHAR(255) NOT NULL,
  game               VARCHAR(64)  NOT NULL,
  format             VARCHAR(32)  NOT NULL,
  training           BOOLEAN      NOT NULL,
  status             VARCHAR(32)  NOT NULL,
  p1_player          BINARY(16)   NOT NULL,
  p1_username        VARCHAR(255) NOT NULL,
  p1_fighter         VARCHAR(255) NOT NULL,
  p1_fighter_version INTEGER      NOT NULL,
  p1_fighter_hash    BINARY(32)   NOT NULL,
  p1_config          TEXT         NOT NULL,
  p1_elo             INTEGER      NOT NULL,
  p1_accepted        BOOLEAN      NOT NULL,
  p1_ticket          BINARY(16),
  p1_before          INTEGER,
  p1_after           INTEGER,
  p2_player          BINARY(16)   NOT NULL,
  p2_username        VARCHAR(255) NOT NULL,
  p2_fighter         VARCHAR(255) NOT NULL,
  p2_fighter_version INTEGER      NOT NULL,
  p2_fighter_hash    BINARY(32)   NOT NULL,
  p2_config          TEXT         NOT NULL,
  p2_elo             INTEGER      NOT NULL,
  p2_accepted        BOOLEAN      NOT NULL,
  p2_ticket          BINARY(16),
  p2_before          INTEGER,
  p2_after           INTEGER,
  accept_by          BIGINT       NOT NULL,
  interruptions      INTEGER      NOT NULL,
  winner             VARCHAR(8),
  reason             TEXT,
  created_at         BIGINT       NOT NULL,
  ended_at           BIGINT,
  INDEX series_recent (created_at DESC, id),
  INDEX series_by_status (status, created_at, id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- A player sits here as long as a series of the game binds it: in one of each game at most.
CREATE TABLE series_seats (
  player   BINARY(16)  NOT NULL,
  game     VARCHAR(64) NOT NULL,
  match_id BINARY(16)  NOT NULL,
  PRIMARY KEY (player, game),
  INDEX series_seats_by_match (match_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- One-use keys for the live sockets of series that are not over.
CREATE TABLE series_tokens (
  hash     BINARY(32) NOT NULL PRIMARY KEY,
  match_id BINARY(16) NOT NULL,
  side     VARCHAR(8) NOT NULL,
  INDEX series_tokens_by_match (match_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- Final series by player, with what statistics are counted by. won is null for those that are void.
CREATE TABLE series_history (
  player     BINARY(16)   NOT NULL,
  created_at BIGINT       NOT NULL,
  match_id   BINARY(16)   NOT NULL,
  side       VARCHAR(8)   NOT NULL,
  username   VARCHAR(255) NOT NULL,
  opponent   VARCHAR(255) NOT NULL,
  game       VARCHAR(64)  NOT NULL,
  format     VARCHAR(32)  NOT NULL,
  won        BOOLEAN,
  ended_at   BIGINT       NOT NULL,
  PRIMARY KEY (match_id, side),
  INDEX series_history_of (player, created_at DESC, match_id),
  INDEX series_history_active (game, ended_at, username, won)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE series_games (
  match_id      BINARY(16)   NOT NULL,
  number        INTEGER      NOT NULL,
  seed          BIGINT       NOT NULL,
  stage         VARCHAR(255) NOT NULL,
  winner        VARCHAR(8)   NOT NULL,
  result_winner VARCHAR(8),
  frames        INTEGER      NOT NULL,
  p1_character  VARCHAR(255) NOT NULL,
  p1_stocks     INTEGER      NOT NULL,
  p1_percent    DOUBLE       NOT NULL,
  p1_moves      INTEGER      NOT NULL,
  p1_late       INTEGER      NOT NULL,
  p1_broken     INTEGER      NOT NULL,
  p1_median     BIGINT       NOT NULL,
  p1_p99        BIGINT       NOT NULL,
  p1_worst      BIGINT       NOT NULL,
  p2_character  VARCHAR(255) NOT NULL,
  p2_stocks     INTEGER      NOT NULL,
  p2_percent    DOUBLE       NOT NULL,
  p2_moves      INTEGER      NOT NULL,
  p2_late       INTEGER      NOT NULL,
  p2_broken     INTEGER      NOT NULL,
  p2_median     BIGINT       NOT NULL,
  p2_p99        BIGINT       NOT NULL,
  p2_worst      BIGINT       NOT NULL,
  forfeited_by  VARCHAR(8),
  reason        TEXT,
  replay_hash   BINARY(32),
  replay_bytes  BIGINT       NOT NULL,
  format        VARCHAR(32)  NOT NULL,
  started_at    BIGINT       NOT NULL,
  ended_at      BIGINT       NOT NULL,
  PRIMARY KEY (match_id, number)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- open_low and open_high are the two players, in the order of their ids, as long as it is open: null
-- equals nothing, so that they are unique only then.
CREATE TABLE challenges (
  id         BINARY(16)   NOT NULL PRIMARY KEY,
  challenger BINARY(16)   NOT NULL,
  challenged BINARY(16)   NOT NULL,
  queue      VARCHAR(64)  NOT NULL,
  format     VARCHAR(32)  NOT NULL,
  fighter    VARCHAR(255) NOT NULL,
  config     TEXT         NOT NULL,
  message    TEXT,
  status     VARCHAR(32)  NOT NULL,
  created_at BIGINT       NOT NULL,
  expires_at BIGINT       NOT NULL,
  match_id   BINARY(16),
  open_low   BINARY(16),
  open_high  BINARY(16),
  UNIQUE INDEX challenges_open (open_low, open_high),
  INDEX challenges_incoming (challenged, status, created_at, id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE notices (
  player   BINARY(16)   NOT NULL,
  sequence BIGINT       NOT NULL,
  type     VARCHAR(255) NOT NULL,
  payload  TEXT         NOT NULL,
  at       BIGINT       NOT NULL,
  PRIMARY KEY (player, sequence),
  INDEX notices_by_age (at)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- The last number given, also of notices that were pruned.
CREATE TABLE notice_counters (
  player BINARY(16) NOT NULL PRIMARY KEY,
  last   BIGINT     NOT NULL
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE player_blocks (
  player  BINARY(16) NOT NULL,
  blocked BINARY(16) NOT NULL,
  PRIMARY KEY (player, blocked)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE player_penalties (
  player   BINARY(16) NOT NULL PRIMARY KEY,
  strikes  INTEGER    NOT NULL,
  last_at  BIGINT     NOT NULL,
  until_at BIGINT     NOT NULL
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- The owner of shared ones is all zero. command is a JSON array.
CREATE TABLE fighters (
  owner           BINARY(16)   NOT NULL,
  name            VARCHAR(64)  NOT NULL,
  number          INTEGER      NOT NULL,
  version         VARCHAR(255) NOT NULL,
  command         TEXT         NOT NULL,
  protocol        INTEGER      NOT NULL,
  temporary_bytes BIGINT       NOT NULL,
  hash            BINARY(32)   NOT NULL,
  bytes           BIGINT       NOT NULL,
  uploaded_at     BIGINT       NOT NULL,
  PRIMARY KEY (owner, name, number)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;
