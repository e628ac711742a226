import type { Migration } from './migration.ts'

/**
 * What lists and look-ups go through: a list is read in the order of an index, from where its page begins. Columns that
 * refer to users have an index, too: whenever an owner is deleted, they are asked.
 */
export const queryIndexes: Migration = {
  id: '0007-query-indexes',
  sqlite: `
CREATE INDEX owners_by_creation ON owners (kind, created_at_ms, id);
CREATE INDEX modules_by_creation ON modules (created_at_ms, id);
CREATE INDEX modules_by_update ON modules (updated_at_ms, id);
CREATE INDEX modules_visible_by_creation ON modules (visibility, created_at_ms, id);
CREATE INDEX modules_visible_by_update ON modules (visibility, updated_at_ms, id);
CREATE INDEX labels_by_creation ON labels (module_id, created_at_ms, id);
CREATE INDEX labels_by_update ON labels (module_id, updated_at_ms, id);
CREATE INDEX tokens_by_scope ON tokens (scope);
CREATE INDEX tokens_by_origin ON tokens (origin);

CREATE INDEX tokens_by_user ON tokens (user_id);
CREATE INDEX commits_by_user ON commits (created_by_user_id);
CREATE INDEX labels_by_user ON labels (updated_by_user_id);
CREATE INDEX label_history_by_user ON label_history (moved_by_user_id);
CREATE INDEX policy_levels_by_user ON policy_levels (updated_by_user_id);
CREATE INDEX device_logins_by_user ON device_logins (user_id);
CREATE INDEX decisions_by_user ON decisions (user_id);
CREATE INDEX artifact_commits_by_user ON artifact_commits (created_by_user_id);
CREATE INDEX artifact_labels_by_user ON artifact_labels (updated_by_user_id);
CREATE INDEX artifact_label_history_by_user ON artifact_label_history (moved_by_user_id);
`,
  postgres: `
CREATE INDEX owners_by_creation ON owners (kind, created_at_ms, id);
CREATE INDEX modules_by_creation ON modules (created_at_ms, id);
CREATE INDEX modules_by_update ON modules (updated_at_ms, id);
CREATE INDEX modules_visible_by_creation ON modules (visibility, created_at_ms, id);
CREATE INDEX modules_visible_by_update ON modules (visibility, updated_at_ms, id);
CREATE INDEX labels_by_creation ON labels (module_id, created_at_ms, id);
CREATE INDEX labels_by_update ON labels (module_id, updated_at_ms, id);
CREATE INDEX tokens_by_scope ON tokens (scope);
CREATE INDEX tokens_by_origin ON tokens (origin);

CREATE INDEX tokens_by_user ON tokens (user_id);
CREATE INDEX commits_by_user ON commits (created_by_user_id);
CREATE INDEX labels_by_user ON labels (updated_by_user_id);
CREATE INDEX label_history_by_user ON label_history (moved_by_user_id);
CREATE INDEX policy_levels_by_user ON policy_levels (updated_by_user_id);
CREATE INDEX device_logins_by_user ON device_logins (user_id);
CREATE INDEX decisions_by_user ON decisions (user_id);
CREATE INDEX artifact_commits_by_user ON artifact_commits (created_by_user_id);
CREATE INDEX artifact_labels_by_user ON artifact_labels (updated_by_user_id);
CREATE INDEX artifact_label_history_by_user ON artifact_label_history (moved_by_user_id);
`,
}
