import { expect, test } from 'vitest'
import { Diagnostics } from '../diagnostic/diagnostics.ts'
import { decodeSource, MAX_SOURCE_BYTES } from './decode-source.ts'

test('UTF-8 is decoded, and a byte order mark stays', () => {
  const bytes = Uint8Array.of(0xef, 0xbb, 0xbf, 0xc3, 0xa9, 0xef, 0xbf, 0xbd)
  const diagnostics = new Diagnostics()
  expect(decodeSource('a.proto', bytes, diagnostics)?.text).toBe('\uFEFFé\uFFFD')
  expect(diagnostics.list).toEqual([])
})

test('bytes that are not UTF-8 are reported where they are', () => {
  const diagnostics = new Diagnostics()
  expect(decodeSource('a.proto', Uint8Array.of(0x61, 0x0a, 0xc3, 0xa9, 0xff), diagnostics)).toBeUndefined()
  const [diagnostic] = diagnostics.list
  expect(diagnostic).toMatchObject({ code: 'invalid-utf8', span: { start: { line: 2, column: 3 } } })
  expect(diagnostic?.message).toContain('0xFF')
})

test('a file that is too large is refused before it is decoded', () => {
  const diagnostics = new Diagnostics()
  expect(decodeSource('a.proto', new Uint8Array(MAX_SOURCE_BYTES + 1), diagnostics)).toBeUndefined()
  expect(diagnostics.list[0]).toMatchObject({ code: 'source-too-large', file: 'a.proto', span: undefined })
})
