import { type CompileCache, compile, createCompileCache, encodeImage } from '@wireproof/compiler'
import { describe, expect, test } from 'vitest'
import { type Bomb, COUNT_BOMBS, DEPTH_BOMBS, IMPORT_BOMBS, TEXT_BOMBS } from './compiler-bombs.ts'
import { EVERYTHING, findFault, findFaultsOfMutants, HANG_MS, mutant, sizeOf } from './compiler-robustness.ts'
import { countCompilerSteps } from './compiler-steps.ts'
import { caseText, corpus, SUPPORT_FILES } from './invalid-corpus.ts'

/** Every n-th place of the text with everything: all of them are the long suite's. */
const STRIDE = 3
const MUTANTS = 2000
const CACHED_MUTANTS = 500

/** Blocks of code entered for each character of a schema: the most that any shape of input may take. */
const STEPS_PER_CHARACTER = 500
/** Twice the input may take this many times the steps: the logarithm of a search is let through. */
const GROWTH = 2.1

test('the text with everything compiles', () => {
  expect(findFault({ 'a.proto': EVERYTHING })).toBeUndefined()
})

test(
  'prefixes give a result',
  () => {
    const faults: unknown[] = []
    for (let end = 0; end < EVERYTHING.length; end += STRIDE)
      faults.push(findFault({ 'a.proto': EVERYTHING.slice(0, end) }))
    for (const [index, item] of corpus.entries()) {
      if (index % 20 !== 0) continue
      const text = caseText(item, index)
      for (let end = 0; end < text.length; end += STRIDE * 3) faults.push(findFault({ 'a.proto': text.slice(0, end) }))
    }
    expect(faults.filter((fault) => fault !== undefined)).toEqual([])
  },
  HANG_MS,
)

test(
  'texts without one of their bytes give a result',
  () => {
    const bytes = new TextEncoder().encode(`${EVERYTHING}// 日本`)
    const faults: unknown[] = []
    for (let at = 0; at < bytes.length; at += at < EVERYTHING.length ? STRIDE : 1) {
      faults.push(findFault({ 'a.proto': new Uint8Array([...bytes.subarray(0, at), ...bytes.subarray(at + 1)]) }))
    }
    expect(faults.filter((fault) => fault !== undefined)).toEqual([])
  },
  HANG_MS,
)

test(
  `${MUTANTS} mutants give a result`,
  () => {
    expect(findFaultsOfMutants(1, MUTANTS)).toEqual([])
  },
  HANG_MS,
)

// JavaScript passes arguments on the stack: a list of this length must never be spread into a call.
test.each(['fields of one oneof', 'elements of an option list'])('three hundred thousand %s', (name) => {
  const bomb = COUNT_BOMBS.find((candidate) => candidate.name === name)
  expect(findFault(bomb?.build(300_000) ?? {})).toBeUndefined()
})

test('a cache that sees mutant after mutant changes no result', () => {
  const cache = createCompileCache()
  const differing: number[] = []
  for (let seed = 1; seed <= CACHED_MUTANTS; seed++) {
    const files: Record<string, string> = {
      ...SUPPORT_FILES,
      'a.proto': mutant(seed),
      // Stays as it is for a while.
      'b.proto': mutant(Math.floor(seed / 4)),
      'c.proto': 'syntax = "proto2";\nimport "a.proto";\nimport "b.proto";\nimport "corpus/options.proto";\n',
    }
    const run = (options?: { cache: CompileCache }): string => {
      const { image, diagnostics } = compile(['a.proto', 'b.proto', 'c.proto'], (path) => files[path], options)
      const bytes = image && encodeImage(image, { sourceInfo: true, imageExtension: true })
      return JSON.stringify([diagnostics, bytes && Buffer.from(bytes).toString('base64')])
    }
    if (run({ cache }) !== run()) differing.push(seed)
  }
  expect(differing).toEqual([])
})

let countOfNothing: Promise<number> | undefined

/** The steps that even an empty file takes; counted once, as counting takes a while. */
function stepsOfNothing(): Promise<number> {
  countOfNothing ??= countCompilerSteps(() => findFault({ 'a.proto': '' }))
  return countOfNothing
}

function describeBombs(what: string, bombs: readonly Bomb[], size: number): void {
  describe(`${what}: work grows no faster than the input`, () => {
    test.each(bombs.map((bomb) => [bomb.name, bomb] as const))(
      '%s',
      async (_, { build }) => {
        const [once, twice] = [build(size), build(2 * size)]
        expect(findFault(once)).toBeUndefined()
        const few = await countCompilerSteps(() => findFault(once))
        const many = await countCompilerSteps(() => findFault(twice))
        const nothing = await stepsOfNothing()
        expect(many / sizeOf(twice)).toBeLessThan(STEPS_PER_CHARACTER)
        expect((many - nothing) / Math.max(1, few - nothing)).toBeLessThan(GROWTH)
      },
      HANG_MS,
    )
  })
}

describeBombs('texts', TEXT_BOMBS, 5000)
describeBombs('depths', DEPTH_BOMBS, 5000)
describeBombs('counts', COUNT_BOMBS, 1000)
describeBombs('imports', IMPORT_BOMBS, 200)
