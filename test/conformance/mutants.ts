import { readFileSync } from 'node:fs'
import { compile } from '@wireproof/compiler'
import { BufFailure, buildFiles, type Place } from './build-with-buf.ts'
import { createRandom } from './compiler-robustness.ts'
import { fillIn, type MutantPool, packageOf } from './mutant-pool.ts'
import { MUTATIONS, type MutationKind, mutateSchema } from './mutate-schema.ts'

/** A valid schema with one change. */
interface Mutant {
  readonly index: number
  readonly kind: MutationKind
  readonly text: string
}

/** What a compiler says first about a mutant; undefined where it accepts it. */
interface Answer {
  readonly place: Place
  /** Our code, or buf's message. */
  readonly what: string
}

const KINDS = Object.keys(MUTATIONS) as MutationKind[]

/** The mutant of an index: the same at any time and on every machine. */
function createMutant({ groups }: MutantPool, index: number): Mutant {
  const random = createRandom(index * 7919 + 17)
  const of = <T>(choices: readonly T[]): T => {
    const choice = choices[Math.floor(random() * choices.length)]
    if (choice === undefined) throw new Error('nothing to choose from')
    return choice
  }
  for (;;) {
    const kind = of(KINDS)
    const text = mutateSchema(fillIn(of(of(groups)), index), kind, random)
    if (text !== undefined) return { index, kind, text }
  }
}

function mutantPath({ index }: Pick<Mutant, 'index'>): string {
  return `${packageOf(index)}/case.proto`
}

/** The first answer of our compiler to each mutant, in order. */
function askWireproof(mutants: readonly Mutant[], imports: MutantPool['imports']): (Answer | undefined)[] {
  const files = filesOf(mutants, imports)
  const { diagnostics } = compile(mutants.map(mutantPath), (path) => files[path])
  const first = new Map<string, Answer>()
  for (const { severity, file, span, code } of diagnostics) {
    if (severity !== 'error' || first.has(file)) continue
    first.set(file, { place: [span?.start.line ?? 0, span?.start.column ?? 0], what: code })
  }
  return mutants.map((mutant) => first.get(mutantPath(mutant)))
}

/** The first answers of `buf build`, in order; `crash` for a mutant that it does not survive. */
export function askBuf(mutants: readonly Mutant[], imports: MutantPool['imports']): (Answer | 'crash' | undefined)[] {
  try {
    const { errors, messages } = buildFiles(filesOf(mutants, imports))
    return mutants.map((mutant) => {
      const path = mutantPath(mutant)
      const place = errors.get(path)?.[0]
      return place === undefined ? undefined : { place, what: messages.get(path)?.[0] ?? '' }
    })
  } catch (error) {
    if (!(error instanceof BufFailure)) throw error
    if (mutants.length === 1) return ['crash']
    const half = Math.ceil(mutants.length / 2)
    return [...askBuf(mutants.slice(0, half), imports), ...askBuf(mutants.slice(half), imports)]
  }
}

const IMPORT = /\bimport\b[^;"']*["']([^"']+)["']/g

/** The files of mutants with those that they import, at any remove. */
function filesOf(mutants: readonly Mutant[], imports: MutantPool['imports']): Readonly<Record<string, string>> {
  const files = new Map(mutants.map((mutant) => [mutantPath(mutant), mutant.text]))
  for (const text of files.values()) {
    for (const [, path = ''] of text.matchAll(IMPORT)) {
      const imported = imports[path]
      // A map takes what is added while it is walked.
      if (imported !== undefined) files.set(path, imported)
    }
  }
  return Object.fromEntries(files)
}

/** Two first answers that differ. */
export interface MutantDifference {
  readonly mutant: Mutant
  readonly ours: Answer | undefined
  readonly theirs: Answer | undefined
}

/** What came of a comparison. */
export interface MutantComparison {
  /** Mutants that both accept, or that both complain about first at the same place. */
  readonly agreeing: number
  readonly accepted: number
  /** Mutants that make buf crash: nothing can be compared then. */
  readonly crashes: number
  readonly differences: readonly MutantDifference[]
}

/** Mutants for one run of buf: many, since every run reads the imports again; few enough for a crash to cost little. */
const BATCH = 1000

/** Compares the first answers of both compilers to the mutants of `count` indexes from `first` on. */
export function compareMutants(pool: MutantPool, first: number, count: number): MutantComparison {
  let accepted = 0
  let crashes = 0
  const differences: MutantDifference[] = []
  for (let start = first; start < first + count; start += BATCH) {
    const mutants = createMutants(pool, start, Math.min(BATCH, first + count - start))
    const answers = askWireproof(mutants, pool.imports)
    const theirAnswers = askBuf(mutants, pool.imports)
    for (const [index, mutant] of mutants.entries()) {
      const ours = answers[index]
      const theirs = theirAnswers[index]
      if (theirs === 'crash') crashes++
      else if (ours?.place.join() !== theirs?.place.join()) differences.push({ mutant, ours, theirs })
      else if (ours === undefined) accepted++
    }
  }
  return { agreeing: count - crashes - differences.length, accepted, crashes, differences }
}

/** The mutants of `count` indexes from `first` on. */
export function createMutants(pool: MutantPool, first: number, count: number): Mutant[] {
  return Array.from({ length: count }, (_, index) => createMutant(pool, first + index))
}

/** A kind of difference of place that is known: what each side says, how often it may be, and why it is. */
interface KnownDifference {
  /** Our code. */
  readonly ours: string
  /** The beginning of buf's message. */
  readonly theirs: string
  /** How many of 20,000 mutants may differ like this. */
  readonly atMost: number
  readonly reason: string
}

const KNOWN: readonly KnownDifference[] = JSON.parse(
  readFileSync(new URL('mutants.other-place.json', import.meta.url), 'utf8'),
)

/** Differences that are not known, or are more than are known of a kind; as text. */
export function unexplained({ differences }: MutantComparison): string[] {
  const counts = new Map<KnownDifference, number>()
  return differences.flatMap((difference) => {
    const { ours, theirs } = difference
    const known = KNOWN.find((kind) => kind.ours === ours?.what && theirs?.what.startsWith(kind.theirs) === true)
    const count = known === undefined ? 0 : (counts.get(known) ?? 0) + 1
    if (known !== undefined) counts.set(known, count)
    return known !== undefined && count <= known.atMost ? [] : [describe(difference)]
  })
}

function describe({ mutant, ours, theirs }: MutantDifference): string {
  const show = (answer: Answer | undefined): string =>
    answer === undefined ? 'accepts it' : `${answer.place.join(':')} ${answer.what}`
  const line = mutant.text.split('\n')[(theirs?.place[0] ?? ours?.place[0] ?? 1) - 1]
  return `mutant ${mutant.index} (${mutant.kind}): buf ${show(theirs)}, we ${show(ours)}; in ${JSON.stringify(line)}`
}
