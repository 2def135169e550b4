-- Decides about a claim and keeps the new lock, in one step.
-- KEYS: board, locks, lock_sources. ARGV: problem, team, timestamp, submission ('' if not known).
-- Answers nothing if the room is not known, else
-- {outcome, 1 if every problem has an owner, the lock before, the submission that made that}.
local board = redis.call('HGET', KEYS[1], 'problems')
if not board then
  return false
end
local before = redis.call('HGET', KEYS[2], ARGV[1])
local source = before and redis.call('HGET', KEYS[3], ARGV[1])
local decided = outcome(before, source, ARGV[3], ARGV[4])
if decided == 'claimed' or decided == 'reclaimed' then
  keep(KEYS[2], KEYS[3], ARGV[1], ARGV[2] .. '|' .. ARGV[3], ARGV[4])
  -- A hash that was just made lives as long as the board.
  local left = redis.call('PTTL', KEYS[1])
  if left > 0 and not before then
    redis.call('PEXPIRE', KEYS[2], left)
    redis.call('PEXPIRE', KEYS[3], left)
  end
end
local all = redis.call('HLEN', KEYS[2]) >= tonumber(board) and 1 or 0
return {decided, all, before, source}
