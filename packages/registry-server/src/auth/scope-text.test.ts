import { expect, test } from 'vitest'
import { formatScopes, includesScopes, parseScopes } from './scope-text.ts'

test('scopes are written and read back', () => {
  const scopes = [
    { permission: 'read', resource: '' },
    { permission: 'push', resource: 'acme/weather' },
  ] as const
  expect(formatScopes(scopes)).toBe('read push:acme/weather')
  expect(parseScopes('read push:acme/weather')).toEqual(scopes)
  expect(parseScopes('')).toEqual([])
  for (const text of ['write', 'read:', 'read:a:b', 'Read', 'openid', 'read\tpush']) {
    expect(parseScopes(text)).toBeUndefined()
  }
})

test.each([
  ['push', 'read', true],
  ['push', 'push:acme/weather', true],
  ['push:acme', 'read:acme/weather', true],
  ['push:acme', 'push:acme', true],
  ['read push:acme', 'push:acme read:other', true],
  ['read', 'push', false],
  ['push:acme', 'push', false],
  ['push:acme', 'push:acmes', false],
  ['push:acme/weather', 'push:acme', false],
  ['read push:acme', 'push:other', false],
  ['', 'read', false],
])('%s includes %s: %s', (held, wanted, expected) => {
  expect(includesScopes(parseScopes(held) ?? [], parseScopes(wanted) ?? [])).toBe(expected)
})
