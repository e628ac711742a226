import type { Migration } from './migration.ts'

/**
 * Sessions of all strategies. `lookup` and `hash` are those of the secret that the client presents at each request; a
 * session with the token strategy has none: its access tokens name it by `id`. `scopes` is JSON.
 *
 * `generation` counts the token sets that were handed out, `min_generation` is the oldest one whose access tokens still
 * work, and `seen_generation` the newest of which anything was presented. `refresh_tokens.salt` makes the next token of
 * the one that was presented; it is set when a token is used.
 */
export const sessions: Migration = {
  id: '0011-sessions',
  sqlite: `
CREATE TABLE sessions (
  id TEXT PRIMARY KEY,
  lookup TEXT UNIQUE,
  hash TEXT,
  user_id TEXT NOT NULL REFERENCES owners (id) ON DELETE CASCADE,
  strategy TEXT NOT NULL CHECK (strategy IN ('cookie', 'token', 'server-side')),
  scopes TEXT NOT NULL,
  is_remembered INTEGER NOT NULL CHECK (is_remembered IN (0, 1)),
  idle_timeout_ms INTEGER NOT NULL,
  absolute_timeout_ms INTEGER NOT NULL,
  created_at_ms INTEGER NOT NULL,
  authenticated_at_ms INTEGER NOT NULL,
  last_active_at_ms INTEGER NOT NULL,
  absolute_expires_at_ms INTEGER NOT NULL,
  dpop_thumbprint TEXT,
  mtls_thumbprint TEXT,
  client_name TEXT NOT NULL,
  create_address TEXT NOT NULL,
  last_address TEXT NOT NULL,
  generation INTEGER NOT NULL,
  min_generation INTEGER NOT NULL,
  seen_generation INTEGER NOT NULL,
  revoked_at_ms INTEGER,
  revocation_reason TEXT,
  revoked_by_user_id TEXT
) STRICT;
CREATE INDEX sessions_by_user ON sessions (user_id, last_active_at_ms, id);
CREATE INDEX sessions_by_expiry ON sessions (absolute_expires_at_ms);

CREATE TABLE refresh_tokens (
  lookup TEXT PRIMARY KEY,
  hash TEXT NOT NULL,
  session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  generation INTEGER NOT NULL,
  used_at_ms INTEGER,
  salt TEXT,
  UNIQUE (session_id, generation)
) STRICT, WITHOUT ROWID;
`,
  postgres: `
CREATE TABLE sessions (
  id TEXT COLLATE "C" PRIMARY KEY,
  lookup TEXT COLLATE "C" UNIQUE,
  hash TEXT COLLATE "C",
  user_id TEXT COLLATE "C" NOT NULL REFERENCES owners (id) ON DELETE CASCADE,
  strategy TEXT COLLATE "C" NOT NULL CHECK (strategy IN ('cookie', 'token', 'server-side')),
  scopes TEXT COLLATE "C" NOT NULL,
  is_remembered BIGINT NOT NULL CHECK (is_remembered IN (0, 1)),
  idle_timeout_ms BIGINT NOT NULL,
  absolute_timeout_ms BIGINT NOT NULL,
  created_at_ms BIGINT NOT NULL,
  authenticated_at_ms BIGINT NOT NULL,
  last_active_at_ms BIGINT NOT NULL,
  absolute_expires_at_ms BIGINT NOT NULL,
  dpop_thumbprint TEXT COLLATE "C",
  mtls_thumbprint TEXT COLLATE "C",
  client_name TEXT COLLATE "C" NOT NULL,
  create_address TEXT COLLATE "C" NOT NULL,
  last_address TEXT COLLATE "C" NOT NULL,
  generation BIGINT NOT NULL,
  min_generation BIGINT NOT NULL,
  seen_generation BIGINT NOT NULL,
  revoked_at_ms BIGINT,
  revocation_reason TEXT COLLATE "C",
  revoked_by_user_id TEXT COLLATE "C"
);
CREATE INDEX sessions_by_user ON sessions (user_id, last_active_at_ms, id);
CREATE INDEX sessions_by_expiry ON sessions (absolute_expires_at_ms);

CREATE TABLE refresh_tokens (
  lookup TEXT COLLATE "C" PRIMARY KEY,
  hash TEXT COLLATE "C" NOT NULL,
  session_id TEXT COLLATE "C" NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  generation BIGINT NOT NULL,
  used_at_ms BIGINT,
  salt TEXT COLLATE "C",
  UNIQUE (session_id, generation)
);
`,
}
