import { expect, test } from 'vitest'
import { describeStart, type StartedServer } from './describe-start.ts'

const STARTED: StartedServer = {
  version: '1.2.3',
  publicUrl: new URL('https://schemas.example.com'),
  dataDir: '/srv/data',
  isInDatabase: false,
  tokenFile: '/srv/data/admin-token',
  isTokenGiven: false,
  isFirstStart: true,
  setupFile: '/srv/data/setup-code',
}

test('a first start says where the data, the token and the code are', () => {
  const text = describeStart(STARTED)
  expect(text).toContain('Wireproof 1.2.3 serves https://schemas.example.com, data in /srv/data\n')
  expect(text).toContain('in /srv/data/admin-token (made just now, readable only by you)\n')
  expect(text).toContain('https://schemas.example.com/setup, with the one-time code in /srv/data/setup-code\n')
})

test('a second server on a database names no file that it does not have', () => {
  const text = describeStart({ ...STARTED, isInDatabase: true, tokenFile: undefined, setupFile: undefined })
  expect(text).toContain('data in PostgreSQL, cache in /srv/data\n')
  expect(text).toContain('Administrator token: the one that another server has made, or one of your own\n')
  expect(text).not.toContain('admin-token')
  expect(text).not.toContain('/setup')
  expect(describeStart({ ...STARTED, tokenFile: undefined, isTokenGiven: true })).toContain('WIREPROOF_ADMIN_TOKEN')
})
