import type { Migration } from './migration.ts'

/** The keys that sign access tokens. `sealed_private_jwk` opens under the master key alone, which is not in here. */
export const signingKeys: Migration = {
  id: '0013-signing-keys',
  sqlite: `
CREATE TABLE signing_keys (
  kid TEXT PRIMARY KEY,
  public_jwk TEXT NOT NULL,
  sealed_private_jwk TEXT NOT NULL,
  signs_from_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX signing_keys_by_start ON signing_keys (signs_from_ms, kid);
`,
  postgres: `
CREATE TABLE signing_keys (
  kid TEXT COLLATE "C" PRIMARY KEY,
  public_jwk TEXT COLLATE "C" NOT NULL,
  sealed_private_jwk TEXT COLLATE "C" NOT NULL,
  signs_from_ms BIGINT NOT NULL
);
CREATE INDEX signing_keys_by_start ON signing_keys (signs_from_ms, kid);
`,
}
