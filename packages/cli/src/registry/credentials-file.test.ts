import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { createTemporaryFolder } from '../../testing/temporary-folder.ts'
import { generateDpopKey } from '../session/dpop-proof.ts'
import { credentialsPath, readCredentials, writeCredentials } from './credentials-file.ts'

test('tokens and sessions come back as they were stored, in a file that only its owner reads', () => {
  const env = { HOME: createTemporaryFolder() }
  const session = {
    accessToken: 'eyJ.x.y',
    accessTokenExpiresAtMs: 1_800_000_000_000,
    refreshToken: 'wpr_x',
    key: generateDpopKey(),
    nonce: '',
  }
  const credentials = new Map([
    ['a.example.com', { user: 'ada', token: 'wp_x' }],
    ['b.example.com', { user: 'ada', session }],
  ])
  writeCredentials(env, credentials)
  expect(readCredentials(env)).toEqual(credentials)
  expect(statSync(credentialsPath(env)).mode & 0o777).toBe(0o600)
})

test.each([
  ['no JSON', '{'],
  ['no hosts', '{"version":1}'],
  ['neither a token nor a session', '{"hosts":{"a":{"user":"ada"}}}'],
  ['a session without its key', '{"hosts":{"a":{"user":"ada","session":{"accessToken":"x","refreshToken":"y"}}}}'],
])('a file with %s is damaged, and is not shown', (_, text) => {
  const env = { HOME: createTemporaryFolder() }
  mkdirSync(dirname(credentialsPath(env)), { recursive: true })
  writeFileSync(credentialsPath(env), text)
  expect(() => readCredentials(env)).toThrow(/is damaged; remove it and log in anew/)
})
