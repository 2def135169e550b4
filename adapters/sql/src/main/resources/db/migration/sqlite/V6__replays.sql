-- When a recording was removed because it was old; its row, and what it showed, stays.
ALTER TABLE replays ADD COLUMN removed_at BIGINT;
CREATE INDEX replays_kept ON replays (uploaded_at) WHERE removed_at IS NULL;
ALTER TABLE series_games ADD COLUMN replay_removed_at BIGINT;
CREATE INDEX series_games_kept ON series_games (ended_at)
  WHERE replay_removed_at IS NULL AND replay_bytes > 0;
