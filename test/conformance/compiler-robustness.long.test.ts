import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { COUNT_BOMBS, DEPTH_BOMBS, IMPORT_BOMBS, TEXT_BOMBS } from './compiler-bombs.ts'
import { EVERYTHING, findFault, findFaultsOfMutants, HANG_MS } from './compiler-robustness.ts'
import { caseText, corpus } from './invalid-corpus.ts'

const MUTANTS = 200_000
/** Mutants of one test: few enough that it cannot be mistaken for one that hangs. */
const BATCH = 4000

const TREE = join(fileURLToPath(new URL('../node_modules', import.meta.url)), 'google-proto-files-6')
const REAL_FILES = ['google/type/date.proto', 'google/api/http.proto', 'google/longrunning/operations.proto']

const real = REAL_FILES.map((path) => [path, readFileSync(join(TREE, path), 'utf8')] as const)
/** Every fifth text of the corpus: all of them would take half an hour. */
const SAMPLE = 5
const texts = [
  ['everything', EVERYTHING] as const,
  ...corpus.map((item, i) => [item.name, caseText(item, i)] as const).filter((_, i) => i % SAMPLE === 0),
]

function faultsOf(variants: Iterable<string | Uint8Array>): string[] {
  const faults: string[] = []
  for (const variant of variants) {
    const fault = findFault({ 'a.proto': variant })
    if (fault !== undefined) faults.push(fault)
  }
  return faults
}

function* prefixes(text: string): Generator<string> {
  for (let end = 0; end <= text.length; end++) yield text.slice(0, end)
}

function* deletions(text: string): Generator<Uint8Array> {
  const bytes = new TextEncoder().encode(text)
  for (let at = 0; at < bytes.length; at++) yield new Uint8Array([...bytes.subarray(0, at), ...bytes.subarray(at + 1)])
}

test.each(real)('every prefix of %s gives a result', (_, text) => {
  expect(faultsOf(prefixes(text))).toEqual([])
})

test('every prefix of a sample of the corpus gives a result', () => {
  for (const [name, text] of texts) expect([name, ...faultsOf(prefixes(text))]).toEqual([name])
})

test('every text of a sample of the corpus without any one of its bytes gives a result', () => {
  for (const [name, text] of texts) expect([name, ...faultsOf(deletions(text))]).toEqual([name])
})

// The first seeds are the short suite's.
test.each(Array.from({ length: MUTANTS / BATCH }, (_, i) => 10_000 + i * BATCH))(
  'mutants from seed %i on give a result',
  (seed) => {
    expect(findFaultsOfMutants(seed, BATCH)).toEqual([])
  },
)

test.each([...TEXT_BOMBS, ...DEPTH_BOMBS].map((bomb) => [bomb.name, bomb] as const))(
  'a million: %s',
  (_, { build }) => {
    expect(findFault(build(1_000_000))).toBeUndefined()
  },
  HANG_MS,
)

test.each(COUNT_BOMBS.map((bomb) => [bomb.name, bomb] as const))(
  'a hundred thousand %s',
  (_, { build }) => {
    expect(findFault(build(100_000))).toBeUndefined()
  },
  HANG_MS,
)

test(
  'a million fields',
  () => {
    expect(findFault(COUNT_BOMBS[0]?.build(1_000_000) ?? {})).toBeUndefined()
  },
  HANG_MS,
)

test.each(IMPORT_BOMBS.map((bomb) => [bomb.name, bomb] as const))(
  'ten thousand: %s',
  (_, { build }) => {
    expect(findFault(build(10_000))).toBeUndefined()
  },
  HANG_MS,
)
