import { expect, test } from 'vitest'
import { fingerprint } from './fingerprint.ts'

test('is fixed for ever, since waivers name it', () => {
  expect(fingerprint('FIELD_SAME_TYPE', 'a.v1.M.id', 'type of 1: int32 -> string')).toMatchInlineSnapshot(
    `"wp1:9533912fdc3cb01d"`,
  )
})

test('tells its parts apart', () => {
  const all = [
    fingerprint('A', 'b', 'c'),
    fingerprint('A', 'bc', ''),
    fingerprint('A', '', 'bc'),
    fingerprint('Ab', '', 'c'),
  ]
  expect(new Set(all).size).toBe(4)
})
