import { FieldDescriptorProto_Type as Type } from '@bufbuild/protobuf/wkt'
import { expect, test } from 'vitest'
import { descriptorOf, errorsOf } from '../testing/compile-text.ts'

test('messages, enums, groups and maps get their types', () => {
  const file = descriptorOf(
    'package p; enum E { Z = 0; } message M { optional E e = 1; optional M m = 2; optional group G = 3 {} map<int32, E> by = 4; }',
  )
  expect(file.messageType[0]?.field.map(({ type, typeName }) => [type, typeName])).toEqual([
    [Type.ENUM, '.p.E'],
    [Type.MESSAGE, '.p.M'],
    [Type.GROUP, '.p.M.G'],
    [Type.MESSAGE, '.p.M.ByEntry'],
  ])
  expect(file.messageType[0]?.nestedType[1]?.field[1]?.typeName).toBe('.p.E')
})

test('extendees, requests and responses', () => {
  const file = descriptorOf(
    'package p; message M { extensions 1; } extend M { optional int32 x = 1; } service S { rpc R(M) returns (.p.M); }',
  )
  expect(file.extension[0]?.extendee).toBe('.p.M')
  expect(file.service[0]?.method[0]).toMatchObject({ inputType: '.p.M', outputType: '.p.M' })
})

test('an extend block is reported once, however many extensions it has', () => {
  expect(errorsOf('extend Nope {\n  optional int32 a = 1;\n  optional int32 b = 1;\n}')).toEqual([
    'unresolved-name 1:8',
  ])
})

test('the type of the value of a map is looked for where it is written', () => {
  expect(errorsOf('message M { map<int32, Nope> a = 1; }')).toEqual(['unresolved-name 1:24'])
})
