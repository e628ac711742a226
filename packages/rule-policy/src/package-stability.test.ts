import { expect, test } from 'vitest'
import { packageStability } from './package-stability.ts'

test.each([
  ['a.v1', 'stable'],
  ['a.b.v12', 'stable'],
  ['a.v01', 'stable'],
  ['a.v1beta1', 'unstable'],
  ['a.v1alpha', 'unstable'],
  ['a.v2p1beta3', 'unstable'],
  ['a.v1test', 'unstable'],
  ['a.v1testing_x', 'unstable'],
  ['v1', undefined],
  ['a.v0', undefined],
  ['a.v1p1', undefined],
  ['a.v1beta0', undefined],
  ['a.V1', undefined],
  ['a.v1.b', undefined],
  ['', undefined],
])('%s: %s', (name, expected) => {
  expect(packageStability(name)).toBe(expected)
})
