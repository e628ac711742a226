import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { compile } from '@wireproof/compiler'
import { lint } from '@wireproof/lint-engine'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeFolder } from '../support/make-folder.ts'
import { layRealTree } from '../support/real-trees.ts'
import { allRulesOf, keyOfOurs, lintWithBuf } from './lint-against-buf.ts'

const folder = makeFolder('lint')
beforeAll(() => layRealTree(folder, '6.0.1', 'version: v2\n'), 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a large tree of others: every rule finds what buf finds, where buf finds it', () => {
  const policy = allRulesOf('v2')
  const bufs = lintWithBuf(folder, policy)
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.proto'))
  const known = new Set(files)
  const { image } = compile(files, (path) => (known.has(path) ? readFileSync(join(folder, path)) : undefined))
  if (image === undefined) throw new Error('the tree does not compile')
  const ours = lint(image, policy).map(keyOfOurs).sort()
  expect(bufs.length).toBeGreaterThan(80_000)
  expect(ours).toEqual(bufs)
}, 300_000)
