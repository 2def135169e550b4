-- Instants are microseconds since the epoch, ids the 16 bytes of a UUID, wallets 20 bytes, hashes 32.
-- Numbers beyond 64 bits are decimal text. Tables WITHOUT ROWID are kept in the order of their ids, which
-- saves an index: with ids that grow in time, a batch of new rows touches few pages.

CREATE TABLE tickets (
  id                BLOB    NOT NULL PRIMARY KEY,
  queue             TEXT    NOT NULL,
  number            BIGINT  NOT NULL,
  connect_code      TEXT    NOT NULL,
  agent_key         TEXT    NOT NULL,
  fighter           TEXT,
  wallet            BLOB,
  agent_id          TEXT,
  player            BLOB,
  joined_at         BIGINT  NOT NULL,
  idempotency_key   TEXT,
  status            TEXT    NOT NULL,
  match_id          BLOB,
  side              TEXT,
  opponent_code     TEXT,
  opponent_wallet   BLOB,
  opponent_agent_id TEXT
) WITHOUT ROWID;
CREATE UNIQUE INDEX tickets_by_number ON tickets (queue, number);
CREATE UNIQUE INDEX tickets_by_idempotency_key ON tickets (queue, idempotency_key)
  WHERE idempotency_key IS NOT NULL;
CREATE INDEX tickets_waiting ON tickets (queue, number) WHERE status = 'WAITING';
CREATE INDEX tickets_by_match ON tickets (match_id) WHERE match_id IS NOT NULL;

CREATE TABLE matches (
  id                BLOB    NOT NULL PRIMARY KEY,
  queue             TEXT    NOT NULL,
  runner            TEXT    NOT NULL,
  game              TEXT    NOT NULL,
  status            TEXT    NOT NULL,
  p1_connect_code   TEXT    NOT NULL,
  p1_agent_key      TEXT    NOT NULL,
  p1_fighter        TEXT,
  p1_wallet         BLOB,
  p1_agent_id       TEXT,
  p1_player         BLOB,
  p2_connect_code   TEXT    NOT NULL,
  p2_agent_key      TEXT    NOT NULL,
  p2_fighter        TEXT,
  p2_wallet         BLOB,
  p2_agent_id       TEXT,
  p2_player         BLOB,
  p1_outcome        TEXT,
  p1_duration       DOUBLE PRECISION,
  p1_score          INTEGER,
  p1_opponent_score INTEGER,
  p2_outcome        TEXT,
  p2_duration       DOUBLE PRECISION,
  p2_score          INTEGER,
  p2_opponent_score INTEGER,
  winner            TEXT,
  winner_score      INTEGER,
  loser_score       INTEGER,
  forfeit           BOOLEAN,
  result_timestamp  BIGINT,
  replay_hash       BLOB,
  p1_rating_kind    TEXT,
  p1_rating_name    TEXT,
  p1_rating_before  INTEGER,
  p1_rating_after   INTEGER,
  p2_rating_kind    TEXT,
  p2_rating_name    TEXT,
  p2_rating_before  INTEGER,
  p2_rating_after   INTEGER,
  created_at        BIGINT  NOT NULL,
  ended_at          BIGINT,
  reason            TEXT
) WITHOUT ROWID;
CREATE INDEX matches_recent ON matches (created_at DESC, id);
CREATE INDEX matches_by_status ON matches (status, created_at, id);

CREATE TABLE signatures (
  match_id   BLOB   NOT NULL,
  side       TEXT   NOT NULL,
  address    BLOB   NOT NULL,
  signature  BLOB   NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (match_id, side)
) WITHOUT ROWID;

CREATE TABLE players (
  id           BLOB   NOT NULL PRIMARY KEY,
  username     TEXT   NOT NULL,
  username_key TEXT   NOT NULL UNIQUE,
  created_at   BIGINT NOT NULL,
  last_active  BIGINT NOT NULL
) WITHOUT ROWID;

CREATE TABLE api_keys (
  id        BLOB NOT NULL PRIMARY KEY,
  player_id BLOB NOT NULL,
  hash      BLOB NOT NULL UNIQUE
) WITHOUT ROWID;

-- rating_key is kind:name, in which ties are ordered.
CREATE TABLE ratings (
  game         TEXT    NOT NULL,
  rating_key   TEXT    NOT NULL,
  kind         TEXT    NOT NULL,
  name         TEXT    NOT NULL,
  display_name TEXT    NOT NULL,
  points       INTEGER NOT NULL,
  peak         INTEGER NOT NULL,
  wins         INTEGER NOT NULL,
  losses       INTEGER NOT NULL,
  last_match   BIGINT  NOT NULL,
  PRIMARY KEY (game, rating_key)
) WITHOUT ROWID;
CREATE INDEX ratings_top ON ratings (game, points DESC, rating_key);

CREATE TABLE wagers (
  match_id    BLOB   NOT NULL PRIMARY KEY,
  status      TEXT   NOT NULL,
  amount_wei  TEXT   NOT NULL,
  wager_id    TEXT   NOT NULL,
  proposer    TEXT   NOT NULL,
  proposed_at BIGINT NOT NULL,
  answer_by   BIGINT NOT NULL
) WITHOUT ROWID;

CREATE TABLE replays (
  number       INTEGER PRIMARY KEY AUTOINCREMENT,
  hash         BLOB    NOT NULL UNIQUE,
  match_id     BLOB    NOT NULL,
  game         INTEGER NOT NULL,
  bytes        BIGINT  NOT NULL,
  uploader     TEXT    NOT NULL,
  winner       TEXT,
  winner_score INTEGER,
  loser_score  INTEGER,
  forfeit      BOOLEAN,
  uploaded_at  BIGINT  NOT NULL
);
CREATE INDEX replays_by_match ON replays (match_id, number);

-- AUTOINCREMENT: a sequence is not used again after its event was pruned.
CREATE TABLE outbox (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  type     TEXT NOT NULL,
  payload  TEXT NOT NULL
);

CREATE TABLE outbox_cursors (
  consumer TEXT   NOT NULL PRIMARY KEY,
  sequence BIGINT NOT NULL
) WITHOUT ROWID;

-- db-scheduler's table, with one column of ours: meanwhile says what was decided about a deadline
-- while it was being handled (SET or CANCELLED).
CREATE TABLE deadlines (
  task_name            TEXT    NOT NULL,
  task_instance        TEXT    NOT NULL,
  task_data            BLOB,
  execution_time       BIGINT  NOT NULL,
  picked               BOOLEAN NOT NULL,
  picked_by            TEXT,
  last_success         BIGINT,
  last_failure         BIGINT,
  consecutive_failures INTEGER,
  last_heartbeat       BIGINT,
  version              BIGINT  NOT NULL,
  priority             SMALLINT,
  meanwhile            TEXT,
  PRIMARY KEY (task_name, task_instance)
) WITHOUT ROWID;
CREATE INDEX deadlines_due ON deadlines (picked, execution_time);
