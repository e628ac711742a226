import { expect, test } from 'vitest'
import { readJson } from './read-json.ts'
import { simpleMessage } from './testing/simple-shape.ts'
import { writeJson } from './write-json.ts'

const strict = { profile: 'strict' } as const
const lenient = { profile: 'ignoreUnknown' } as const
const enumType = {
  fullName: 'a.v1.E',
  isClosed: true,
  values: [
    { name: 'ZERO', number: 0n },
    { name: 'ONE', number: 1n },
    { name: 'UNO', number: 1n },
  ],
}

test('a field is found by its json name and by its proto name, and the json name is written', () => {
  const shape = simpleMessage({ name: 'a_b', jsonName: 'aB' })
  for (const text of ['{"aB":1}', '{"a_b":1}']) {
    const { value } = readJson(shape, text, strict)
    expect(writeJson(shape, value!)).toBe('{"aB":1}')
  }
  expect(readJson(shape, '{"aB":1,"a_b":1}', strict).error?.reason).toBe('malformed')
})

test('an unknown key is rejected with its place, or left out', () => {
  const inner = simpleMessage({})
  const shape = simpleMessage({ kind: 'message', messageType: inner })
  expect(readJson(shape, '{"a":{"z":1}}', strict).error).toMatchObject({
    reason: 'unknown JSON key',
    path: [1],
    key: 'z',
  })
  expect(readJson(shape, '{"a":{"z":1}}', lenient).error).toBeUndefined()
})

test('enums are read by name, alias and listed number; an unknown name is rejected or left out', () => {
  const shape = simpleMessage({ kind: 'enum', enumType })
  const read = (text: string) => readJson(shape, text, lenient)
  expect(['"ONE"', '"UNO"', '1', '1.0'].map((text) => read(`{"a":${text}}`).value?.fields.get(1))).toEqual([
    1n,
    1n,
    1n,
    1n,
  ])
  expect(read('{"a":"TWO"}').value?.fields.size).toBe(0)
  expect(readJson(shape, '{"a":"TWO"}', strict).error?.reason).toBe('unknown enum value')
  expect(read('{"a":2}').error?.reason).toBe('unknown enum value')
  expect(writeJson(shape, read('{"a":1}').value!)).toBe('{"a":"ONE"}')
})

test('null is no value, and not allowed in a list', () => {
  expect(readJson(simpleMessage({}), '{"a":null}', strict).value?.fields.size).toBe(0)
  const list = simpleMessage({ cardinality: 'repeated', presence: 'implicit' })
  expect(readJson(list, '{"a":[null]}', strict).error?.reason).toBe('wrong JSON type')
})

test('a second member of a oneof is rejected', () => {
  const shape = simpleMessage({ oneof: 'o' }, { number: 2, name: 'b', oneof: 'o' })
  expect(readJson(shape, '{"a":1,"b":1}', strict).error).toMatchObject({ reason: 'oneof already set', path: [2] })
})

test.each([
  ['int32', '{"a":true}'],
  ['bool', '{"a":1}'],
  ['string', '{"a":1}'],
  ['bytes', '{"a":"hi!"}'],
  ['int32', '{"a":[1]}'],
  ['int32', '[]'],
] as const)('%s does not take %s', (kind, text) => {
  expect(readJson(simpleMessage({ kind }), text, lenient).error?.reason).toBe('wrong JSON type')
})
