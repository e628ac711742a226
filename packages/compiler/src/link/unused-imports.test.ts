import { expect, test } from 'vitest'
import { compileTexts } from '../testing/compile-text.ts'

const texts = {
  'b.proto': 'syntax = "proto3"; package b; message B {}',
  'c.proto': 'syntax = "proto3"; package c; import public "b.proto";',
}

function warningsOf(text: string): string[] {
  const { image, diagnostics } = compileTexts({ ...texts, 'a.proto': text })
  expect(image).toBeDefined()
  return diagnostics.map(({ severity, code, span }) => `${severity} ${code} ${span?.start.line}:${span?.start.column}`)
}

test('an import that nothing uses is worth a warning, and does not keep the file from being built', () => {
  const text = 'syntax = "proto3";\nimport "b.proto";\n  import "google/protobuf/any.proto";\nmessage M { b.B b = 1; }'
  expect(warningsOf(text)).toEqual(['warning unused-import 3:3'])
})

test('what comes through a public import uses that import, and a public import needs no use', () => {
  expect(warningsOf('syntax = "proto3"; import "c.proto"; message M { b.B b = 1; }')).toEqual([])
  expect(warningsOf('syntax = "proto3"; import public "c.proto";')).toEqual([])
})

test('an option uses the import of its extension', () => {
  const head = 'syntax = "proto2"; import "google/protobuf/descriptor.proto"; import "b.proto";'
  const own = 'extend google.protobuf.FileOptions { optional b.B own = 50000; } option (own) = {};'
  expect(warningsOf(`${head} ${own}`)).toEqual([])
})

test('a file with errors gets no warning: what is wrong may be the use', () => {
  const { diagnostics } = compileTexts({
    ...texts,
    'a.proto': 'syntax = "proto3"; import "b.proto"; message M { B b = 1; }',
  })
  expect(diagnostics.map(({ code }) => code)).toEqual(['unresolved-name'])
})
