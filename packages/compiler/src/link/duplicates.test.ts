import { expect, test } from 'vitest'
import { compile } from '../compile.ts'
import { compileTexts, errorsOf } from '../testing/compile-text.ts'

test.each([
  ['messages', 'message M {}\nmessage M {}', ['duplicate-name 1:9']],
  ['fields', 'message M {\n  optional int32 a = 1;\n  optional int32 a = 2;\n}', ['duplicate-name 2:18']],
  ['field and oneof', 'message M {\n  oneof a { int32 b = 2; }\n  optional int32 a = 1;\n}', ['duplicate-name 3:18']],
  ['field and nested', 'message M {\n  optional int32 a = 1;\n  message a {}\n}', ['duplicate-name 3:11']],
  ['methods', 'message M {}\nservice S {\n  rpc A(M) returns (M);\n  rpc A(M) returns (M);\n}', ['duplicate-name 3:7']],
  ['values of two enums', 'enum E { Z = 0; }\nenum F { Z = 0; }', ['duplicate-name 1:10']],
  ['group in lower case', 'message M { optional group g = 1 {} }', ['lower-case-group 1:28']],
  ['proto3 optional', 'syntax = "proto3"; message M { optional int32 a = 1; int32 _a = 2; }', []],
])('%s', (_, text, errors) => {
  expect(errorsOf(text)).toEqual(errors)
})

test('two files that know nothing of each other', () => {
  const texts = { 'a.proto': 'message M { message N {} }', 'b.proto': 'message M { message N {} }' }
  expect(errorsOf(texts)).toEqual(['duplicate-name 1:9'])
  expect(compileTexts(texts).diagnostics[0]?.notes.map(({ file }) => file)).toEqual(['b.proto'])
})

test('a name that only imported files declare, for a file that imports them all', () => {
  const texts: Record<string, string> = {
    'x.proto': 'message M { message N {} }',
    'y.proto': 'message M { message N {} }',
    'through.proto': 'import "y.proto";',
    'both.proto': 'import "x.proto"; import "y.proto";',
    'deep.proto': 'import "x.proto"; import "through.proto";',
    'one.proto': 'import "x.proto";',
    'other.proto': 'import "y.proto";',
  }
  const errors = (...roots: string[]) =>
    compile(roots, (path) => texts[path]).diagnostics.flatMap(({ code, file, severity }) =>
      severity === 'error' ? [`${file} ${code}`] : [],
    )
  expect(errors('both.proto')).toEqual(['x.proto duplicate-name'])
  expect(errors('deep.proto')).toEqual([])
  expect(errors('one.proto', 'other.proto')).toEqual([])
})

test('a package and a message, for a file that sees both', () => {
  const texts = { 'x.proto': 'package p; message A {}', 'y.proto': 'syntax = "proto2";\npackage p.A;\nmessage B {}' }
  expect(errorsOf(texts)).toEqual([])
  expect(errorsOf({ ...texts, 'z.proto': 'import "x.proto"; import "y.proto";' })).toEqual([
    'y.proto duplicate-name 2:1',
  ])
})
