import { describe, expect, test } from 'vitest'
import type { Principal } from './principal.ts'
import { hasRight, REGISTRY, rightOn } from './rights.ts'

const ACME = { ownerId: 'o1', ownerName: 'acme' }
const OPEN = { ...ACME, name: 'open', visibility: 'public' } as const
const SECRET = { ...ACME, name: 'secret', visibility: 'private' } as const
const OTHER = { ownerId: 'o2', ownerName: 'other', name: 'secret', visibility: 'private' } as const

const principal = (overrides: Partial<Principal> = {}): Principal => ({
  userId: 'u1',
  userName: 'ada',
  registryRole: 'none',
  memberships: [],
  scopes: [{ permission: 'admin', resource: '' }],
  scope: 'admin',
  credential: { kind: 'process' },
  ...overrides,
})

describe('rights', () => {
  test('nobody reads public modules, and nothing else', () => {
    expect(rightOn(undefined, OPEN)).toBe('read')
    expect(rightOn(undefined, SECRET)).toBeUndefined()
    expect(rightOn(undefined, ACME)).toBeUndefined()
    expect(rightOn(undefined, REGISTRY)).toBeUndefined()
  })

  test.each([
    ['reader', 'read'],
    ['writer', 'push'],
    ['maintainer', 'maintain'],
    ['owner', 'own'],
  ] as const)('a %s of an organization has %s there, and nothing elsewhere', (role, right) => {
    const member = principal({ memberships: [{ organizationId: 'o1', role }] })
    expect([SECRET, ACME].map((subject) => rightOn(member, subject))).toEqual([right, right])
    expect([OTHER, REGISTRY].map((subject) => rightOn(member, subject))).toEqual([undefined, undefined])
  })

  test('a role on the registry counts for all owners; only an administrator has a say in the registry itself', () => {
    expect(rightOn(principal({ registryRole: 'writer' }), SECRET)).toBe('push')
    expect(rightOn(principal({ registryRole: 'writer' }), REGISTRY)).toBeUndefined()
    expect(rightOn(principal({ registryRole: 'admin' }), REGISTRY)).toBe('own')
  })

  test('one has all rights on what carries one`s own name', () => {
    expect(rightOn(principal(), { ownerId: 'u1', ownerName: 'ada', name: 'x', visibility: 'private' })).toBe('own')
  })

  test('a credential passes on no more than its scopes, where they hold', () => {
    const admin = { registryRole: 'admin' } as const
    const scoped = (permission: 'read' | 'push' | 'admin', resource: string) =>
      principal({ ...admin, scopes: [{ permission, resource }], scope: permission })
    expect(rightOn(scoped('push', ''), SECRET)).toBe('push')
    expect(rightOn(scoped('push', 'acme'), SECRET)).toBe('push')
    expect(rightOn(scoped('push', 'acme'), OTHER)).toBeUndefined()
    expect(rightOn(scoped('admin', 'acme/secret'), SECRET)).toBe('own')
    expect(rightOn(scoped('admin', 'acme/secret'), ACME)).toBeUndefined()
    expect(rightOn(scoped('admin', 'acme'), REGISTRY)).toBeUndefined()
    expect(hasRight(scoped('read', 'other'), 'read', OPEN)).toBe(true)
  })

  test('a scope gives nothing that the account does not have', () => {
    expect(rightOn(principal(), SECRET)).toBeUndefined()
  })
})
