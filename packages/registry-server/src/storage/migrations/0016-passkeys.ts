import type { Migration } from './migration.ts'

/**
 * Keys of people's devices with which they sign in (WebAuthn). `transports` is JSON. `used_challenges` keeps what was
 * answered already until it would not be taken any more, as hashes.
 */
export const passkeys: Migration = {
  id: '0016-passkeys',
  sqlite: `
CREATE TABLE passkeys (
  credential_id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES owners (id) ON DELETE CASCADE,
  public_key TEXT NOT NULL,
  counter INTEGER NOT NULL,
  transports TEXT NOT NULL,
  name TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL,
  last_used_at_ms INTEGER
) STRICT;
CREATE INDEX passkeys_by_user ON passkeys (user_id, created_at_ms);

CREATE TABLE used_challenges (
  hash TEXT PRIMARY KEY,
  expires_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX used_challenges_by_expiry ON used_challenges (expires_at_ms);
`,
  postgres: `
CREATE TABLE passkeys (
  credential_id TEXT COLLATE "C" PRIMARY KEY,
  user_id TEXT COLLATE "C" NOT NULL REFERENCES owners (id) ON DELETE CASCADE,
  public_key TEXT COLLATE "C" NOT NULL,
  counter BIGINT NOT NULL,
  transports TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  created_at_ms BIGINT NOT NULL,
  last_used_at_ms BIGINT
);
CREATE INDEX passkeys_by_user ON passkeys (user_id, created_at_ms);

CREATE TABLE used_challenges (
  hash TEXT COLLATE "C" PRIMARY KEY,
  expires_at_ms BIGINT NOT NULL
);
CREATE INDEX used_challenges_by_expiry ON used_challenges (expires_at_ms);
`,
}
