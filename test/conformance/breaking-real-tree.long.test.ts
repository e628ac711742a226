import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { compile, type Image } from '@wireproof/compiler'
import { CATEGORIES, defaultPolicy, diff } from '@wireproof/diff-engine'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseBufFindings, runBuf } from '../support/buf.ts'
import { layRealTree } from '../support/real-trees.ts'
import { bufConfig, keyOfBufs, keyOfOurs } from './breaking-against-buf.ts'

function compileTree(folder: string): Image {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.proto'))
    .map((path) => path.split(sep).join('/'))
    .sort()
  const known = new Set(paths)
  const { image, diagnostics } = compile(paths, (path) =>
    known.has(path) ? readFileSync(join(folder, path)) : undefined,
  )
  if (image === undefined) throw new Error(`the real tree does not compile: ${JSON.stringify(diagnostics[0])}`)
  return image
}

describe('a real history of thousands of files', () => {
  const root = mkdtempSync(join(tmpdir(), 'wireproof-breaking-tree-'))
  let prev: Image
  let next: Image

  beforeAll(() => {
    layRealTree(join(root, 'prev'), '3.0.3', 'version: v2\n')
    layRealTree(join(root, 'next'), '6.0.1', 'version: v2\n')
    for (const side of ['prev', 'next']) {
      const build = runBuf(['build', side, '-o', `${side}.binpb`], { cwd: root, home: root })
      expect(build.code, build.stderr).toBe(0)
    }
    prev = compileTree(join(root, 'prev'))
    next = compileTree(join(root, 'next'))
  })
  afterAll(() => rmSync(root, { recursive: true, force: true }))

  test.each(CATEGORIES.flatMap((category) => [[category, false] as const, [category, true] as const]))(
    '%s, without imports %s: the findings of buf',
    (category, excludeImports) => {
      const policy = { ...defaultPolicy('v2'), use: [category], excludeImports }
      const args = ['breaking', 'next.binpb', '--against', 'prev.binpb', '--error-format', 'json']
      if (excludeImports) args.push('--exclude-imports')
      const run = runBuf([...args, '--config', bufConfig(policy)], { cwd: root, home: root })
      expect(run.code, run.stderr).toBe(100)
      const start = performance.now()
      const ours = diff(prev, next, policy)
      const millis = Math.round(performance.now() - start)
      console.log(`${category}: ${ours.length} findings in ${millis} ms`)
      expect(ours.map(keyOfOurs).sort()).toEqual(parseBufFindings(run.stdout).map(keyOfBufs).sort())
      expect(new Set(ours.map(({ fingerprint }) => fingerprint)).size).toBe(ours.length)
    },
  )
})
