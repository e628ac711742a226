import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { compile } from '@wireproof/compiler'
import { afterAll, expect, test } from 'vitest'
import { makeFolder } from '../support/make-folder.ts'
import { layRealTree } from '../support/real-trees.ts'
import { buildFolder } from './build-with-buf.ts'
import { compareSourceInfo } from './source-info-compare.ts'

const root = makeFolder('source-info')
afterAll(() => rmSync(root, { recursive: true }))

test.each([
  ['3.0.3', 3381, 624_481],
  ['6.0.1', 7218, 1_478_928],
] as const)('every location of the API family %s', (release, files, locations) => {
  const folder = join(root, release)
  layRealTree(folder, release, 'version: v2\n')
  const all = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const paths = all.filter((path) => path.endsWith('.proto')).sort()
  const there = new Set(paths)
  const { image } = compile(paths, (path) => (there.has(path) ? readFileSync(join(folder, path)) : undefined))
  const { image: theirs } = buildFolder(root, folder)
  expect(compareSourceInfo(image!, theirs!)).toEqual({ files, locations, differences: [] })
})
