import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ReverseWriter } from './reverse-writer.ts'

const NUMBERS = fc.integer({ min: 1, max: 536_870_911 })

test('numbers are written as @bufbuild/protobuf writes them', () => {
  const int32 = fc.oneof(fc.integer(), fc.constantFrom(0, 127, 128, 16_383, 16_384, 2 ** 21, 2 ** 28, 2 ** 31 - 1, -1))
  fc.assert(
    fc.property(NUMBERS, int32, (number, value) => {
      const writer = new ReverseWriter()
      writer.int32(number, value)
      expect(writer.finish()).toEqual(new BinaryWriter().tag(number, WireType.Varint).int32(value).finish())
    }),
    { numRuns: 1_000 },
  )
})

test('texts are written as @bufbuild/protobuf writes them, long ones and lone surrogates too', () => {
  const text = fc.oneof(
    fc.string({ maxLength: 300 }),
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.constantFrom('', 'ä', `${'x'.repeat(96)}é`, '\ud800', 'a\udc00b', '💥'),
  )
  fc.assert(
    fc.property(NUMBERS, text, (number, value) => {
      const writer = new ReverseWriter()
      writer.string(number, value)
      expect(writer.finish()).toEqual(new BinaryWriter().tag(number, WireType.LengthDelimited).string(value).finish())
    }),
    { numRuns: 500 },
  )
})

test('fields come out behind one another, last written first, however long they are', () => {
  const writer = new ReverseWriter()
  const large = new Uint8Array(100_000).fill(7)
  writer.bool(3, true)
  writer.bytes(2, large)
  writer.string(1, 'a')
  expect(writer.length).toBe(100_000 + 4 + 2 + 3)
  const expected = new BinaryWriter()
    .tag(1, WireType.LengthDelimited)
    .string('a')
    .tag(2, WireType.LengthDelimited)
    .bytes(large)
    .tag(3, WireType.Varint)
    .bool(true)
    .finish()
  expect(writer.finish()).toEqual(expected)
  expect(writer.length).toBe(0)
  expect(writer.finish()).toEqual(new Uint8Array())
})
