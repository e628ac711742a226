import { expect, test } from 'vitest'
import { descriptorOf, imageOf } from '../testing/compile-text.ts'

test('options of every kind of element', () => {
  const file = descriptorOf(`
    option java_package = "x";
    message M {
      option deprecated = true;
      optional int32 a = 1 [deprecated = true];
      extensions 5, 6 [verification = UNVERIFIED];
      enum E { option deprecated = true; Z = 0 [deprecated = true]; }
    }
    service S { option deprecated = true; rpc R(M) returns (M) { option deprecated = true; } rpc T(M) returns (M) {} }
  `)
  const message = file.messageType[0]!
  expect(file.options?.javaPackage).toBe('x')
  expect(message.options?.deprecated).toBe(true)
  expect(message.field[0]?.options?.deprecated).toBe(true)
  expect(message.extensionRange.map(({ options }) => options?.verification)).toEqual([1, 1])
  expect(message.enumType[0]?.options?.deprecated).toBe(true)
  expect(message.enumType[0]?.value[0]?.options?.deprecated).toBe(true)
  expect(file.service[0]?.options?.deprecated).toBe(true)
  expect(file.service[0]?.method[0]?.options?.deprecated).toBe(true)
  // A body that sets nothing still makes options.
  expect(file.service[0]?.method[1]?.options).toBeDefined()
})

test('a place for each option', () => {
  const file = imageOf(
    'message M {\n  option deprecated = true;\n  optional int32 a = 1 [default = 5, deprecated = true];\n}',
  ).files[0]!
  expect(file.locate([4, 0, 7, 3])?.start).toEqual({ line: 2, column: 3 })
  expect(file.locate([4, 0, 2, 0, 7])?.start).toEqual({ line: 3, column: 25 })
  expect(file.locate([4, 0, 2, 0, 8, 3])?.start).toEqual({ line: 3, column: 38 })
})

test('an option can be used in the file that declares it', () => {
  const file = descriptorOf(
    'import "google/protobuf/descriptor.proto"; extend google.protobuf.FileOptions { repeated int32 x = 50000 [packed = true]; } option (x) = 1; option (x) = 2;',
  )
  expect(file.options?.$unknown).toEqual([{ no: 50000, wireType: 2, data: Uint8Array.of(2, 1, 2) }])
})
