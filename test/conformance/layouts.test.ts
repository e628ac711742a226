import { compile } from '@wireproof/compiler'
import { expect, test } from 'vitest'
import { Random } from './breaking-random-schema.ts'
import { buildFiles } from './build-with-buf.ts'
import { compareImages } from './compare-images.ts'
import { schemas } from './descriptor-schemas.ts'
import { SUPPORT_FILES } from './invalid-corpus.ts'
import { compareSourceInfo } from './source-info-compare.ts'
import { layOut } from './valid-schema-layout.ts'

test.each([1, 2, 3, 4])('schemas that use every part of the language, laid out at random: %i', (seed) => {
  const random = new Random(seed)
  const all = Object.entries({ ...SUPPORT_FILES, ...schemas })
  const files = Object.fromEntries(all.map(([path, text]) => [path, layOut(text, random)]))
  const { image: ours, diagnostics } = compile(Object.keys(files).sort(), (path) => files[path])
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  const { image: theirs, errors } = buildFiles(files)
  expect([...errors]).toEqual([])
  expect(compareImages(ours!, theirs!).differences).toEqual([])
  expect(compareSourceInfo(ours!, theirs!).differences).toEqual([])
})
