import { expect, test } from 'vitest'
import { compile } from './compile.ts'
import { descriptorOf, errorsOf, imageOf } from './testing/compile-text.ts'

test('files come behind their imports, and what is no root is an import', () => {
  const texts = {
    'a.proto':
      'syntax = "proto3"; import "b.proto"; import "google/protobuf/any.proto"; message A { B b = 1; google.protobuf.Any any = 2; }',
    'b.proto': 'syntax = "proto3"; message B {}',
  }
  expect(imageOf(texts).files.map(({ path, isImport }) => [path, isImport])).toEqual([
    ['b.proto', false],
    ['google/protobuf/any.proto', true],
    ['a.proto', false],
  ])
})

test('type names are full names with a dot', () => {
  const file = descriptorOf('syntax = "proto3"; package p; message A { B b = 1; message B {} }')
  expect(file.messageType[0]?.field[0]?.typeName).toBe('.p.A.B')
})

test('a file that nobody has is a diagnostic', () => {
  const { image, diagnostics } = compile(['nope.proto'], () => undefined)
  expect(image).toBeUndefined()
  expect(diagnostics.map(({ code, file }) => [code, file])).toEqual([['missing-file', 'nope.proto']])
})

test('what the resolver throws comes out', () => {
  const fail = (): never => {
    throw new Error('disk on fire')
  }
  expect(() => compile(['a.proto'], fail)).toThrow('disk on fire')
})

test('one run reports many errors, in the order of files and positions', () => {
  const bad = 'syntax = "proto3";\nmessage M {\n  Nope a = 1;\n  int32 a = 0;\n}\nmessage M {}\n'
  expect(errorsOf({ 'b.proto': bad.replaceAll('M', 'N'), 'a.proto': bad })).toEqual([
    'duplicate-name 2:9',
    'unresolved-name 3:3',
    'duplicate-name 3:8',
    'number-out-of-range 4:13',
    'b.proto duplicate-name 2:9',
    'b.proto unresolved-name 3:3',
    'b.proto duplicate-name 3:8',
    'b.proto number-out-of-range 4:13',
  ])
})

test('a root given twice is built once', () => {
  const { image } = compile(['a.proto', 'a.proto'], (path) => (path === 'a.proto' ? 'syntax = "proto3";' : undefined))
  expect(image?.files.map(({ path }) => path)).toEqual(['a.proto'])
})

test('a long chain of imports takes no call stack', () => {
  const length = 20_000
  const text = (index: number): string =>
    index === length ? 'syntax = "proto3";' : `syntax = "proto3"; import "${index + 1}.proto";`
  const { image } = compile(['0.proto'], (path) => (/^\d/.test(path) ? text(Number.parseInt(path, 10)) : undefined))
  expect(image?.files.length).toBe(length + 1)
})

test('the module can bring its own descriptor.proto', () => {
  const texts = {
    'google/protobuf/descriptor.proto':
      'syntax = "proto2"; package google.protobuf; message FileOptions { optional int32 mine = 77; }',
    'a.proto': 'syntax = "proto3"; option mine = 5;',
  }
  expect(descriptorOf(texts).options?.$unknown).toEqual([{ no: 77, wireType: 0, data: Uint8Array.of(5) }])
  const without = { ...texts, 'a.proto': 'syntax = "proto3"; option java_package = "x";' }
  expect(errorsOf(without)).toEqual(['unknown-option 1:27'])
})
