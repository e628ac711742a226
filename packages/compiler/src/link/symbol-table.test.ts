import { expect, test } from 'vitest'
import { errorsOf } from '../testing/compile-text.ts'

test('a look-up sees only what its file sees, whatever else is compiled', () => {
  const texts = {
    'a.proto': 'package p;\nmessage M { optional Other x = 1; }',
    'b.proto': 'package p; message Other {}',
  }
  expect(errorsOf(texts)).toEqual(['unresolved-name 2:22'])
})

test('fields, oneofs and methods are found where a name may mean them', () => {
  const head =
    'import "google/protobuf/descriptor.proto";\nextend google.protobuf.MessageOptions { optional int32 o = 50000; }\n'
  expect(errorsOf(`${head}message P { optional int32 o = 1; message M { option (o) = 1; } }`)).toEqual([
    'wrong-extension 3:54',
  ])
  expect(errorsOf(`${head}message P { oneof o { int32 x = 1; } message M { option (o) = 1; } }`)).toEqual([
    'wrong-kind-of-name 3:58',
  ])
})
