import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { compile } from '@wireproof/compiler'
import { afterAll, expect, test } from 'vitest'
import { makeFolder } from '../support/make-folder.ts'
import { layRealTree } from '../support/real-trees.ts'
import { buildFolder } from './build-with-buf.ts'
import { compareImages } from './compare-images.ts'

const root = makeFolder('descriptors')
afterAll(() => rmSync(root, { recursive: true }))

test.each([
  ['3.0.3', 3381],
  ['6.0.1', 7218],
] as const)('every descriptor of the API family %s', (release, count) => {
  const folder = join(root, release)
  layRealTree(folder, release, 'version: v2\n')
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.proto'))
    .sort()
  const { image, diagnostics } = compile(paths, (path) => readIfThere(join(folder, path)))
  expect(diagnostics).toEqual([])
  const { image: theirs } = buildFolder(root, folder)
  expect(compareImages(image!, theirs!)).toEqual({ files: count, differences: [] })
})

function readIfThere(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path)
  } catch {
    return undefined
  }
}
