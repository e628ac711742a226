import type { Migration } from './migration.ts'

/**
 * Logins that a person still has to approve, or has just approved. The device code is kept as a hash; the token that
 * comes of it is made when the device fetches it, and is never in this table.
 */
export const deviceLogins: Migration = {
  id: '0002-device-logins',
  sqlite: `
CREATE TABLE device_logins (
  lookup TEXT PRIMARY KEY,
  hash TEXT NOT NULL,
  user_code TEXT NOT NULL UNIQUE,
  client_name TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'approved', 'denied')),
  user_id TEXT REFERENCES owners (id),
  scope TEXT CHECK (scope IN ('read', 'push', 'admin')),
  token_expires_at_ms INTEGER,
  expires_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX device_logins_by_expiry ON device_logins (expires_at_ms);
`,
  postgres: `
CREATE TABLE device_logins (
  lookup TEXT COLLATE "C" PRIMARY KEY,
  hash TEXT COLLATE "C" NOT NULL,
  user_code TEXT COLLATE "C" NOT NULL UNIQUE,
  client_name TEXT COLLATE "C" NOT NULL,
  state TEXT COLLATE "C" NOT NULL CHECK (state IN ('pending', 'approved', 'denied')),
  user_id TEXT COLLATE "C" REFERENCES owners (id),
  scope TEXT COLLATE "C" CHECK (scope IN ('read', 'push', 'admin')),
  token_expires_at_ms BIGINT,
  expires_at_ms BIGINT NOT NULL
);
CREATE INDEX device_logins_by_expiry ON device_logins (expires_at_ms);
`,
}
