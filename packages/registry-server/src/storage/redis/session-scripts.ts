/**
 * The atomic steps of the session store, for the interpreter of Redis: it runs one script at a time, so that nothing comes
 * between what a script reads and what it writes.
 *
 * `KEYS[1]` is the prefix of all keys, with a hash tag: in a cluster they are all in one slot. Below it:
 * - `session:<id>`         hash, the fields of the SQL table `sessions`; null is a field that is not there
 * - `secret:<lookup>`      id of the session with that cookie or opaque identifier
 * - `refresh:<lookup>`     hash: hash, session_id, generation, and used_at_ms and salt when the token was used
 * - `family:<session id>`  hash: lookup of the refresh token of each generation
 * - `user:<user id>`       sorted set: sessions that have not been revoked, by the last use
 * - `expiry`               sorted set: all sessions, by their absolute end
 *
 * Times come and go as the texts that they are: a number that Lua has made could have lost its last digits on the way.
 * Source: Redis documentation, "Scripting with Lua".
 */
const PRELUDE = `
local prefix = KEYS[1]
local function fields(key)
  local flat = redis.call('HGETALL', key)
  if #flat == 0 then return nil end
  local found = {}
  for i = 1, #flat, 2 do found[flat[i]] = flat[i + 1] end
  return found
end
local function session(id) return fields(prefix .. 'session:' .. id) end
local function raw(id) return redis.call('HGETALL', prefix .. 'session:' .. id) end
local function set(id, ...) redis.call('HSET', prefix .. 'session:' .. id, ...) end
local function later(a, b) if tonumber(a) < tonumber(b) then return b else return a end end
local function is_live(s, now)
  now = tonumber(now)
  return s.revoked_at_ms == nil and now < tonumber(s.absolute_expires_at_ms)
    and now < tonumber(s.last_active_at_ms) + tonumber(s.idle_timeout_ms)
end
local function revoke(s, now, reason, by)
  set(s.id, 'revoked_at_ms', now, 'revocation_reason', reason)
  if by ~= '' then set(s.id, 'revoked_by_user_id', by) end
  redis.call('ZREM', prefix .. 'user:' .. s.user_id, s.id)
end
local function add_refresh(lookup, hash, id, generation)
  redis.call('HSET', prefix .. 'refresh:' .. lookup, 'hash', hash, 'session_id', id, 'generation', generation)
  redis.call('HSET', prefix .. 'family:' .. id, generation, lookup)
end
local function delete_family(id)
  for _, lookup in ipairs(redis.call('HVALS', prefix .. 'family:' .. id)) do
    redis.call('DEL', prefix .. 'refresh:' .. lookup)
  end
  redis.call('DEL', prefix .. 'family:' .. id)
end
`

const script = (body: string) => PRELUDE + body

/** id, user, now, absolute end, lookup, hash, isToken, most others, reason, fields...; gives those that were ended. */
export const INSERT = script(`
local id, user, now, expires, lookup, hash, is_token, max, reason = unpack(ARGV, 1, 9)
set(id, unpack(ARGV, 10))
if is_token == '1' then
  add_refresh(lookup, hash, id, '1')
else
  set(id, 'lookup', lookup, 'hash', hash)
  redis.call('SET', prefix .. 'secret:' .. lookup, id)
end
local others = redis.call('ZREVRANGE', prefix .. 'user:' .. user, 0, -1)
redis.call('ZADD', prefix .. 'user:' .. user, now, id)
redis.call('ZADD', prefix .. 'expiry', expires, id)
local live, ended = 0, {}
for _, other in ipairs(others) do
  local s = session(other)
  if s and is_live(s, now) then
    live = live + 1
    if live > tonumber(max) then
      table.insert(ended, raw(other))
      revoke(s, now, reason, '')
    end
  end
end
return ended
`)

/** id; gives the session, or nothing. */
export const FIND = script(`
return raw(ARGV[1])
`)

/** lookup; gives the session, or nothing. */
export const FIND_BY_SECRET = script(`
local id = redis.call('GET', prefix .. 'secret:' .. ARGV[1])
return id and raw(id) or {}
`)

/** lookup; gives the session, the hash of the token, and whether it was used; or nothing. */
export const FIND_BY_REFRESH_TOKEN = script(`
local token = fields(prefix .. 'refresh:' .. ARGV[1])
if not token then return {} end
return {raw(token.session_id), token.hash, token.used_at_ms and '1' or '0'}
`)

/** id, address, generation, now. */
export const TOUCH = script(`
local id, address, generation, now = unpack(ARGV)
local s = session(id)
if not s or s.revoked_at_ms then return 0 end
local active = later(s.last_active_at_ms, now)
set(id, 'last_active_at_ms', active, 'seen_generation', later(s.seen_generation, generation), 'last_address', address)
redis.call('ZADD', prefix .. 'user:' .. s.user_id, active, id)
return 1
`)

/** id, lookup, hash, now, absolute end; gives the session, or nothing. */
export const RENEW = script(`
local id, lookup, hash, now, expires = unpack(ARGV)
local s = session(id)
if not s or not is_live(s, now) then return {} end
local generation = '0'
if s.strategy == 'token' then
  generation = string.format('%d', tonumber(s.generation) + 1)
  delete_family(id)
  add_refresh(lookup, hash, id, generation)
else
  redis.call('DEL', prefix .. 'secret:' .. s.lookup)
  redis.call('SET', prefix .. 'secret:' .. lookup, id)
  set(id, 'lookup', lookup, 'hash', hash)
end
set(id, 'generation', generation, 'min_generation', generation, 'created_at_ms', now, 'authenticated_at_ms', now,
  'last_active_at_ms', now, 'absolute_expires_at_ms', expires)
redis.call('ZADD', prefix .. 'user:' .. s.user_id, now, id)
redis.call('ZADD', prefix .. 'expiry', expires, id)
return raw(id)
`)

/**
 * lookup, hash, salt, lookup and hash of the successor, grace, address, now, reason; gives the kind of the outcome, the
 * session, and the salt. See \`SessionStore.rotateRefreshToken\`.
 */
export const ROTATE = script(`
local lookup, hash, salt, next_lookup, next_hash, grace, address, now, reason = unpack(ARGV)
local token = fields(prefix .. 'refresh:' .. lookup)
if not token or token.hash ~= hash then return {'unknown'} end
local id = token.session_id
local s = session(id)
if not s then return {'unknown'} end
if not is_live(s, now) then return {'ended', raw(id)} end
local generation = string.format('%d', tonumber(token.generation) + 1)
if token.used_at_ms then
  local successor = redis.call('HGET', prefix .. 'family:' .. id, generation)
  local is_used = not successor or redis.call('HEXISTS', prefix .. 'refresh:' .. successor, 'used_at_ms') == 1
  local is_in_time = tonumber(now) <= tonumber(token.used_at_ms) + tonumber(grace)
  local is_lost = tonumber(s.seen_generation) <= tonumber(token.generation)
  if not is_used and (is_in_time or is_lost) then return {'rotated', raw(id), token.salt} end
  local before = raw(id)
  revoke(s, now, reason, '')
  return {'reused', before}
end
redis.call('HSET', prefix .. 'refresh:' .. lookup, 'used_at_ms', now, 'salt', salt)
add_refresh(next_lookup, next_hash, id, generation)
local active = later(s.last_active_at_ms, now)
set(id, 'generation', generation, 'seen_generation', later(s.seen_generation, token.generation),
  'last_active_at_ms', active, 'last_address', address)
redis.call('ZADD', prefix .. 'user:' .. s.user_id, active, id)
return {'rotated', raw(id), salt}
`)

/** user, now; gives the live sessions of a user, in no order. */
export const LIST = script(`
local live = {}
for _, id in ipairs(redis.call('ZRANGE', prefix .. 'user:' .. ARGV[1], 0, -1)) do
  local s = session(id)
  if s and is_live(s, ARGV[2]) then table.insert(live, raw(id)) end
end
return live
`)

/** id, now, reason, by whom; gives 1 when it was revoked now. */
export const REVOKE = script(`
local id, now, reason, by = unpack(ARGV)
local s = session(id)
if not s or s.revoked_at_ms then return 0 end
revoke(s, now, reason, by)
return 1
`)

/** user or empty for everybody, exception, now, reason, by whom; gives how many live ones were revoked. */
export const REVOKE_ALL = script(`
local user, except, now, reason, by = unpack(ARGV)
local ids
if user == '' then
  ids = redis.call('ZRANGEBYSCORE', prefix .. 'expiry', '(' .. now, '+inf')
else
  ids = redis.call('ZRANGE', prefix .. 'user:' .. user, 0, -1)
end
local count = 0
for _, id in ipairs(ids) do
  local s = session(id)
  if s and id ~= except and not s.revoked_at_ms then
    if is_live(s, now) then count = count + 1 end
    revoke(s, now, reason, by)
  end
end
return count
`)

/** before, limit; gives how many were deleted. */
export const PRUNE = script(`
local ids = redis.call('ZRANGEBYSCORE', prefix .. 'expiry', '-inf', '(' .. ARGV[1], 'LIMIT', 0, ARGV[2])
for _, id in ipairs(ids) do
  local s = session(id)
  delete_family(id)
  redis.call('ZREM', prefix .. 'expiry', id)
  if s then
    if s.lookup then redis.call('DEL', prefix .. 'secret:' .. s.lookup) end
    redis.call('ZREM', prefix .. 'user:' .. s.user_id, id)
    redis.call('DEL', prefix .. 'session:' .. id)
  end
end
return #ids
`)
