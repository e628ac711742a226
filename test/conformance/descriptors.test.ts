import { compile } from '@wireproof/compiler'
import { expect, test } from 'vitest'
import { buildFiles } from './build-with-buf.ts'
import { compareImages } from './compare-images.ts'
import { schemas } from './descriptor-schemas.ts'
import { SUPPORT_FILES } from './invalid-corpus.ts'

/** Well-known types that nothing else here needs: an import of each makes buf hand out its own copy. */
const WELL_KNOWN = [
  'any',
  'api',
  'c_sharp_features',
  'compiler/plugin',
  'cpp_features',
  'cpp_file_options',
  'cpp_options',
  'descriptor',
  'duration',
  'empty',
  'field_mask',
  'go_features',
  'java_features',
  'json_enumvalue_options',
  'json_options',
  'source_context',
  'struct',
  'timestamp',
  'type',
  'wrappers',
]

function expectSameImage(files: Readonly<Record<string, string>>, count: number): void {
  const { image: theirs, errors } = buildFiles(files)
  expect([...errors]).toEqual([])
  const { image: ours, diagnostics } = compile(Object.keys(files).sort(), (path) => files[path])
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(compareImages(ours!, theirs!)).toEqual({ files: count, differences: [] })
}

test('schemas that use every part of the language', () => {
  const files = Object.fromEntries([...Object.entries(SUPPORT_FILES), ...Object.entries(schemas)])
  expectSameImage(files, Object.keys(files).length + 4)
})

test('the well-known types', () => {
  const imports = WELL_KNOWN.map((name) => `import "google/protobuf/${name}.proto";\n`).join('')
  expectSameImage({ 'all.proto': `syntax = "proto3";\n${imports}` }, WELL_KNOWN.length + 1)
})

test('the well-known types as files of the module', async () => {
  const { wellKnownTypes } = await import('../../packages/compiler/src/gen/well-known-types.ts')
  expectSameImage(Object.fromEntries(wellKnownTypes), WELL_KNOWN.length)
})
