import { sessionV1 } from '@wireproof/registry-api'
import { expect, test } from 'vitest'
import { parseScope } from './parse-scope.ts'

test.each([
  ['read', sessionV1.Permission.READ, ''],
  ['push:acme', sessionV1.Permission.PUSH, 'acme'],
  ['admin:acme/orders', sessionV1.Permission.ADMIN, 'acme/orders'],
])('%s', (text, permission, resource) => {
  expect(parseScope(text)).toEqual({ permission, resource })
})

test.each(['', 'write', 'READ', 'push:', 'push:a:b', 'push acme'])('%j is refused', (text) => {
  expect(() => parseScope(text)).toThrow(/is no scope; it is read, push or admin/)
})
