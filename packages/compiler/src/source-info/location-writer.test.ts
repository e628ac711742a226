import { create, toBinary } from '@bufbuild/protobuf'
import { SourceCodeInfoSchema } from '@bufbuild/protobuf/wkt'
import { describe, expect, it } from 'vitest'
import type { Location } from './location-list.ts'
import { LocationWriter } from './location-writer.ts'

const PLAIN: Location = {
  path: [4, 0, 2, 1],
  line: 3,
  column: 2,
  endLine: 3,
  endColumn: 9,
  leading: '',
  trailing: '',
  detached: [],
}

/** What the library's own writer makes of the same locations. */
function expected(locations: readonly Location[]): Uint8Array {
  const location = locations.map(({ path, line, column, endLine, endColumn, leading, trailing, detached }) => ({
    path: [...path],
    span: line === endLine ? [line, column, endColumn] : [line, column, endLine, endColumn],
    ...(leading !== '' && { leadingComments: leading }),
    ...(trailing !== '' && { trailingComments: trailing }),
    leadingDetachedComments: [...detached],
  }))
  return toBinary(SourceCodeInfoSchema, create(SourceCodeInfoSchema, { location }))
}

/** Long lists of bytes are compared much faster as texts. */
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

function written(locations: readonly Location[], before = new Uint8Array()): Uint8Array {
  const writer = new LocationWriter(before)
  for (const location of locations) writer.write(location)
  return writer.finish()
}

describe('LocationWriter', () => {
  it.each<[string, Partial<Location>]>([
    ['a plain one', {}],
    ['one of several lines', { endLine: 7 }],
    ['the file itself', { path: [] }],
    ['large numbers', { path: [536_870_911, 128, 16_384, 2_097_152], line: 2_000_000_000, endLine: 2_000_000_001 }],
    ['a path that needs a longer length', { path: Array.from({ length: 100 }, (_, index) => index * 200) }],
    ['comments', { leading: ' leads\n', trailing: ' trails\n', detached: [' one\n', '', ' two\n'] }],
    ['other characters', { leading: 'ü', trailing: '\u{1f600}', detached: ['漢字', 'plain'] }],
    ['a lone half of a pair', { leading: 'a\ud800b' }],
    ['texts around a length of two bytes', { leading: 'x'.repeat(126), trailing: 'y'.repeat(128) }],
    ['other characters around it', { leading: 'ü'.repeat(63), trailing: 'ü'.repeat(64) }],
    ['a text longer than the buffer', { leading: 'x'.repeat(100_000), detached: ['ü'.repeat(50_000)] }],
  ])('writes %s', (_, location) => {
    const one = { ...PLAIN, ...location }
    expect(hex(written([one]))).toBe(hex(expected([one])))
    expect(hex(written([PLAIN, one, PLAIN]))).toBe(hex(expected([PLAIN, one, PLAIN])))
  })

  it('goes on behind what is there', () => {
    const before = Uint8Array.of(1, 2, 3)
    expect(written([PLAIN], before)).toEqual(Uint8Array.of(...before, ...expected([PLAIN])))
  })

  it('writes as many as there are', () => {
    const many = Array.from({ length: 5000 }, (_, index) => ({ ...PLAIN, line: index, endLine: index }))
    expect(hex(written(many))).toBe(hex(expected(many)))
  })
})
