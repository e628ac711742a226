import { expect, test } from 'vitest'
import { compile } from './compile.ts'
import { compilePart, joinParts } from './compile-part.ts'
import { encodeImage } from './encode-image.ts'

const OPTIONS = { sourceInfo: true, imageExtension: true, excludeImports: false }

const SHARED = `syntax = "proto2";
package shared;
import "unused.proto";
message Base { extensions 10 to 20; }
`
const UNUSED = 'syntax = "proto3";\npackage unused;\n'

const user = (name: string, number: number) => `syntax = "proto2";
package ${name};
import "shared.proto";
// A comment.
message M { optional shared.Base base = 1; }
enum E { ${name.toUpperCase()}_ZERO = 0; }
extend shared.Base { optional int32 ${name} = ${number}; }
`

const FILES = { 'shared.proto': SHARED, 'unused.proto': UNUSED, 'a.proto': user('a', 10), 'b.proto': user('b', 11) }

function inParts(
  files: Readonly<Record<string, string>>,
  parts: readonly (readonly string[])[],
  options = OPTIONS,
  stepBytes?: number,
) {
  const roots = new Set(parts.flat())
  const compiled = parts.map((part) => compilePart(part, roots, (path) => files[path], options, stepBytes))
  return compiled.flatMap((part) => part ?? []).length === parts.length
    ? joinParts(compiled.filter((part) => part !== undefined))
    : undefined
}

test.each([
  [['a.proto'], ['b.proto']],
  [['a.proto'], ['b.proto', 'shared.proto', 'unused.proto']],
  [['b.proto', 'shared.proto'], ['a.proto']],
])('%j and %j make together what they make at once', (...parts) => {
  const whole = compile(parts.flat(), (path) => FILES[path as keyof typeof FILES], { sourceInfo: true })
  const joined = inParts(FILES, parts)
  expect(joined?.files.map(({ path }) => path)).toEqual(whole.image?.files.map(({ path }) => path))
  expect(Buffer.concat(joined?.files.map(({ bytes }) => bytes) ?? [])).toEqual(
    Buffer.from(encodeImage(whole.image ?? { files: [] }, OPTIONS)),
  )
  expect(joined?.diagnostics).toEqual(whole.diagnostics)
})

test.each([
  ['a.proto', 'b.proto', 'shared.proto', 'unused.proto'],
  ['unused.proto', 'shared.proto', 'b.proto', 'a.proto'],
])('a part of %s, %s and others is the same file by file as at once', (...part) => {
  const whole = compile(part, (path) => FILES[path as keyof typeof FILES], { sourceInfo: true })
  const joined = inParts(FILES, [part], OPTIONS, 1)
  expect(joined?.files.map(({ path }) => path)).toEqual(whole.image?.files.map(({ path }) => path))
  expect(Buffer.concat(joined?.files.map(({ bytes }) => bytes) ?? [])).toEqual(
    Buffer.from(encodeImage(whole.image ?? { files: [] }, OPTIONS)),
  )
  expect(joined?.diagnostics).toEqual(whole.diagnostics)
})

test('an import that stands where nobody looks for it is compiled once more', () => {
  const files = {
    'a.proto': 'syntax = "proto3"; package a; message M {}',
    'b.proto': 'syntax = "proto3"; package b; import "a.proto"; message N { a.M m = 1; }',
  }
  const joined = inParts(files, [['a.proto', 'b.proto']], OPTIONS, 1)
  expect(joined?.files.map(({ path }) => path)).toEqual(['a.proto', 'b.proto'])
})

test('imports can be left out', () => {
  const joined = inParts(FILES, [['a.proto'], ['b.proto']], { ...OPTIONS, excludeImports: true })
  const written = joined?.files.filter(({ bytes }) => bytes.length > 0)
  expect(written?.map(({ path }) => path)).toEqual(['a.proto', 'b.proto'])
})

test('an error in one part leaves it to a compilation of everything', () => {
  expect(inParts({ ...FILES, 'b.proto': 'message' }, [['a.proto'], ['b.proto']])).toBeUndefined()
})

test.each([
  ['a message of the same name', 'syntax = "proto3"; package a; message M {}'],
  ['a value of an enum with the name of a message', 'syntax = "proto3"; package a; enum F { M = 0; }'],
  ['a package with the name of a message', 'syntax = "proto3"; package a.M; message N {}'],
  ['an extension of the same number', user('b', 10)],
])('%s leaves it to a compilation of everything', (_, b) => {
  expect(inParts({ ...FILES, 'b.proto': b }, [['a.proto'], ['b.proto']])).toBeUndefined()
  expect(inParts({ ...FILES, 'b.proto': b }, [['a.proto', 'b.proto']], OPTIONS, 1)).toBeUndefined()
})
