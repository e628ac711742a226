import type { Migration } from './migration.ts'

/**
 * What the heads of default labels declare and use, by symbol; `indexed_heads` says of which commit the rows of a module
 * are. `head_dependencies` are the modules that such a head depends on, directly or not.
 *
 * `retired_uses` are the numbers and names that a version of a label had and the next one has not, under the place of the
 * last version in the label's history; `indexed_labels` says up to which place they are known. `type` is empty for a
 * value of an enum.
 */
export const headSymbols: Migration = {
  id: '0005-head-symbols',
  sqlite: `
CREATE TABLE indexed_heads (
  module_id TEXT PRIMARY KEY REFERENCES modules (id) ON DELETE CASCADE,
  commit_id TEXT NOT NULL REFERENCES commits (id),
  version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX indexed_heads_by_commit ON indexed_heads (commit_id);

CREATE TABLE head_dependencies (
  module_id TEXT NOT NULL REFERENCES modules (id) ON DELETE CASCADE,
  dependency_module_id TEXT NOT NULL REFERENCES modules (id) ON DELETE CASCADE,
  PRIMARY KEY (module_id, dependency_module_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX head_dependencies_reverse ON head_dependencies (dependency_module_id, module_id);

CREATE TABLE declared_symbols (
  module_id TEXT NOT NULL REFERENCES modules (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  container TEXT NOT NULL,
  path TEXT NOT NULL,
  PRIMARY KEY (module_id, kind, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX declared_symbols_by_name ON declared_symbols (name, kind, module_id);

CREATE TABLE used_symbols (
  module_id TEXT NOT NULL REFERENCES modules (id) ON DELETE CASCADE,
  symbol TEXT NOT NULL,
  used_by TEXT NOT NULL,
  is_held INTEGER NOT NULL,
  is_foreign INTEGER NOT NULL,
  path TEXT NOT NULL,
  line INTEGER NOT NULL,
  col INTEGER NOT NULL,
  PRIMARY KEY (module_id, symbol, used_by)
) STRICT, WITHOUT ROWID;

CREATE TABLE indexed_labels (
  label_id TEXT PRIMARY KEY REFERENCES labels (id) ON DELETE CASCADE,
  seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE retired_uses (
  label_id TEXT NOT NULL REFERENCES labels (id) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  symbol TEXT NOT NULL,
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  json_name TEXT NOT NULL,
  type TEXT NOT NULL,
  PRIMARY KEY (label_id, seq, kind, symbol, number, name)
) STRICT, WITHOUT ROWID;
`,
  postgres: `
CREATE TABLE indexed_heads (
  module_id TEXT COLLATE "C" PRIMARY KEY REFERENCES modules (id) ON DELETE CASCADE,
  commit_id TEXT COLLATE "C" NOT NULL REFERENCES commits (id),
  version BIGINT NOT NULL
);
CREATE INDEX indexed_heads_by_commit ON indexed_heads (commit_id);

CREATE TABLE head_dependencies (
  module_id TEXT COLLATE "C" NOT NULL REFERENCES modules (id) ON DELETE CASCADE,
  dependency_module_id TEXT COLLATE "C" NOT NULL REFERENCES modules (id) ON DELETE CASCADE,
  PRIMARY KEY (module_id, dependency_module_id)
);
CREATE INDEX head_dependencies_reverse ON head_dependencies (dependency_module_id, module_id);

CREATE TABLE declared_symbols (
  module_id TEXT COLLATE "C" NOT NULL REFERENCES modules (id) ON DELETE CASCADE,
  kind TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  container TEXT COLLATE "C" NOT NULL,
  path TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (module_id, kind, name)
);
CREATE INDEX declared_symbols_by_name ON declared_symbols (name, kind, module_id);

CREATE TABLE used_symbols (
  module_id TEXT COLLATE "C" NOT NULL REFERENCES modules (id) ON DELETE CASCADE,
  symbol TEXT COLLATE "C" NOT NULL,
  used_by TEXT COLLATE "C" NOT NULL,
  is_held BIGINT NOT NULL,
  is_foreign BIGINT NOT NULL,
  path TEXT COLLATE "C" NOT NULL,
  line BIGINT NOT NULL,
  col BIGINT NOT NULL,
  PRIMARY KEY (module_id, symbol, used_by)
);

CREATE TABLE indexed_labels (
  label_id TEXT COLLATE "C" PRIMARY KEY REFERENCES labels (id) ON DELETE CASCADE,
  seq BIGINT NOT NULL
);

CREATE TABLE retired_uses (
  label_id TEXT COLLATE "C" NOT NULL REFERENCES labels (id) ON DELETE CASCADE,
  seq BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  symbol TEXT COLLATE "C" NOT NULL,
  number BIGINT NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  json_name TEXT COLLATE "C" NOT NULL,
  type TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (label_id, seq, kind, symbol, number, name)
);
`,
}
