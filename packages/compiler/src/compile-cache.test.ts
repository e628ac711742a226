import { toBinary } from '@bufbuild/protobuf'
import { FileDescriptorProtoSchema } from '@bufbuild/protobuf/wkt'
import { expect, test } from 'vitest'
import { type CompileResult, compile } from './compile.ts'
import { type CompileCache, createCompileCache } from './compile-cache.ts'

type Files = Record<string, string>

/** Everything that a user can see of a result. */
function view({ image, diagnostics }: CompileResult): unknown {
  const files = image?.files.map((file) => [
    file.path,
    file.isImport,
    [...file.unusedDependencies],
    [...toBinary(FileDescriptorProtoSchema, file.proto)].join(),
    [...(file.sourceCodeInfo() ?? [])].join(),
  ])
  return { files, diagnostics }
}

/** Compiles with the cache, holds the result against one without it, and returns how many files were linked. */
function recompile(cache: CompileCache, files: Files, roots = Object.keys(files).sort()): number {
  const resolve = (path: string) => files[path]
  const cached = compile(roots, resolve, { cache })
  expect(view(cached)).toEqual(view(compile(roots, resolve)))
  return cache.linkedCount
}

const OPTIONS = `syntax = "proto2";
import "google/protobuf/descriptor.proto";
extend google.protobuf.MessageOptions { optional int32 size = 50000; }
`
const FILES: Files = {
  'base.proto': 'syntax = "proto3";\nmessage Base {}\n',
  'options.proto': OPTIONS,
  'middle.proto': 'syntax = "proto3";\nimport public "base.proto";\nmessage Middle { Base base = 1; }\n',
  'top.proto':
    'syntax = "proto3";\nimport "middle.proto";\nimport "options.proto";\nmessage Top { option (size) = 1; Base base = 1; Middle m = 2; }\n',
  'other.proto': 'syntax = "proto3";\nmessage Other { int32 a = 1 [deprecated = true]; }\n',
}

function change(files: Files, path: string, from: string, to: string): Files {
  expect(files[path]).toContain(from)
  return { ...files, [path]: (files[path] ?? '').replace(from, to) }
}

test('a file is linked again when it has changed, or something that it imports', () => {
  const cache = createCompileCache()
  expect(recompile(cache, FILES)).toBe(6)
  expect(recompile(cache, FILES)).toBe(0)
  expect(recompile(cache, { ...FILES, 'top.proto': `${FILES['top.proto']}// changed\n` })).toBe(1)
  expect(recompile(cache, FILES)).toBe(1)
  const added = change(FILES, 'base.proto', '{}', '{ int32 a = 1; }')
  expect(recompile(cache, added)).toBe(3)
  expect(recompile(cache, change(FILES, 'options.proto', '50000', '50001'))).toBe(4)
})

test('what another version has not is forgotten before that is compiled, and nothing else is linked again for it', () => {
  const cache = createCompileCache()
  recompile(cache, FILES)
  const other = change(FILES, 'middle.proto', 'Base base', 'Base bottom')
  cache.retain((path) => other[path])
  expect([...cache.linkage.files.keys()].sort()).toEqual([
    'base.proto',
    'google/protobuf/descriptor.proto',
    'options.proto',
    'other.proto',
    'top.proto',
  ])
  expect(recompile(cache, other)).toBe(2)
  cache.retain(() => undefined)
  expect([...cache.linkage.files.keys()]).toEqual(['google/protobuf/descriptor.proto'])
  expect(recompile(cache, other)).toBe(5)
  cache.retain(() => 'something else')
  expect(cache.linkage.files.size).toBe(0)
  expect(recompile(cache, other)).toBe(6)
})

test('a warning is given again without linking its file again', () => {
  const cache = createCompileCache()
  const files = { ...FILES, 'unused.proto': 'syntax = "proto3";\nimport "base.proto";\n' }
  recompile(cache, files)
  expect(recompile(cache, files)).toBe(0)
  const { diagnostics } = compile(Object.keys(files).sort(), (path: string) => files[path as keyof typeof files], {
    cache,
  })
  expect(diagnostics.map(({ code }) => code)).toEqual(['unused-import'])
})

test('bytes count like text, and equal ones are the same', () => {
  const cache = createCompileCache()
  const resolve = (path: string) => (path === 'a.proto' ? new TextEncoder().encode('syntax = "proto3";\n') : undefined)
  compile(['a.proto'], resolve, { cache })
  compile(['a.proto'], resolve, { cache })
  expect(cache.linkedCount).toBe(0)
})

test('faults come and go', () => {
  const cache = createCompileCache()
  recompile(cache, FILES)
  const broken: Files[] = [
    change(FILES, 'middle.proto', 'Base base', 'Bass base'),
    change(FILES, 'base.proto', 'message Base', 'message Bass'),
    change(FILES, 'base.proto', '{}', '{'),
    change(FILES, 'base.proto', 'message', 'import "top.proto";\nmessage'),
    change(FILES, 'other.proto', 'Other', 'Base'),
    change(FILES, 'other.proto', 'message Other', 'package Base;\nmessage Other'),
    change(FILES, 'options.proto', 'MessageOptions', 'FieldOptions'),
    change(FILES, 'options.proto', 'size = 50000', 'size = 50000; optional int32 twice = 50000'),
    change(FILES, 'top.proto', 'import "options.proto";', 'import "nope.proto";'),
    { ...FILES, 'google/protobuf/descriptor.proto': 'syntax = "proto2";\npackage google.protobuf;\n' },
  ]
  for (const files of broken) {
    recompile(cache, files)
    recompile(cache, files)
    recompile(cache, FILES)
  }
})

test('files come and go', () => {
  const cache = createCompileCache()
  recompile(cache, FILES)
  const { 'base.proto': _, ...without } = FILES
  recompile(cache, without)
  recompile(cache, FILES)
  expect(recompile(cache, FILES, ['other.proto'])).toBe(0)
  // What the last compilation did not use is forgotten.
  expect(recompile(cache, FILES, ['middle.proto'])).toBe(2)
})

test('names that are declared twice are the same with and without a cache', () => {
  const cache = createCompileCache()
  const twice: Files = { ...FILES, 'second.proto': 'syntax = "proto3";\nmessage Base { int32 b = 1; }\n' }
  const user: Files = {
    ...twice,
    'user.proto': 'syntax = "proto3";\nimport "base.proto";\nimport "second.proto";\nmessage U { Base b = 1; }\n',
  }
  recompile(cache, user, ['user.proto'])
  recompile(cache, change(user, 'base.proto', '{}', '{ int32 c = 1; }'), ['user.proto'])
  recompile(cache, twice)
  recompile(cache, FILES)
})
