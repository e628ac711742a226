import type { Migration } from './migration.ts'

/**
 * What users are beside names: their state, their role on the whole registry, their password, and their places in
 * organizations. Users of older versions get the role that their best token had, so that nobody loses anything.
 *
 * `account_links` are the secrets of one-time links, as hashes. `tokens.scopes` is JSON; without it, a token holds its
 * `scope` everywhere.
 */
export const accounts: Migration = {
  id: '0010-accounts',
  sqlite: `
ALTER TABLE owners ADD COLUMN user_state TEXT CHECK (user_state IN ('active', 'disabled', 'deleted'));
ALTER TABLE owners ADD COLUMN registry_role TEXT CHECK (registry_role IN ('none', 'reader', 'writer', 'admin'));
UPDATE owners SET user_state = 'active', registry_role = CASE
  WHEN EXISTS (SELECT 1 FROM tokens WHERE user_id = owners.id AND scope = 'admin') THEN 'admin'
  WHEN EXISTS (SELECT 1 FROM tokens WHERE user_id = owners.id AND scope = 'push') THEN 'writer'
  WHEN EXISTS (SELECT 1 FROM tokens WHERE user_id = owners.id) THEN 'reader'
  ELSE 'none' END WHERE kind = 'user';

ALTER TABLE tokens ADD COLUMN scopes TEXT;
ALTER TABLE tokens ADD COLUMN last_used_at_ms INTEGER;

CREATE TABLE passwords (
  user_id TEXT PRIMARY KEY REFERENCES owners (id) ON DELETE CASCADE,
  phc TEXT NOT NULL,
  changed_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE account_links (
  lookup TEXT PRIMARY KEY,
  hash TEXT NOT NULL,
  user_id TEXT NOT NULL REFERENCES owners (id) ON DELETE CASCADE,
  purpose TEXT NOT NULL CHECK (purpose IN ('setup', 'invite', 'reset')),
  created_by_user_id TEXT,
  expires_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX account_links_by_user ON account_links (user_id);
CREATE INDEX account_links_by_expiry ON account_links (expires_at_ms);

CREATE TABLE members (
  organization_id TEXT NOT NULL REFERENCES owners (id) ON DELETE CASCADE,
  user_id TEXT NOT NULL REFERENCES owners (id) ON DELETE CASCADE,
  role TEXT NOT NULL CHECK (role IN ('owner', 'maintainer', 'writer', 'reader')),
  created_at_ms INTEGER NOT NULL,
  PRIMARY KEY (organization_id, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX members_by_user ON members (user_id);
`,
  postgres: `
ALTER TABLE owners ADD COLUMN user_state TEXT COLLATE "C" CHECK (user_state IN ('active', 'disabled', 'deleted'));
ALTER TABLE owners ADD COLUMN registry_role TEXT COLLATE "C" CHECK (registry_role IN ('none', 'reader', 'writer', 'admin'));
UPDATE owners SET user_state = 'active', registry_role = CASE
  WHEN EXISTS (SELECT 1 FROM tokens WHERE user_id = owners.id AND scope = 'admin') THEN 'admin'
  WHEN EXISTS (SELECT 1 FROM tokens WHERE user_id = owners.id AND scope = 'push') THEN 'writer'
  WHEN EXISTS (SELECT 1 FROM tokens WHERE user_id = owners.id) THEN 'reader'
  ELSE 'none' END WHERE kind = 'user';

ALTER TABLE tokens ADD COLUMN scopes TEXT COLLATE "C";
ALTER TABLE tokens ADD COLUMN last_used_at_ms BIGINT;

CREATE TABLE passwords (
  user_id TEXT COLLATE "C" PRIMARY KEY REFERENCES owners (id) ON DELETE CASCADE,
  phc TEXT COLLATE "C" NOT NULL,
  changed_at_ms BIGINT NOT NULL
);

CREATE TABLE account_links (
  lookup TEXT COLLATE "C" PRIMARY KEY,
  hash TEXT COLLATE "C" NOT NULL,
  user_id TEXT COLLATE "C" NOT NULL REFERENCES owners (id) ON DELETE CASCADE,
  purpose TEXT COLLATE "C" NOT NULL CHECK (purpose IN ('setup', 'invite', 'reset')),
  created_by_user_id TEXT COLLATE "C",
  expires_at_ms BIGINT NOT NULL
);
CREATE INDEX account_links_by_user ON account_links (user_id);
CREATE INDEX account_links_by_expiry ON account_links (expires_at_ms);

CREATE TABLE members (
  organization_id TEXT COLLATE "C" NOT NULL REFERENCES owners (id) ON DELETE CASCADE,
  user_id TEXT COLLATE "C" NOT NULL REFERENCES owners (id) ON DELETE CASCADE,
  role TEXT COLLATE "C" NOT NULL CHECK (role IN ('owner', 'maintainer', 'writer', 'reader')),
  created_at_ms BIGINT NOT NULL,
  PRIMARY KEY (organization_id, user_id)
);
CREATE INDEX members_by_user ON members (user_id);
`,
}
