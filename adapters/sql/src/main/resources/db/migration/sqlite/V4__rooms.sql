-- Rooms (V3 is kept free). Times of judges are milliseconds as the judge gives them; everything else is as
-- in V1, durations in microseconds.

CREATE TABLE rooms (
  id               BLOB    NOT NULL PRIMARY KEY,
  version          BIGINT  NOT NULL,
  status           TEXT    NOT NULL,
  format           TEXT    NOT NULL,
  name             TEXT    NOT NULL,
  creator          BLOB    NOT NULL,
  judge            TEXT    NOT NULL,
  select_count     INTEGER,
  select_min       INTEGER,
  select_max       INTEGER,
  created_at       BIGINT  NOT NULL,
  starts_at        BIGINT  NOT NULL,
  time_limit       BIGINT  NOT NULL,
  grace            BIGINT  NOT NULL,
  ready_within     BIGINT  NOT NULL,
  forfeit_after    BIGINT  NOT NULL,
  is_public        BOOLEAN NOT NULL,
  must_have_winner BOOLEAN NOT NULL,
  started_at       BIGINT,
  deadline         BIGINT,
  stopped_at       BIGINT,
  ended_at         BIGINT,
  reason           TEXT,
  detail           TEXT,
  winner           TEXT,
  last_event       BIGINT  NOT NULL
) WITHOUT ROWID;
CREATE INDEX rooms_recent ON rooms (created_at DESC, id) WHERE is_public = 1;
CREATE INDEX rooms_open ON rooms (created_at, id) WHERE status <> 'ENDED';

CREATE TABLE room_teams (
  room_id   BLOB    NOT NULL,
  position  INTEGER NOT NULL,
  team_id   TEXT    NOT NULL,
  name      TEXT    NOT NULL,
  withdrawn TEXT,
  PRIMARY KEY (room_id, position)
) WITHOUT ROWID;

-- judge and playing repeat what the room says, so that the rooms an account plays in are found at once.
CREATE TABLE room_members (
  room_id      BLOB    NOT NULL,
  username_key TEXT    NOT NULL,
  team         INTEGER NOT NULL,
  position     INTEGER NOT NULL,
  username     TEXT    NOT NULL,
  judge        TEXT    NOT NULL,
  account      TEXT    NOT NULL,
  rating       INTEGER,
  playing      BOOLEAN NOT NULL,
  ready        BOOLEAN NOT NULL,
  last_seen    BIGINT,
  PRIMARY KEY (room_id, username_key)
) WITHOUT ROWID;
CREATE INDEX room_members_playing ON room_members (judge, account, room_id) WHERE playing = 1;

CREATE TABLE room_problems (
  room_id          BLOB    NOT NULL,
  position         INTEGER NOT NULL,
  problem_id       TEXT    NOT NULL,
  name             TEXT    NOT NULL,
  rating           INTEGER,
  points           INTEGER NOT NULL,
  time_limit       BIGINT,
  revealed_at      BIGINT,
  closed_at        BIGINT,
  claim_team       TEXT,
  claim_at         BIGINT,
  claim_submission BIGINT,
  PRIMARY KEY (room_id, position)
) WITHOUT ROWID;

CREATE TABLE room_submissions (
  room_id      BLOB   NOT NULL,
  submission   BIGINT NOT NULL,
  account      TEXT   NOT NULL,
  problem_id   TEXT   NOT NULL,
  submitted_at BIGINT NOT NULL,
  verdict      TEXT   NOT NULL,
  team_id      TEXT   NOT NULL,
  state        TEXT   NOT NULL,
  PRIMARY KEY (room_id, submission)
) WITHOUT ROWID;
CREATE INDEX room_submissions_by_verdict ON room_submissions (room_id, verdict, state);

CREATE TABLE room_events (
  room_id BLOB   NOT NULL,
  id      BIGINT NOT NULL,
  type    TEXT   NOT NULL,
  data    TEXT   NOT NULL,
  at      BIGINT NOT NULL,
  PRIMARY KEY (room_id, id)
) WITHOUT ROWID;

-- The next free instant for a request to a judge.
CREATE TABLE judge_slots (
  judge   TEXT   NOT NULL PRIMARY KEY,
  free_at BIGINT NOT NULL
) WITHOUT ROWID;

CREATE TABLE judge_pauses (
  judge        TEXT    NOT NULL PRIMARY KEY,
  paused_until BIGINT  NOT NULL,
  failures     INTEGER NOT NULL,
  reason       TEXT    NOT NULL
) WITHOUT ROWID;

-- anew: what whoever has it at the moment will have seen does not count.
CREATE TABLE judge_polls (
  judge       TEXT    NOT NULL,
  account     TEXT    NOT NULL,
  due         BIGINT  NOT NULL,
  seen        BIGINT  NOT NULL,
  asked_at    BIGINT,
  taken_until BIGINT,
  anew        BOOLEAN NOT NULL,
  PRIMARY KEY (judge, account)
) WITHOUT ROWID;
CREATE INDEX judge_polls_due ON judge_polls (judge, due, account);
