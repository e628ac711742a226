import type { Migration } from './migration.ts'

/**
 * Policies of the registry, of owners and of modules in one table: `subject_id` is the id of the owner or module, and
 * empty for the registry. Rows stay when a policy is taken away, so that their revisions never go back.
 *
 * `decisions` is what the registry said to each move of a label. It has no reference to modules or commits: what was
 * decided stays known when they are deleted. `findings` is JSON.
 */
export const policyLevels: Migration = {
  id: '0003-policy-levels',
  sqlite: `
CREATE TABLE policy_levels (
  level TEXT NOT NULL CHECK (level IN ('registry', 'owner', 'module')),
  subject_id TEXT NOT NULL,
  text TEXT NOT NULL,
  revision INTEGER NOT NULL,
  updated_by_user_id TEXT NOT NULL REFERENCES owners (id),
  updated_at_ms INTEGER NOT NULL,
  PRIMARY KEY (level, subject_id)
) STRICT, WITHOUT ROWID;
INSERT INTO policy_levels SELECT 'module', module_id, text, revision, updated_by_user_id, updated_at_ms FROM policies;
DROP TABLE policies;

CREATE TABLE decisions (
  id TEXT PRIMARY KEY,
  module_id TEXT NOT NULL,
  module_name TEXT NOT NULL,
  label_name TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('accepted', 'refused')),
  commit_id TEXT,
  against_commit_id TEXT,
  content_digest TEXT NOT NULL,
  user_id TEXT NOT NULL REFERENCES owners (id),
  policy_digest TEXT NOT NULL,
  engine_version TEXT NOT NULL,
  findings TEXT NOT NULL,
  finding_count INTEGER NOT NULL,
  decided_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX decisions_by_time ON decisions (decided_at_ms, id);
CREATE INDEX decisions_by_module ON decisions (module_id, decided_at_ms, id);
CREATE INDEX decisions_by_commit ON decisions (commit_id, decided_at_ms, id);
`,
  postgres: `
CREATE TABLE policy_levels (
  level TEXT COLLATE "C" NOT NULL CHECK (level IN ('registry', 'owner', 'module')),
  subject_id TEXT COLLATE "C" NOT NULL,
  text TEXT COLLATE "C" NOT NULL,
  revision BIGINT NOT NULL,
  updated_by_user_id TEXT COLLATE "C" NOT NULL REFERENCES owners (id),
  updated_at_ms BIGINT NOT NULL,
  PRIMARY KEY (level, subject_id)
);
INSERT INTO policy_levels SELECT 'module', module_id, text, revision, updated_by_user_id, updated_at_ms FROM policies;
DROP TABLE policies;

CREATE TABLE decisions (
  id TEXT COLLATE "C" PRIMARY KEY,
  module_id TEXT COLLATE "C" NOT NULL,
  module_name TEXT COLLATE "C" NOT NULL,
  label_name TEXT COLLATE "C" NOT NULL,
  outcome TEXT COLLATE "C" NOT NULL CHECK (outcome IN ('accepted', 'refused')),
  commit_id TEXT COLLATE "C",
  against_commit_id TEXT COLLATE "C",
  content_digest TEXT COLLATE "C" NOT NULL,
  user_id TEXT COLLATE "C" NOT NULL REFERENCES owners (id),
  policy_digest TEXT COLLATE "C" NOT NULL,
  engine_version TEXT COLLATE "C" NOT NULL,
  findings TEXT COLLATE "C" NOT NULL,
  finding_count BIGINT NOT NULL,
  decided_at_ms BIGINT NOT NULL
);
CREATE INDEX decisions_by_time ON decisions (decided_at_ms, id);
CREATE INDEX decisions_by_module ON decisions (module_id, decided_at_ms, id);
CREATE INDEX decisions_by_commit ON decisions (commit_id, decided_at_ms, id);
`,
}
