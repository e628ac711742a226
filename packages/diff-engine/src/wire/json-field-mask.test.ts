import { expect, test } from 'vitest'
import { formatFieldMask, parseFieldMask } from './json-field-mask.ts'

test('paths go to lowerCamelCase and back', () => {
  expect(formatFieldMask(['a_b.c', 'd'])).toBe('aB.c,d')
  expect(parseFieldMask('aB.c,d')).toEqual(['a_b.c', 'd'])
  expect(parseFieldMask('')).toEqual([])
})

test('paths that would not survive have no text', () => {
  for (const path of ['aB', 'a__b', 'a_1', '', 'a b']) expect(formatFieldMask([path])).toBeUndefined()
  expect(parseFieldMask('a_b')).toBeUndefined()
})
