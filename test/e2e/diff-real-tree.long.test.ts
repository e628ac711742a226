import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeFolder } from '../support/make-folder.ts'
import { layRealTree } from '../support/real-trees.ts'
import { WIREPROOF } from '../support/run-wireproof.ts'

/** Both releases are compiled and compared, on two cores that do other work too; it takes about ten seconds. */
const RUN_MS = 3 * 60_000

interface Placed {
  readonly symbol: string
  readonly path: string | null
  readonly against: { readonly path: string | null }
}

interface Difference {
  readonly verdict: { readonly step: string }
  readonly findings: readonly (Placed & { readonly rule: string })[]
  readonly changes: readonly (Placed & { readonly kind: string; readonly element: string; readonly weight: string })[]
}

const root = makeFolder('diff-real')
const diff = (...args: string[]) => {
  const options = { cwd: root, encoding: 'utf8', maxBuffer: 1 << 30, timeout: RUN_MS } as const
  return spawnSync(process.execPath, [WIREPROOF, 'diff', 'next', '--against', 'prev', ...args], options)
}

beforeAll(() => {
  layRealTree(join(root, 'prev'), '3.0.3', 'version: v2\n')
  layRealTree(join(root, 'next'), '6.0.1', 'version: v2\n')
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

test('all changes of a real history, and each finding is a change', { timeout: 2 * RUN_MS }, () => {
  const run = diff('--format', 'json')
  expect([run.status, run.stderr]).toEqual([0, ''])
  const { verdict, findings, changes } = JSON.parse(run.stdout) as Difference
  expect(verdict.step).toBe('major')

  const symbols = new Set(changes.map(({ symbol }) => symbol))
  const paths = new Set(changes.flatMap(({ path, against }) => [path?.slice(5), against.path?.slice(5)]))
  // What is in a message that is gone is part of it, and an inherited setting is told of its file.
  const isTold = ({ symbol, path, against }: Placed) =>
    symbol.split('.').some((_, end, parts) => symbols.has(parts.slice(0, end + 1).join('.'))) ||
    paths.has((path ?? against.path)?.slice(5))
  expect(findings.filter((finding) => !isTold(finding))).toEqual([])
  expect(findings.length).toBeGreaterThan(2000)

  const counts: Record<string, number> = {}
  for (const { kind, element } of changes) counts[`${kind} ${element}`] = (counts[`${kind} ${element}`] ?? 0) + 1
  console.table(counts)
  // 3,392 files became 8,051.
  expect(counts['added file']).toBeGreaterThan(4000)
  expect(changes.length).toBeGreaterThan(findings.length)
})

test('as a changelog', { timeout: 2 * RUN_MS }, () => {
  const run = diff('--format', 'markdown')
  expect([run.status, run.stderr]).toEqual([0, ''])
  expect(run.stdout).toMatch(/^## Schema changes: major\n/)
  const headings = run.stdout.split('\n').filter((line) => line.startsWith('### '))
  expect(headings).toEqual(
    ['Breaking', 'Added', 'Changed', 'Deprecated', 'Removed', 'Without effect on data or generated code'].map(
      (title) => `### ${title}`,
    ),
  )
})
