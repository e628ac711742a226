import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { makeFolder } from '../support/make-folder.ts'
import { layOtherTree, otherTrees } from '../support/other-trees.ts'
import { layRealTree } from '../support/real-trees.ts'
import { compareTree } from './compare-tree.ts'

const root = makeFolder('trees')
afterAll(() => rmSync(root, { recursive: true }))

test.each([
  ['3.0.3', 3381, 624_481],
  ['6.0.1', 7218, 1_478_928],
] as const)('the API family %s', (release, files, locations) => {
  const folder = join(root, release)
  layRealTree(folder, release, 'version: v2\n')
  expect(compareTree(root, folder)).toEqual({ refused: [], files, locations, differences: [] })
})

test.each([
  [otherTrees.envoy.title, otherTrees.envoy, 60, 526, 44_190],
  [otherTrees.cosmos.title, otherTrees.cosmos, 73, 340, 38_844],
  [otherTrees.hedera.title, otherTrees.hedera, 1, 174, 11_507],
] as const)('the tree of %s', (title, tree, refusedCount, files, locations) => {
  const folder = join(root, title)
  layOtherTree(folder, tree)
  const { refused, ...compared } = compareTree(root, folder)
  expect({ refused: refused.length, ...compared }).toEqual({ refused: refusedCount, files, locations, differences: [] })
})
