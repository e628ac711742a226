import { expect, test } from 'vitest'
import { toHex } from './describe-value.ts'
import { readBinary } from './read-binary.ts'
import type { MessageShape } from './shape.ts'
import { simpleMessage } from './testing/simple-shape.ts'
import { type FieldValue, MessageValue } from './value.ts'
import { writeBinary } from './write-binary.ts'

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
}

/** Field 1 of a payload and the unknown records, or why it is rejected. */
function readFirst(shape: MessageShape, hex: string): [FieldValue | undefined, string[]] | string {
  const { value, error } = readBinary(shape, bytesOf(hex))
  return error === undefined ? [value.fields.get(1), value.unknown.map(toHex)] : error.reason
}

test.each([
  ['int32', '088180808010', 1n],
  ['int32', '08ffffffffffffffffff01', -1n],
  ['uint32', '08ffffffffffffffffff01', 4294967295n],
  ['bool', '088080808010', 1n],
  ['sint32', '0801', -1n],
  ['sint64', '08ffffffffffffffffff01', -(2n ** 63n)],
  ['fixed32', '0dffffffff', 4294967295n],
  ['sfixed64', '09ffffffffffffffff', -1n],
  ['double', '090000000000000080', -0],
] as const)('%s of %s', (kind, hex, value) => {
  expect(readFirst(simpleMessage({ kind }), hex)).toEqual([value, []])
})

test.each([
  ['a known number with another wire type', '0d01000000', [undefined, ['0d01000000']]],
  ['a packed list for a singular field', '0a0101', [undefined, ['0a0101']]],
  ['the last value wins', '08010802', [2n, []]],
  ['a group that nobody knows', '131801140802', [2n, ['13180114']]],
] as const)('%s', (_, hex, expected) => {
  expect(readFirst(simpleMessage({}), hex)).toEqual(expected)
})

test.each([
  ['cut off in a varint', '0880'],
  ['cut off in a length', '1205'],
  ['a varint of eleven bytes', '08ffffffffffffffffffff01'],
  ['field number 0', '0001'],
  ['wire type 6', '0e'],
  ['a group without an end', '13'],
  ['an end without a group', '14'],
  ['groups that cross', '131b141c'],
])('%s is malformed', (_, hex) => {
  expect(readFirst(simpleMessage({}), hex)).toBe('malformed')
})

test('lists are read packed and not, whatever is declared', () => {
  for (const isPacked of [true, false]) {
    const shape = simpleMessage({ cardinality: 'repeated', presence: 'implicit', isPacked })
    expect(readFirst(shape, '08010a0202030804')).toEqual([[1n, 2n, 3n, 4n], []])
  }
})

test('unlisted numbers of a closed enum are unknown, each as a record of its own', () => {
  const enumType = { fullName: 'a.v1.E', isClosed: true, values: [{ name: 'A', number: 0n }] }
  const shape = simpleMessage({ kind: 'enum', enumType, cardinality: 'repeated', presence: 'implicit' })
  expect(readFirst(shape, '0a03000500')).toEqual([[0n, 0n], ['0805']])
})

test('a text that is no UTF-8 is rejected where it is checked', () => {
  expect(readFirst(simpleMessage({ kind: 'string' }), '0a01ff')).toBe('invalid UTF-8')
  expect(readFirst(simpleMessage({ kind: 'string', checksUtf8: false }), '0a01ff')).toEqual([Uint8Array.of(0xff), []])
})

test('members of a oneof clear each other, and a message among them does not merge across another member', () => {
  const inner = simpleMessage({ number: 1 }, { number: 2, name: 'b' })
  const shape = simpleMessage({ kind: 'message', messageType: inner, oneof: 'o' }, { number: 2, name: 'b', oneof: 'o' })
  const { value } = readBinary(shape, bytesOf('0a02080110010a021002'))
  expect(value === undefined ? '' : toHex(writeBinary(shape, value))).toBe('0a021002')
})

test('a required field must be there, at any depth', () => {
  const inner = simpleMessage({ presence: 'required' })
  const shape = simpleMessage({ kind: 'message', messageType: inner })
  expect(readBinary(shape, bytesOf('0a00')).error).toMatchObject({ reason: 'missing required field', path: [1, 1] })
})

test('messages are not read deeper than a hundred', () => {
  const fields = new Map()
  const shape: MessageShape = { fullName: 'a.v1.M', isMessageSet: false, fields }
  fields.set(1, { ...simpleMessage({ kind: 'message' }).fields.get(1), messageType: shape })
  const wrapper = simpleMessage({ kind: 'bytes' })
  const wrap = (bytes: Uint8Array) => writeBinary(wrapper, new MessageValue([[1, bytes] as const]))
  const nested = (depth: number) => Array.from({ length: depth }).reduce<Uint8Array>(wrap, Uint8Array.of())
  expect(readBinary(shape, nested(99)).error).toBeUndefined()
  expect(readBinary(shape, nested(100)).error?.reason).toBe('too deep')
})

test('an explicit zero is written, an implicit one is not, and -0 is no zero', () => {
  const payload = (presence: 'explicit' | 'implicit', zero: number) => {
    const shape = simpleMessage({ kind: 'double', presence })
    const value = readBinary(shape, bytesOf(Object.is(zero, -0) ? '090000000000000080' : '090000000000000000')).value!
    return toHex(writeBinary(shape, value))
  }
  expect(payload('explicit', 0)).toBe('090000000000000000')
  expect(payload('implicit', 0)).toBe('')
  expect(payload('implicit', -0)).toBe('090000000000000080')
})

test('unknown fields are written behind the known ones', () => {
  const shape = simpleMessage({ number: 2 })
  const { value } = readBinary(shape, bytesOf('08051007'))
  expect(toHex(writeBinary(shape, value!))).toBe('10070805')
})
