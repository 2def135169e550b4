-- The locks of a room and the submissions that made them, both of one moment.
-- KEYS: board, locks, lock_sources. Answers nothing if the room is not known.
if redis.call('EXISTS', KEYS[1]) == 0 then
  return false
end
return {redis.call('HGETALL', KEYS[2]), redis.call('HGETALL', KEYS[3])}
