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

test.each(['v2alpha1', 'v1alpha', 'v1beta', 'v1p1beta1', 'v1p1alpha', 'v1test', 'v1testbar', 'v01beta1', 'v1beta10'])(
  'foo.%s is unstable',
  (version) => expect(packageStability(`foo.${version}`)).toBe('unstable'),
)

test.each(['v0', 'v0alpha1', 'v1beta0', 'v1p0beta1', 'v1p1', 'v1rc1', 'V1beta1', 'beta', 'v1alphabeta1', 'v1p1test'])(
  'foo.%s is no version',
  (version) => expect(packageStability(`foo.${version}`)).toBeUndefined(),
)
