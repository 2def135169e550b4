-- The same tables as on SQLite (V3 is kept free). Times of judges are milliseconds as the judge gives them;
-- everything else is as in V1, durations in microseconds.

CREATE TABLE rooms (
  id               BINARY(16)   NOT NULL PRIMARY KEY,
  version          BIGINT       NOT NULL,
  status           VARCHAR(32)  NOT NULL,
  format           VARCHAR(255) NOT NULL,
  name             VARCHAR(255) NOT NULL,
  creator          BINARY(16)   NOT NULL,
  judge            VARCHAR(255) NOT NULL,
  select_count     INTEGER,
  select_min       INTEGER,
  select_max       INTEGER,
  created_at       BIGINT       NOT NULL,
  starts_at        BIGINT       NOT NULL,
  time_limit       BIGINT       NOT NULL,
  grace            BIGINT       NOT NULL,
  ready_within     BIGINT       NOT NULL,
  forfeit_after    BIGINT       NOT NULL,
  is_public        BOOLEAN      NOT NULL,
  must_have_winner BOOLEAN      NOT NULL,
  started_at       BIGINT,
  deadline         BIGINT,
  stopped_at       BIGINT,
  ended_at         BIGINT,
  reason           VARCHAR(32),
  detail           TEXT,
  winner           VARCHAR(255),
  last_event       BIGINT       NOT NULL,
  INDEX rooms_recent (is_public, created_at DESC, id),
  INDEX rooms_by_status (status, created_at, id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE room_teams (
  room_id   BINARY(16)   NOT NULL,
  position  INTEGER      NOT NULL,
  team_id   VARCHAR(255) NOT NULL,
  name      VARCHAR(255) NOT NULL,
  withdrawn VARCHAR(255),
  PRIMARY KEY (room_id, position)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- judge and playing repeat what the room says, so that the rooms an account plays in are found at once.
CREATE TABLE room_members (
  room_id      BINARY(16)   NOT NULL,
  username_key VARCHAR(255) NOT NULL,
  team         INTEGER      NOT NULL,
  position     INTEGER      NOT NULL,
  username     VARCHAR(255) NOT NULL,
  judge        VARCHAR(255) NOT NULL,
  account      VARCHAR(255) NOT NULL,
  rating       INTEGER,
  playing      BOOLEAN      NOT NULL,
  ready        BOOLEAN      NOT NULL,
  last_seen    BIGINT,
  PRIMARY KEY (room_id, username_key),
  INDEX room_members_playing (judge, account, playing, room_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE room_problems (
  room_id          BINARY(16)   NOT NULL,
  position         INTEGER      NOT NULL,
  problem_id       VARCHAR(255) NOT NULL,
  name             VARCHAR(255) NOT NULL,
  rating           INTEGER,
  points           INTEGER      NOT NULL,
  time_limit       BIGINT,
  revealed_at      BIGINT,
  closed_at        BIGINT,
  claim_team       VARCHAR(255),
  claim_at         BIGINT,
  claim_submission BIGINT,
  PRIMARY KEY (room_id, position)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE room_submissions (
  room_id      BINARY(16)   NOT NULL,
  submission   BIGINT       NOT NULL,
  account      VARCHAR(255) NOT NULL,
  problem_id   VARCHAR(255) NOT NULL,
  submitted_at BIGINT       NOT NULL,
  verdict      VARCHAR(32)  NOT NULL,
  team_id      VARCHAR(255) NOT NULL,
  state        VARCHAR(32)  NOT NULL,
  PRIMARY KEY (room_id, submission),
  INDEX room_submissions_by_verdict (room_id, verdict, state)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE room_events (
  room_id BINARY(16)   NOT NULL,
  id      BIGINT       NOT NULL,
  type    VARCHAR(255) NOT NULL,
  data    MEDIUMTEXT   NOT NULL,
  at      BIGINT       NOT NULL,
  PRIMARY KEY (room_id, id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- The next free instant for a request to a judge.
CREATE TABLE judge_slots (
  judge   VARCHAR(255) NOT NULL PRIMARY KEY,
  free_at BIGINT       NOT NULL
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE judge_pauses (
  judge        VARCHAR(255) NOT NULL PRIMARY KEY,
  paused_until BIGINT       NOT NULL,
  failures     INTEGER      NOT NULL,
  reason       TEXT         NOT NULL
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- anew: what whoever has it at the moment will have seen does not count.
CREATE TABLE judge_polls (
  judge       VARCHAR(255) NOT NULL,
  account     VARCHAR(255) NOT NULL,
  due         BIGINT       NOT NULL,
  seen        BIGINT       NOT NULL,
  asked_at    BIGINT,
  taken_until BIGINT,
  anew        BOOLEAN      NOT NULL,
  PRIMARY KEY (judge, account),
  INDEX judge_polls_due (judge, due, account)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- Every writing transaction of an engine that serves rooms only holds this row for reading, so that the end
-- of those whose connection was lost can be waited for. The owner of the schema has its own row for that.
CREATE TABLE room_engines (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1)
) ENGINE = InnoDB;
INSERT INTO room_engines (id) VALUES (1);
