import type { Migration } from './migration.ts'

/**
 * Ids are 32 hex digits, digests 128 hex digits, times milliseconds since the epoch. `commit_dependencies` holds the
 * flat set: every direct and indirect dependency. `label_history.seq` is the order of events.
 * `blobs` and `used_proofs` are on PostgreSQL only: with SQLite there is one server, which has
 * files for the ones and remembers the others.
 */
export const init: Migration = {
  id: '0001-init',
  sqlite: `
CREATE TABLE owners (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('user', 'organization')),
  name TEXT NOT NULL UNIQUE,
  user_type TEXT CHECK (user_type IN ('standard', 'machine')),
  description TEXT NOT NULL,
  url TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE modules (
  id TEXT PRIMARY KEY,
  owner_id TEXT NOT NULL REFERENCES owners (id),
  name TEXT NOT NULL,
  visibility TEXT NOT NULL CHECK (visibility IN ('public', 'private')),
  state TEXT NOT NULL CHECK (state IN ('active', 'deprecated')),
  description TEXT NOT NULL,
  url TEXT NOT NULL,
  default_label_name TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL,
  UNIQUE (owner_id, name)
) STRICT;

CREATE TABLE policies (
  module_id TEXT PRIMARY KEY REFERENCES modules (id) ON DELETE CASCADE,
  text TEXT NOT NULL,
  revision INTEGER NOT NULL,
  updated_by_user_id TEXT NOT NULL REFERENCES owners (id),
  updated_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE commits (
  id TEXT PRIMARY KEY,
  module_id TEXT NOT NULL REFERENCES modules (id) ON DELETE CASCADE,
  files_digest TEXT NOT NULL,
  b5 TEXT NOT NULL,
  b4 TEXT NOT NULL,
  v1_buf_yaml BLOB NOT NULL,
  v1_buf_lock BLOB,
  source_control_url TEXT NOT NULL,
  created_by_user_id TEXT NOT NULL REFERENCES owners (id),
  created_at_ms INTEGER NOT NULL,
  UNIQUE (module_id, b5)
) STRICT;
CREATE INDEX commits_by_time ON commits (module_id, created_at_ms, id);

CREATE TABLE commit_dependencies (
  commit_id TEXT NOT NULL REFERENCES commits (id) ON DELETE CASCADE,
  dependency_id TEXT NOT NULL REFERENCES commits (id),
  PRIMARY KEY (commit_id, dependency_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX commit_dependencies_reverse ON commit_dependencies (dependency_id);

CREATE TABLE labels (
  id TEXT PRIMARY KEY,
  module_id TEXT NOT NULL REFERENCES modules (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  commit_id TEXT NOT NULL REFERENCES commits (id),
  updated_by_user_id TEXT NOT NULL REFERENCES owners (id),
  created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL,
  archived_at_ms INTEGER,
  UNIQUE (module_id, name)
) STRICT;
CREATE INDEX labels_by_commit ON labels (commit_id);

CREATE TABLE label_history (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  label_id TEXT NOT NULL REFERENCES labels (id) ON DELETE CASCADE,
  commit_id TEXT NOT NULL REFERENCES commits (id),
  moved_by_user_id TEXT NOT NULL REFERENCES owners (id),
  moved_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX label_history_by_label ON label_history (label_id, seq);
CREATE INDEX label_history_by_commit ON label_history (commit_id);

CREATE TABLE tokens (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES owners (id),
  lookup TEXT NOT NULL UNIQUE,
  hash TEXT NOT NULL,
  scope TEXT NOT NULL CHECK (scope IN ('read', 'push', 'admin')),
  origin TEXT NOT NULL CHECK (origin IN ('file', 'environment', 'issued')),
  note TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL,
  expires_at_ms INTEGER,
  revoked_at_ms INTEGER
) STRICT;
CREATE INDEX tokens_by_time ON tokens (created_at_ms, id);
`,
  postgres: `
CREATE TABLE owners (
  id TEXT COLLATE "C" PRIMARY KEY,
  kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('user', 'organization')),
  name TEXT COLLATE "C" NOT NULL UNIQUE,
  user_type TEXT COLLATE "C" CHECK (user_type IN ('standard', 'machine')),
  description TEXT COLLATE "C" NOT NULL,
  url TEXT COLLATE "C" NOT NULL,
  created_at_ms BIGINT NOT NULL,
  updated_at_ms BIGINT NOT NULL
);

CREATE TABLE modules (
  id TEXT COLLATE "C" PRIMARY KEY,
  owner_id TEXT COLLATE "C" NOT NULL REFERENCES owners (id),
  name TEXT COLLATE "C" NOT NULL,
  visibility TEXT COLLATE "C" NOT NULL CHECK (visibility IN ('public', 'private')),
  state TEXT COLLATE "C" NOT NULL CHECK (state IN ('active', 'deprecated')),
  description TEXT COLLATE "C" NOT NULL,
  url TEXT COLLATE "C" NOT NULL,
  default_label_name TEXT COLLATE "C" NOT NULL,
  created_at_ms BIGINT NOT NULL,
  updated_at_ms BIGINT NOT NULL,
  UNIQUE (owner_id, name)
);

CREATE TABLE policies (
  module_id TEXT COLLATE "C" PRIMARY KEY REFERENCES modules (id) ON DELETE CASCADE,
  text TEXT COLLATE "C" NOT NULL,
  revision BIGINT NOT NULL,
  updated_by_user_id TEXT COLLATE "C" NOT NULL REFERENCES owners (id),
  updated_at_ms BIGINT NOT NULL
);

CREATE TABLE commits (
  id TEXT COLLATE "C" PRIMARY KEY,
  module_id TEXT COLLATE "C" NOT NULL REFERENCES modules (id) ON DELETE CASCADE,
  files_digest TEXT COLLATE "C" NOT NULL,
  b5 TEXT COLLATE "C" NOT NULL,
  b4 TEXT COLLATE "C" NOT NULL,
  v1_buf_yaml BYTEA NOT NULL,
  v1_buf_lock BYTEA,
  source_control_url TEXT COLLATE "C" NOT NULL,
  created_by_user_id TEXT COLLATE "C" NOT NULL REFERENCES owners (id),
  created_at_ms BIGINT NOT NULL,
  UNIQUE (module_id, b5)
);
CREATE INDEX commits_by_time ON commits (module_id, created_at_ms, id);

CREATE TABLE commit_dependencies (
  commit_id TEXT COLLATE "C" NOT NULL REFERENCES commits (id) ON DELETE CASCADE,
  dependency_id TEXT COLLATE "C" NOT NULL REFERENCES commits (id),
  PRIMARY KEY (commit_id, dependency_id)
);
CREATE INDEX commit_dependencies_reverse ON commit_dependencies (dependency_id);

CREATE TABLE labels (
  id TEXT COLLATE "C" PRIMARY KEY,
  module_id TEXT COLLATE "C" NOT NULL REFERENCES modules (id) ON DELETE CASCADE,
  name TEXT COLLATE "C" NOT NULL,
  commit_id TEXT COLLATE "C" NOT NULL REFERENCES commits (id),
  updated_by_user_id TEXT COLLATE "C" NOT NULL REFERENCES owners (id),
  created_at_ms BIGINT NOT NULL,
  updated_at_ms BIGINT NOT NULL,
  archived_at_ms BIGINT,
  UNIQUE (module_id, name)
);
CREATE INDEX labels_by_commit ON labels (commit_id);

CREATE TABLE label_history (
  seq BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
  label_id TEXT COLLATE "C" NOT NULL REFERENCES labels (id) ON DELETE CASCADE,
  commit_id TEXT COLLATE "C" NOT NULL REFERENCES commits (id),
  moved_by_user_id TEXT COLLATE "C" NOT NULL REFERENCES owners (id),
  moved_at_ms BIGINT NOT NULL
);
CREATE INDEX label_history_by_label ON label_history (label_id, seq);
CREATE INDEX label_history_by_commit ON label_history (commit_id);

CREATE TABLE tokens (
  id TEXT COLLATE "C" PRIMARY KEY,
  user_id TEXT COLLATE "C" NOT NULL REFERENCES owners (id),
  lookup TEXT COLLATE "C" NOT NULL UNIQUE,
  hash TEXT COLLATE "C" NOT NULL,
  scope TEXT COLLATE "C" NOT NULL CHECK (scope IN ('read', 'push', 'admin')),
  origin TEXT COLLATE "C" NOT NULL CHECK (origin IN ('file', 'environment', 'issued')),
  note TEXT COLLATE "C" NOT NULL,
  created_at_ms BIGINT NOT NULL,
  expires_at_ms BIGINT,
  revoked_at_ms BIGINT
);
CREATE INDEX tokens_by_time ON tokens (created_at_ms, id);

CREATE TABLE blobs (
  key TEXT COLLATE "C" PRIMARY KEY,
  bytes BYTEA NOT NULL
);

CREATE TABLE used_proofs (
  key TEXT COLLATE "C" PRIMARY KEY,
  expires_at_ms BIGINT NOT NULL
);
CREATE INDEX used_proofs_by_expiry ON used_proofs (expires_at_ms);
`,
}
