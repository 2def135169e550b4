-- Whether a claim takes a problem from the lock that stands (spec 4, Claim).
-- Numbers stay text, as Lua prints those of 16 digits without their last ones; they are compared
-- as numbers, which are exact up to 2^53.
-- A lock is '<team>|<timestamp>', with the last | between; the submission that made it is beside
-- it, if it is known. A text that is no lock does not count.
local function outcome(lock, source, timestamp, submission)
  local stands = lock and string.match(lock, '|(%d+)$')
  if not stands or #stands > 16 then
    return 'claimed'
  end
  if source and source == submission then
    return 'held'
  end
  local before, now = tonumber(stands), tonumber(timestamp)
  if now ~= before then
    return now < before and 'reclaimed' or 'lost'
  end
  if source and submission ~= '' and tonumber(submission) < tonumber(source) then
    return 'reclaimed'
  end
  return 'lost'
end

local function keep(locks, sources, problem, lock, submission)
  redis.call('HSET', locks, problem, lock)
  if submission == '' then
    redis.call('HDEL', sources, problem)
  else
    redis.call('HSET', sources, problem, submission)
  end
end

