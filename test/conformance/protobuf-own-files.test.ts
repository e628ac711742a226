import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { makeFolder } from '../support/make-folder.ts'
import { layOtherTree, protobufTrees } from '../support/other-trees.ts'
import { compareTree } from './compare-tree.ts'

const root = makeFolder('protobuf-own-files')
afterAll(() => rmSync(root, { recursive: true }))

/**
 * Refused where all files are one module: the three that are in trees of their own, and util/json_format_proto3.proto,
 * which imports a file that the package does not ship.
 */
const EXPECTED = [
  { refused: 4, files: 18, locations: 2068 },
  { refused: 0, files: 2, locations: 224 },
  { refused: 0, files: 2, locations: 263 },
  { refused: 0, files: 1, locations: 11 },
  { refused: 4, files: 32, locations: 4404 },
  { refused: 0, files: 2, locations: 224 },
  { refused: 0, files: 2, locations: 263 },
  { refused: 0, files: 1, locations: 11 },
]

test.each(protobufTrees.map((tree, index) => [tree.title, tree, EXPECTED[index]] as const))(
  '%s',
  (title, tree, expected) => {
    const folder = join(root, title)
    layOtherTree(folder, tree)
    const { refused, ...compared } = compareTree(root, folder)
    expect({ ...compared, refused: refused.length }).toEqual({ ...expected, differences: [] })
  },
)
