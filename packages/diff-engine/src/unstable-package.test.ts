import { expect, test } from 'vitest'
import { isUnstablePackage } from './unstable-package.ts'

test.each(['v2alpha1', 'v1alpha', 'v1beta', 'v1p1beta1', 'v1p1alpha', 'v1test', 'v1testbar', 'v01beta1', 'v1beta10'])(
  'foo.%s is unstable',
  (version) => {
    expect(isUnstablePackage(`foo.${version}`)).toBe(true)
  },
)

test.each([
  'v0',
  'v0alpha1',
  'v1',
  'v1beta0',
  'v1p0beta1',
  'v1p1',
  'v1rc1',
  'V1beta1',
  'beta',
  'v1alphabeta1',
  'v1p1test',
])('foo.%s is stable', (version) => {
  expect(isUnstablePackage(`foo.${version}`)).toBe(false)
})

test('the version is the last of at least two components', () => {
  expect(isUnstablePackage('v1beta1')).toBe(false)
  expect(isUnstablePackage('foo.v1beta1.bar')).toBe(false)
  expect(isUnstablePackage('')).toBe(false)
})
