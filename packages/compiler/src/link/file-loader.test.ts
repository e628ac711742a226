import { expect, test } from 'vitest'
import { compile } from '../compile.ts'
import { compileTexts, errorsOf, imageOf } from '../testing/compile-text.ts'

test('a circle of imports is told as a whole, where it closes', () => {
  const texts = {
    'a.proto': 'syntax = "proto3";\nimport "b.proto";\n',
    'b.proto': 'syntax = "proto3";\nimport "c.proto";\n',
    'c.proto': 'syntax = "proto3";\nimport "b.proto";\n',
  }
  const { diagnostics } = compileTexts(texts)
  expect(diagnostics.map(({ code, file, message }) => [code, file, message])).toEqual([
    ['import-cycle', 'c.proto', 'The imports go round in a circle: b.proto -> c.proto -> b.proto.'],
  ])
})

test('a file that imports itself', () => {
  expect(errorsOf('syntax = "proto3";\nimport "a.proto";')).toEqual(['import-cycle 2:1'])
})

test('an import that is not there, and one that is there twice', () => {
  const text = 'syntax = "proto3";\nimport "b.proto";\nimport "c.proto";\nimport public "b.proto";\n'
  expect(errorsOf({ 'a.proto': text, 'b.proto': 'syntax = "proto3";' })).toEqual([
    'missing-import 3:1',
    'duplicate-import 4:1',
  ])
})

test('each path is asked for once', () => {
  const asked: string[] = []
  const texts = new Map([
    ['a.proto', 'syntax = "proto3"; import "b.proto"; import "c.proto";'],
    ['b.proto', 'syntax = "proto3"; import "c.proto";'],
  ])
  compile(['a.proto', 'b.proto'], (path) => {
    asked.push(path)
    return texts.get(path)
  })
  expect(asked.filter((path) => !path.startsWith('google/'))).toEqual(['a.proto', 'b.proto', 'c.proto'])
})

test('a file that is no text is reported once, and not as missing', () => {
  const { diagnostics } = compile(['a.proto', 'b.proto'], (path) => {
    if (path === 'b.proto') return Uint8Array.of(0xff)
    return path === 'a.proto' ? 'syntax = "proto3"; import "b.proto";' : undefined
  })
  expect(diagnostics.map(({ code, file }) => [code, file])).toEqual([['invalid-utf8', 'b.proto']])
})

test("the module's own copy of a well-known type comes first", () => {
  const own = 'syntax = "proto3"; package google.protobuf; message Empty { int32 own = 1; }'
  const image = imageOf({ 'google/protobuf/empty.proto': own })
  expect(image.files[0]?.proto.messageType[0]?.field[0]?.name).toBe('own')
})
