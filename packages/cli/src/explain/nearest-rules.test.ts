import { KNOWN_RULES } from '@wireproof/diff-engine/explanations'
import { expect, test } from 'vitest'
import { nearestRules } from './nearest-rules.ts'

const IDS = KNOWN_RULES.map(({ id }) => id)

test.each([
  ['FIELD_SAME_TYP', 'FIELD_SAME_TYPE'],
  ['field-no-deletion', 'FIELD_NO_DELETE'],
  ['DELETE_FIELD', 'FIELD_NO_DELETE'],
  ['go_package', 'FILE_SAME_GO_PACKAGE'],
  ['WIRE_EXACT_DEFAULT', 'FIELD_WIRE_EXACT_DEFAULT'],
])('%s is near %s', (text, id) => {
  expect(nearestRules(text, IDS)[0]).toBe(id)
})

test('what shares no word with any id is near none', () => {
  expect(nearestRules('xyzzy', IDS)).toEqual([])
  expect(nearestRules('', IDS)).toEqual([])
})
