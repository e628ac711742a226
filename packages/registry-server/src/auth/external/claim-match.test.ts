import { expect, test } from 'vitest'
import { matchesClaims } from './claim-match.ts'

const CLAIMS = {
  sub: 'repo:acme/orders:ref:refs/heads/main',
  repository: 'acme/orders',
  repository_id: 42,
  ref_protected: true,
  ref: 'refs/heads/release/2026',
  groups: ['acme/orders'],
}

test.each<[string, Record<string, string>, boolean]>([
  ['the repository', { repository: 'acme/orders' }, true],
  ['several claims', { repository: 'acme/orders', repository_id: '42', ref_protected: 'true' }, true],
  ['another repository', { repository: 'acme/other' }, false],
  ['one of two', { repository: 'acme/orders', environment: 'production' }, false],
  ['a repository that begins alike', { repository: 'acme/order' }, false],
  ['a repository in other letters', { repository: 'Acme/Orders' }, false],
  ['a pattern where there is none', { repository: 'acme/*' }, false],
  ['the ref itself', { ref: 'refs/heads/release/2026' }, true],
  ['a ref within a folder', { ref: 'refs/heads/release/*' }, true],
  ['a star across a slash', { ref: 'refs/heads/*' }, false],
  ['two stars', { ref: 'refs/heads/**' }, true],
  ['two stars before an end', { ref: '**/2026' }, true],
  ['a part of the ref', { ref: 'refs/heads/release' }, false],
  ['a ref that goes on', { ref: 'refs/heads/release/202' }, false],
  ['everything', { ref: '**' }, true],
  ['a list', { groups: 'acme/orders' }, false],
  ['a claim of every object', { constructor: 'Object', toString: 'x' }, false],
])('S63: %s', (_, expected, isMatch) => {
  expect(matchesClaims(CLAIMS, expected)).toBe(isMatch)
})

test('S63: a pattern of many stars takes a bounded time', () => {
  const startMs = performance.now()
  expect(matchesClaims({ ref: 'a'.repeat(1_000) }, { ref: `${'**a'.repeat(100)}b` })).toBe(false)
  expect(performance.now() - startMs).toBeLessThan(2_000)
})
