-- The hosted arena. Everything is kept as in V1; configs, preferences and notices are JSON.

ALTER TABLE tickets ADD COLUMN preferences TEXT;

CREATE TABLE series (
  id                 BLOB    NOT NULL PRIMARY KEY,
  queue              TEXT    NOT NULL,
  runner             TEXT    NOT NULL,
  game               TEXT    NOT NULL,
  format             TEXT    NOT NULL,
  training           BOOLEAN NOT NULL,
  status             TEXT    NOT NULL,
  p1_player          BLOB    NOT NULL,
  p1_username        TEXT    NOT NULL,
  p1_fighter         TEXT    NOT NULL,
  p1_fighter_version INTEGER NOT NULL,
  p1_fighter_hash    BLOB    NOT NULL,
  p1_config          TEXT    NOT NULL,
  p1_elo             INTEGER NOT NULL,
  p1_accepted        BOOLEAN NOT NULL,
  p1_ticket          BLOB,
  p1_before          INTEGER,
  p1_after           INTEGER,
  p2_player          BLOB    NOT NULL,
  p2_username        TEXT    NOT NULL,
  p2_fighter         TEXT    NOT NULL,
  p2_fighter_version INTEGER NOT NULL,
  p2_fighter_hash    BLOB    NOT NULL,
  p2_config          TEXT    NOT NULL,
  p2_elo             INTEGER NOT NULL,
  p2_accepted        BOOLEAN NOT NULL,
  p2_ticket          BLOB,
  p2_before          INTEGER,
  p2_after           INTEGER,
  accept_by          BIGINT  NOT NULL,
  interruptions      INTEGER NOT NULL,
  winner             TEXT,
  reason             TEXT,
  created_at         BIGINT  NOT NULL,
  ended_at           BIGINT
) WITHOUT ROWID;
CREATE INDEX series_recent ON series (created_at DESC, id);
CREATE INDEX series_by_status ON series (status, created_at, id);

-- A player sits here as long as a series of the game binds it: in one of each game at most.
CREATE TABLE series_seats (
  player   BLOB NOT NULL,
  game     TEXT NOT NULL,
  match_id BLOB NOT NULL,
  PRIMARY KEY (player, game)
) WITHOUT ROWID;
CREATE INDEX series_seats_by_match ON series_seats (match_id);

-- One-use keys for the live sockets of series that are not over.
CREATE TABLE series_tokens (
  hash     BLOB NOT NULL PRIMARY KEY,
  match_id BLOB NOT NULL,
  side     TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX series_tokens_by_match ON series_tokens (match_id);

-- Final series by player, with what statistics are counted by. won is null for those that are void.
CREATE TABLE series_history (
  player     BLOB    NOT NULL,
  created_at BIGINT  NOT NULL,
  match_id   BLOB    NOT NULL,
  side       TEXT    NOT NULL,
  username   TEXT    NOT NULL,
  opponent   TEXT    NOT NULL,
  game       TEXT    NOT NULL,
  format     TEXT    NOT NULL,
  won        BOOLEAN,
  ended_at   BIGINT  NOT NULL,
  PRIMARY KEY (match_id, side)
) WITHOUT ROWID;
CREATE INDEX series_history_of ON series_history (player, created_at DESC, match_id);
CREATE INDEX series_history_active ON series_history (game, ended_at, username, won);

CREATE TABLE series_games (
  match_id      BLOB             NOT NULL,
  number        INTEGER          NOT NULL,
  seed          BIGINT           NOT NULL,
  stage         TEXT             NOT NULL,
  winner        TEXT             NOT NULL,
  result_winner TEXT,
  frames        INTEGER          NOT NULL,
  p1_character  TEXT             NOT NULL,
  p1_stocks     INTEGER          NOT NULL,
  p1_percent    DOUBLE PRECISION NOT NULL,
  p1_moves      INTEGER          NOT NULL,
  p1_late       INTEGER          NOT NULL,
  p1_broken     INTEGER          NOT NULL,
  p1_median     BIGINT           NOT NULL,
  p1_p99        BIGINT           NOT NULL,
  p1_worst      BIGINT           NOT NULL,
  p2_character  TEXT             NOT NULL,
  p2_stocks     INTEGER          NOT NULL,
  p2_percent    DOUBLE PRECISION NOT NULL,
  p2_moves      INTEGER          NOT NULL,
  p2_late       INTEGER          NOT NULL,
  p2_broken     INTEGER          NOT NULL,
  p2_median     BIGINT           NOT NULL,
  p2_p99        BIGINT           NOT NULL,
  p2_worst      BIGINT           NOT NULL,
  forfeited_by  TEXT,
  reason        TEXT,
  replay_hash   BLOB,
  replay_bytes  BIGINT           NOT NULL,
  format        TEXT             NOT NULL,
  started_at    BIGINT           NOT NULL,
  ended_at      BIGINT           NOT NULL,
  PRIMARY KEY (match_id, number)
) WITHOUT ROWID;

-- open_low and open_high are the two players, in the order of their ids, as long as it is open: null
-- equals nothing, so that they are unique only then.
CREATE TABLE challenges (
  id         BLOB   NOT NULL PRIMARY KEY,
  challenger BLOB   NOT NULL,
  challenged BLOB   NOT NULL,
  queue      TEXT   NOT NULL,
  format     TEXT   NOT NULL,
  fighter    TEXT   NOT NULL,
  config     TEXT   NOT NULL,
  message    TEXT,
  status     TEXT   NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  match_id   BLOB,
  open_low   BLOB,
  open_high  BLOB
) WITHOUT ROWID;
CREATE UNIQUE INDEX challenges_open ON challenges (open_low, open_high);
CREATE INDEX challenges_incoming ON challenges (challenged, status, created_at, id);

CREATE TABLE notices (
  player   BLOB   NOT NULL,
  sequence BIGINT NOT NULL,
  type     TEXT   NOT NULL,
  payload  TEXT   NOT NULL,
  at       BIGINT NOT NULL,
  PRIMARY KEY (player, sequence)
) WITHOUT ROWID;
CREATE INDEX notices_by_age ON notices (at);

-- The last number given, also of notices that were pruned.
CREATE TABLE notice_counters (
  player BLOB   NOT NULL PRIMARY KEY,
  last   BIGINT NOT NULL
) WITHOUT ROWID;

CREATE TABLE player_blocks (
  player  BLOB NOT NULL,
  blocked BLOB NOT NULL,
  PRIMARY KEY (player, blocked)
) WITHOUT ROWID;

CREATE TABLE player_penalties (
  player   BLOB    NOT NULL PRIMARY KEY,
  strikes  INTEGER NOT NULL,
  last_at  BIGINT  NOT NULL,
  until_at BIGINT  NOT NULL
) WITHOUT ROWID;

-- The owner of shared ones is all zero. command is a JSON array.
CREATE TABLE fighters (
  owner           BLOB    NOT NULL,
  name            TEXT    NOT NULL,
  number          INTEGER NOT NULL,
  version         TEXT    NOT NULL,
  command         TEXT    NOT NULL,
  protocol        INTEGER NOT NULL,
  temporary_bytes BIGINT  NOT NULL,
  hash            BLOB    NOT NULL,
  bytes           BIGINT  NOT NULL,
  uploaded_at     BIGINT  NOT NULL,
  PRIMARY KEY (owner, name, number)
) WITHOUT ROWID;
