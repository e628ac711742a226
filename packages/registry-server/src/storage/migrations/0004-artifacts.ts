import type { Migration } from './migration.ts'

/** Check plugins and policies: one content a commit, no dependencies. `digest` is the key of the content's blob. */
export const artifacts: Migration = {
  id: '0004-artifacts',
  sqlite: `
CREATE TABLE artifacts (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('plugin', 'policy')),
  owner_id TEXT NOT NULL REFERENCES owners (id),
  name TEXT NOT NULL,
  visibility TEXT NOT NULL CHECK (visibility IN ('public', 'private')),
  state TEXT NOT NULL CHECK (state IN ('active', 'deprecated')),
  description TEXT NOT NULL,
  source_url TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL,
  UNIQUE (owner_id, kind, name)
) STRICT;
CREATE INDEX artifacts_by_time ON artifacts (kind, created_at_ms, id);

CREATE TABLE artifact_commits (
  id TEXT PRIMARY KEY,
  artifact_id TEXT NOT NULL REFERENCES artifacts (id) ON DELETE CASCADE,
  digest TEXT NOT NULL,
  source_control_url TEXT NOT NULL,
  created_by_user_id TEXT NOT NULL REFERENCES owners (id),
  created_at_ms INTEGER NOT NULL,
  UNIQUE (artifact_id, digest)
) STRICT;
CREATE INDEX artifact_commits_by_time ON artifact_commits (artifact_id, created_at_ms, id);

CREATE TABLE artifact_labels (
  id TEXT PRIMARY KEY,
  artifact_id TEXT NOT NULL REFERENCES artifacts (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  commit_id TEXT NOT NULL REFERENCES artifact_commits (id),
  updated_by_user_id TEXT NOT NULL REFERENCES owners (id),
  created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL,
  archived_at_ms INTEGER,
  UNIQUE (artifact_id, name)
) STRICT;
CREATE INDEX artifact_labels_by_commit ON artifact_labels (commit_id);
CREATE INDEX artifact_labels_by_creation ON artifact_labels (artifact_id, created_at_ms, id);
CREATE INDEX artifact_labels_by_update ON artifact_labels (artifact_id, updated_at_ms, id);

CREATE TABLE artifact_label_history (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  label_id TEXT NOT NULL REFERENCES artifact_labels (id) ON DELETE CASCADE,
  commit_id TEXT NOT NULL REFERENCES artifact_commits (id),
  moved_by_user_id TEXT NOT NULL REFERENCES owners (id),
  moved_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX artifact_label_history_by_label ON artifact_label_history (label_id, seq);
CREATE INDEX artifact_label_history_by_commit ON artifact_label_history (commit_id);
`,
}
