import type { Migration } from './migration.ts'

/**
 * What a person grants to a device in full (`scopes`, JSON; null: `scope`, everywhere), and how often it asks:
 * `poll_interval_ms` grows each time that it asks too soon.
 */
export const deviceGrants: Migration = {
  id: '0017-device-grants',
  sqlite: `
ALTER TABLE device_logins ADD COLUMN scopes TEXT;
ALTER TABLE device_logins ADD COLUMN polled_at_ms INTEGER;
ALTER TABLE device_logins ADD COLUMN poll_interval_ms INTEGER NOT NULL DEFAULT 0;
`,
  postgres: `
ALTER TABLE device_logins ADD COLUMN scopes TEXT COLLATE "C";
ALTER TABLE device_logins ADD COLUMN polled_at_ms BIGINT;
ALTER TABLE device_logins ADD COLUMN poll_interval_ms BIGINT NOT NULL DEFAULT 0;
`,
}
