import type { Migration } from './migration.ts'

/**
 * `subject_id` is the id of a module or owner, or empty for the whole registry. Deliveries are made in the step that they
 * tell of, so that none is lost; `attempts` counts those since the delivery was made or asked for again.
 */
export const webhooks: Migration = {
  id: '0008-webhooks',
  sqlite: `
CREATE TABLE webhooks (
  id TEXT PRIMARY KEY,
  subject_kind TEXT NOT NULL CHECK (subject_kind IN ('module', 'owner', 'registry')),
  subject_id TEXT NOT NULL,
  url TEXT NOT NULL,
  events TEXT NOT NULL,
  secret TEXT NOT NULL,
  created_by_user_id TEXT NOT NULL REFERENCES owners (id),
  created_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX webhooks_by_subject ON webhooks (subject_id, created_at_ms, id);
CREATE INDEX webhooks_by_time ON webhooks (created_at_ms, id);
CREATE INDEX webhooks_by_user ON webhooks (created_by_user_id);

CREATE TABLE webhook_deliveries (
  id TEXT PRIMARY KEY,
  webhook_id TEXT NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
  event TEXT NOT NULL,
  payload TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'delivered', 'failed')),
  attempts INTEGER NOT NULL,
  due_at_ms INTEGER NOT NULL,
  created_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (state, due_at_ms);
CREATE INDEX webhook_deliveries_by_webhook ON webhook_deliveries (webhook_id, created_at_ms, id);
CREATE INDEX webhook_deliveries_by_state ON webhook_deliveries (state, created_at_ms);

CREATE TABLE webhook_attempts (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  delivery_id TEXT NOT NULL REFERENCES webhook_deliveries (id) ON DELETE CASCADE,
  at_ms INTEGER NOT NULL,
  duration_ms INTEGER NOT NULL,
  status INTEGER,
  problem TEXT NOT NULL
) STRICT;
CREATE INDEX webhook_attempts_by_delivery ON webhook_attempts (delivery_id, seq);
`,
}
