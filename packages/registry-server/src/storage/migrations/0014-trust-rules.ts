import type { Migration } from './migration.ts'

/**
 * Rules by which jobs of a CI provider get a token for an account without keeping a secret. `claims` and `scopes` are
 * JSON. `tokens.trust_rule_id` names the rule that a token comes of; such tokens end within minutes, and are then taken
 * out when the next one is made.
 */
export const trustRules: Migration = {
  id: '0014-trust-rules',
  sqlite: `
CREATE TABLE trust_rules (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES owners (id) ON DELETE CASCADE,
  issuer TEXT NOT NULL,
  audience TEXT NOT NULL,
  claims TEXT NOT NULL,
  scopes TEXT NOT NULL,
  note TEXT NOT NULL,
  created_by_user_id TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX trust_rules_by_issuer ON trust_rules (issuer, created_at_ms, id);
CREATE INDEX trust_rules_by_time ON trust_rules (created_at_ms, id);
CREATE INDEX trust_rules_by_user ON trust_rules (user_id);

ALTER TABLE tokens ADD COLUMN trust_rule_id TEXT;
CREATE INDEX tokens_by_trust_rule ON tokens (trust_rule_id, expires_at_ms) WHERE trust_rule_id IS NOT NULL;
CREATE INDEX tokens_exchanged_by_expiry ON tokens (expires_at_ms) WHERE trust_rule_id IS NOT NULL;
`,
  postgres: `
CREATE TABLE trust_rules (
  id TEXT COLLATE "C" PRIMARY KEY,
  user_id TEXT COLLATE "C" NOT NULL REFERENCES owners (id) ON DELETE CASCADE,
  issuer TEXT COLLATE "C" NOT NULL,
  audience TEXT COLLATE "C" NOT NULL,
  claims TEXT COLLATE "C" NOT NULL,
  scopes TEXT COLLATE "C" NOT NULL,
  note TEXT COLLATE "C" NOT NULL,
  created_by_user_id TEXT COLLATE "C" NOT NULL,
  created_at_ms BIGINT NOT NULL
);
CREATE INDEX trust_rules_by_issuer ON trust_rules (issuer, created_at_ms, id);
CREATE INDEX trust_rules_by_time ON trust_rules (created_at_ms, id);
CREATE INDEX trust_rules_by_user ON trust_rules (user_id);

ALTER TABLE tokens ADD COLUMN trust_rule_id TEXT COLLATE "C";
CREATE INDEX tokens_by_trust_rule ON tokens (trust_rule_id, expires_at_ms) WHERE trust_rule_id IS NOT NULL;
CREATE INDEX tokens_exchanged_by_expiry ON tokens (expires_at_ms) WHERE trust_rule_id IS NOT NULL;
`,
}
