import { expect, test } from 'vitest'
import { compile } from './compile.ts'
import { createCompileCache } from './compile-cache.ts'
import { imageOf } from './testing/compile-text.ts'

const image = imageOf({
  'a.proto': 'import "b.proto";\nimport "c.proto";\nimport public "d.proto";\nmessage A { optional C c = 1; }\n',
  'b.proto': 'syntax = "proto2"; message B {}',
  'c.proto': 'syntax = "proto2"; message C {}',
  'd.proto': 'syntax = "proto2"; message D {}',
})
const file = image.files.find(({ path }) => path === 'a.proto')!

test('a file without a syntax says so', () => {
  expect(image.files.map(({ isSyntaxUnspecified }) => isSyntaxUnspecified)).toEqual([false, false, false, true])
})

test('imports that nothing uses are told; public ones are for others', () => {
  expect(file.unusedDependencies).toEqual([0])
})

test('places are found by path', () => {
  expect(file.locate([4, 0, 2, 0])).toEqual({ start: { line: 4, column: 13 }, end: { line: 4, column: 30 } })
  expect(file.locate([4, 9])).toBeUndefined()
  expect(file.locationsUnder([4, 0, 2]).length).toBeGreaterThan(3)
  expect(file.sourceCodeInfo()?.length).toBeGreaterThan(50)
})

test('source info that is made along is what is made from the text when it is asked for', () => {
  const files: Record<string, string> = {
    'options.proto':
      'syntax = "proto2";\nimport "google/protobuf/descriptor.proto";\n// Leads.\nmessage Opts { optional int32 a = 1; repeated string b = 2; }\n' +
      'extend google.protobuf.FieldOptions { optional Opts opts = 50000; } // Trails.\n',
    'unused.proto': 'message Unused {}\n',
    'a.proto':
      '// Detached.\n\nsyntax = "proto3";\nimport "options.proto";\nimport "unused.proto";\n\tmessage A { /* inside */\n' +
      '  int32 x = 1 [(opts).a = 1, (opts).b = "s", deprecated = true]; // behind\n}\n',
  }
  const resolve = (path: string) => files[path]
  const roots = Object.keys(files)
  const cache = createCompileCache()
  const encoded = (options: object) => {
    const { image, diagnostics } = compile(roots, resolve, options)
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
    return image?.files.map((one) => [one.path, Buffer.from(one.sourceCodeInfo() ?? []).toString('latin1')])
  }
  const expected = encoded({})
  expect(expected?.[0]?.[1]).not.toBe('')
  expect(encoded({ sourceInfo: true })).toEqual(expected)
  expect(encoded({ sourceInfo: true, cache })).toEqual(expected)
  expect(encoded({ sourceInfo: true, cache })).toEqual(expected)
  expect(encoded({ cache })).toEqual(expected)
})
