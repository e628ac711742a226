import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { compile, type Image } from '@wireproof/compiler'
import { CATEGORIES, defaultPolicy, diff } from '@wireproof/diff-engine'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { classicLosses } from '../../packages/diff-engine/src/evidence/testing/classic-losses.ts'
import { confirmLosses } from '../../packages/diff-engine/src/evidence/testing/confirm-losses.ts'
import { proveImages } from '../../packages/diff-engine/src/wire/prove-schemas.ts'
import { parseBufFindings, runBuf } from '../support/buf.ts'
import { otherHistories } from '../support/other-histories.ts'
import { layRealTree } from '../support/real-trees.ts'
import { bufConfig, keyOfBufs, keyOfOurs } from './breaking-against-buf.ts'

/** One in this many exact findings is confirmed. */
const EXACT_SAMPLE = 10

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

/** Lays both sides out as the folders `prev` and `next` of a root. */
interface History {
  readonly title: string
  lay(root: string): void
  /** Findings of all categories together, by fingerprint. */
  readonly leastFindings: number
  /** Proofs that real decoders confirm. */
  readonly leastProofs: number
}

const HISTORIES: readonly History[] = [
  {
    title: 'an API family of thousands of files, 3.0.3 to 6.0.1',
    lay(root) {
      layRealTree(join(root, 'prev'), '3.0.3', 'version: v2\n')
      layRealTree(join(root, 'next'), '6.0.1', 'version: v2\n')
    },
    leastFindings: 2000,
    leastProofs: 2000,
  },
  ...otherHistories.map(({ title, layPrev, layNext }) => ({
    title,
    lay(root: string) {
      layPrev(join(root, 'prev'))
      layNext(join(root, 'next'))
    },
    leastFindings: 100,
    // Most of it is files that were deleted.
    leastProofs: 20,
  })),
]

describe.each(HISTORIES)('$title', ({ lay, leastFindings, leastProofs }) => {
  const root = mkdtempSync(join(tmpdir(), 'wireproof-breaking-tree-'))
  const all = new Set<string>()
  let prev: Image
  let next: Image

  beforeAll(() => {
    lay(root)
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
      for (const { fingerprint } of ours) all.add(fingerprint)
    },
  )

  test('is a history that breaks much', () => {
    expect(all.size).toBeGreaterThan(leastFindings)
  })

  test('real decoders see what the proofs say', { timeout: 15 * 60_000 }, async () => {
    const classic = classicLosses(prev, next, 'ignoreUnknown').flatMap(({ losses }) => losses)
    const exact = proveImages(prev, next, { formats: ['binary', 'json'], profile: 'ignoreUnknown' })
    // Each file that a proof is about makes decoders of its own; most exact findings are of one kind in many files.
    const sampled = exact.filter((_, i) => i % EXACT_SAMPLE === 0).flatMap(({ losses }) => losses)
    const { unexplained, ...counts } = await confirmLosses(prev, next, [...classic, ...sampled], 'ignoreUnknown')
    console.log(`proofs: ${JSON.stringify(counts)}`)
    expect(unexplained).toEqual([])
    expect(counts.proofs).toBeGreaterThan(leastProofs)
  })
})
