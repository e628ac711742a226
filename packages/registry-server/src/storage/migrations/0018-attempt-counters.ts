import type { Migration } from './migration.ts'

/**
 * Attempts that are counted for longer than a server runs, on all servers together. `counter` stands for whoever is
 * counted, by a hash; there are so many and no more.
 */
export const attemptCounters: Migration = {
  id: '0018-attempt-counters',
  sqlite: `
CREATE TABLE attempt_counters (
  limit_name TEXT NOT NULL,
  counter INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  expires_at_ms INTEGER NOT NULL,
  PRIMARY KEY (limit_name, counter)
) STRICT, WITHOUT ROWID;
`,
  postgres: `
CREATE TABLE attempt_counters (
  limit_name TEXT COLLATE "C" NOT NULL,
  counter BIGINT NOT NULL,
  attempts BIGINT NOT NULL,
  expires_at_ms BIGINT NOT NULL,
  PRIMARY KEY (limit_name, counter)
);
`,
}
