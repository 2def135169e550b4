-- When a recording was removed because it was old; its row, and what it showed, stays.
ALTER TABLE replays ADD COLUMN removed_at BIGINT;
CREATE INDEX replays_kept ON replays (removed_at, uploaded_at);
ALTER TABLE series_games ADD COLUMN replay_removed_at BIGINT;
CREATE INDEX series_games_kept ON series_games (replay_removed_at, ended_at);
