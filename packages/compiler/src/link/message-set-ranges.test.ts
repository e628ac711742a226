import { expect, test } from 'vitest'
import { descriptorOf } from '../testing/compile-text.ts'

test('max is larger in a message set', () => {
  const text =
    'message M { option message_set_wire_format = true; extensions 4 to max; } message N { extensions 4 to max; }'
  const ends = descriptorOf(text).messageType.map(({ extensionRange }) => extensionRange[0]?.end)
  expect(ends).toEqual([0x7fffffff, 0x20000000])
})
