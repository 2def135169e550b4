-- Makes a room known, or brings it up to date: of two locks the earlier one stands, of everything
-- else what the newer version says.
-- KEYS: board, state, locks, lock_sources, scores.
-- ARGV: version, problems, milliseconds to keep it, type, status, startTime, timeLimit,
-- currentProblem ('' for none), how many locks; then problem, lock and submission ('' if not
-- known) of each; then team and points of each.
for i = 10, 9 + 3 * tonumber(ARGV[9]), 3 do
  local problem, lock, submission = ARGV[i], ARGV[i + 1], ARGV[i + 2]
  local decided =
    outcome(
      redis.call('HGET', KEYS[3], problem),
      redis.call('HGET', KEYS[4], problem),
      string.match(lock, '%d+$'),
      submission)
  if decided == 'claimed' or decided == 'reclaimed' then
    keep(KEYS[3], KEYS[4], problem, lock, submission)
  end
end

local known = redis.call('HGET', KEYS[1], 'version')
if not known or tonumber(ARGV[1]) >= tonumber(known) then
  redis.call('HSET', KEYS[1], 'version', ARGV[1], 'problems', ARGV[2])
  redis.call('DEL', KEYS[2], KEYS[5])
  redis.call('HSET', KEYS[2], 'type', ARGV[4], 'status', ARGV[5], 'startTime', ARGV[6],
    'timeLimit', ARGV[7])
  if ARGV[8] ~= '' then
    redis.call('HSET', KEYS[2], 'currentProblem', ARGV[8])
  end
  for i = 10 + 3 * tonumber(ARGV[9]), #ARGV, 2 do
    redis.call('ZADD', KEYS[5], ARGV[i + 1], ARGV[i])
  end
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
end
-- All keys of a room live equally long. The board is gone by now if it was not to be kept.
local left = redis.call('PTTL', KEYS[1])
for i = 2, #KEYS do
  if left == -2 then
    redis.call('DEL', KEYS[i])
  elseif left >= 0 then
    redis.call('PEXPIRE', KEYS[i], left)
  end
end
return false
