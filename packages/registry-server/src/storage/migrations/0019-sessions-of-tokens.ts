import type { Migration } from './migration.ts'

/** The token that a session was made with, without which it is over; none for those that a person signed in to. */
export const sessionsOfTokens: Migration = {
  id: '0019-sessions-of-tokens',
  sqlite: `
ALTER TABLE sessions ADD COLUMN token_id TEXT;
`,
  postgres: `
ALTER TABLE sessions ADD COLUMN token_id TEXT COLLATE "C";
`,
}
